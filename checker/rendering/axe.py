"""Has axe-core say what it finds on the page that stands in a tab (https://github.com/dequelabs/axe-core).

The script runs in a world of its own: the page neither sees it nor can change what it uses. It looks at the document and
its open shadow trees, not into frames. What comes back is plain values, which evidence stores as they are.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checker.errors import UsageError
from checker.page import Element, Page
from checker.pattern import pattern
from checker.rendering.options import Engine
from checker.rendering.wire import BrowserError, Wire

INSTALL = "--with axe needs axe-core: run `pip install 'gov-page-check[axe]'`, or name its file with --axe-source"
_VERSION = pattern(r"axe v(\d+\.\d+\.\d+)")
#: A place is told by child numbers from the document down; -1 is the step into a shadow tree.
_ASK = """
(async () => {
  const most = 500;
  const steps = element => {
    const found = [];
    for (let node = element; node && node.nodeType === 1;) {
      let number = 0;
      for (let one = node.previousElementSibling; one; one = one.previousElementSibling) number++;
      found.push(number);
      const parent = node.parentNode;
      if (parent && parent.nodeType === 11 && parent.host) { found.push(-1); node = parent.host; } else node = parent;
    }
    return found.reverse();
  };
  const told = node => ({
    path: node.element ? steps(node.element) : [],
    tag: node.element ? node.element.localName : "",
    impact: node.impact || "",
    said: [...node.none, ...node.all, ...node.any].map(one => one.message.slice(0, 300)).slice(0, 8),
  });
  const results = await axe.run(document, {
    iframes: false, elementRef: true, selectors: false, rules: {"frame-tested": {enabled: false}},
  });
  const rules = {};
  const of = one => rules[one.id] ||= {
    help: one.help, description: one.description, url: one.helpUrl, tags: one.tags, failed: [], cantTell: [], passed: 0,
  };
  for (const one of results.violations) of(one).failed = one.nodes.slice(0, most).map(told);
  for (const one of results.incomplete) of(one).cantTell = one.nodes.slice(0, most).map(told);
  for (const one of results.passes) of(one).passed = one.nodes.length;
  for (const one of results.inapplicable) of(one);
  return {version: results.testEngine.version, rules};
})()
"""


def engine(given: Path | None = None) -> Engine:
    """The axe.min.js given, or the one that the extra ``axe`` installs, with its version; UsageError without one."""
    path = given or _installed()
    if path is None:
        raise UsageError(INSTALL)
    try:
        with path.open(encoding="utf-8") as file:
            start = file.read(4096)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"--axe-source is {path}, which cannot be read; expected axe.min.js") from error
    version = _VERSION.search(start)
    if version is None:
        raise UsageError(f"{path} does not say which version of axe-core it is; expected axe.min.js as published")
    return Engine("axe-core", version.group(1), path)


def _installed() -> Path | None:
    spec = importlib.util.find_spec("axe_playwright_python")
    folders = spec.submodule_search_locations if spec is not None else None
    found = [Path(folder) / "axe.min.js" for folder in folders or ()]
    return next((path for path in found if path.is_file()), None)


async def run(wire: Wire, path: Path) -> dict[str, Any]:
    """What axe-core says about the page: its version, and by rule what failed, what it doubts and how much passed."""
    source = path.read_text(encoding="utf-8")
    frame = (await wire.send("Page.getFrameTree"))["frameTree"]["frame"]["id"]
    made = await wire.send("Page.createIsolatedWorld", frameId=frame, worldName="check")
    world = made["executionContextId"]
    _value(await wire.send("Runtime.evaluate", expression=f"{source}\n;0", contextId=world, returnByValue=True))
    told = await wire.send("Runtime.evaluate", expression=_ASK, contextId=world, awaitPromise=True, returnByValue=True)
    results: dict[str, Any] = _value(told)
    return results


def _value(told: Mapping[str, Any]) -> Any:
    details = told.get("exceptionDetails")
    if details:
        said = details.get("exception", {}).get("description") or details.get("text", "")
        raise BrowserError(str(said).partition("\n")[0])
    return told["result"].get("value")


def element_at(page: Page, node: Mapping[str, Any]) -> Element | None:
    """The element of the snapshot that a result is about; None where the page has changed since, or it has none."""
    element: Element | None = None
    siblings = page.document.elements[:1]
    for step in node["path"]:
        if step < 0:
            shadow = element.shadow if element is not None else None
            siblings = [one for one in shadow.elements if one.parent is None] if shadow is not None else []
            continue
        if step >= len(siblings):
            return None
        element = siblings[step]
        siblings = element.elements
    return element if element is not None and element.tag.lower() == node["tag"].lower() else None
