"""The switches with which Chromium is started (https://peter.sh/experiments/chromium-command-line-switches/).

No traffic of its own, nothing past the proxy, nothing that waits for a person, the same drawing on every machine. Much of
it is what Playwright starts Chromium with.
"""

from __future__ import annotations

import os
import sys

#: What is off, each for a reason above or below: the start of a second renderer for a page of the browser's own window
#: (the omnibox) costs 80 MB, a spare one as much.
_FEATURES_OFF = (
    *("AimEnabled", "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "SpareRendererForSitePerProcess"),
    *("AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose"),
    *("HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying"),
    *("OptimizationHints", "PaintHolding", "PreconnectToSearch", "ThirdPartyStoragePartitioning", "Translate"),
    # The frame and its view made anew for each page that takes the place of another of its site: a tenth of a load.
    "RenderDocument",
    # Every frame in the page's process, so that one snapshot holds them all.
    *("IsolateOrigins", "site-per-process"),
)
#: Those that Playwright gives too; the last list of features counts, so that it has Playwright's as well.
SWITCHES = (
    f"--disable-features={','.join(_FEATURES_OFF)}",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-quic",
    "--disable-site-isolation-trials",
    "--disable-sync",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--no-first-run",
    "--no-pings",
)
_ALONE = (
    "--allow-pre-commit-input",
    "--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4",
    "--disable-back-forward-cache",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-breakpad",
    "--disable-component-extensions-with-background-pages",
    "--disable-crash-reporter",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-field-trial-config",
    "--disable-hang-monitor",
    "--disable-infobars",
    "--disable-ipc-flooding-protection",
    "--disable-prompt-on-repost",
    "--disable-renderer-backgrounding",
    "--disable-search-engine-choice-screen",
    # A process of its own for the network costs 20 MB; what protects from the network is the guard.
    "--enable-features=CDPScreenshotNewSurface,NetworkServiceInProcess2,SkipListAccountsWithoutGaiaCookies",
    "--enable-unsafe-swiftshader",
    "--force-color-profile=srgb",
    "--headless",
    "--hide-scrollbars",
    "--metrics-recording-only",
    "--mute-audio",
    "--no-default-browser-check",
    "--no-service-autorun",
    "--no-startup-window",
    "--password-store=basic",
    "--use-mock-keychain",
)


def with_sandbox_or_not() -> tuple[str, ...]:
    """The switch that root needs, who cannot have a sandbox on Linux."""
    return ("--no-sandbox",) if sys.platform.startswith("linux") and os.geteuid() == 0 else ()


def switches(proxy: str, profile: str) -> tuple[str, ...]:
    """All switches of a browser whose connections go through the proxy, those to this machine too."""
    return (
        *_ALONE,
        *SWITCHES,
        *with_sandbox_or_not(),
        f"--proxy-server={proxy}",
        "--proxy-bypass-list=<-loopback>",
        f"--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE {proxy.rpartition('//')[2].rpartition(':')[0]}",
        f"--user-data-dir={profile}",
    )
