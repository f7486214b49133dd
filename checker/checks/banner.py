"""Statements about the official banner: that it is there, where it stands, and what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from checker.checks.language import is_known_language
from checker.finders.banner import Banner, banner_at, banners
from checker.finders.banner_lines import Said
from checker.finders.banner_markup import control
from checker.finders.banner_owner import declared_language
from checker.finders.banner_place import (
    drawn_by_script,
    is_out_of_sight,
    pictured,
    published_host,
    said_below,
    seen_before,
)
from checker.finders.banner_texts import prescribed_text
from checker.finding import Related, Target, Verdict, no, unknown, yes
from checker.page import Page
from checker.reading import folded
from checker.registry import check

Part = Literal["header", "action", "domain-heading", "domain-text", "https-heading", "https-text"]
Status = Literal["current", "variant", "translation", "outdated", "mixed"]

_NAMES = {
    "header": "header line",
    "action": "“Here’s how you know” label",
    "domain-heading": "heading about the .gov or .mil domain",
    "domain-text": "sentence about the .gov or .mil domain",
    "https-heading": "heading about HTTPS",
    "https-text": "sentence about HTTPS",
}
#: Languages in which the wording is prescribed; of any other no wording is known for certain.
_PRESCRIBED = ("en", "es")


def _quoted(text: str) -> str:
    return f"“{text if len(text) <= 160 else text[:159] + '…'}”"


@check
def official_banner_shown(target: Target) -> Verdict:
    """The page opens with the official banner of the federal government."""
    page = target.page
    found = banners(page)
    federal = min((one for one in found if one.scope == "federal"), key=is_out_of_sight, default=None)
    if federal is not None:
        if is_out_of_sight(federal):
            return unknown("the official banner is hidden in the page as written", at=federal.element)
        return yes("the page has the official banner", at=federal.element)
    holder = page.body if page.body is not None and page.body.line else target.element
    if found:
        header = found[0].parts.get("header")
        return unknown(
            f"the banner, {_quoted(header.text if header else '')}, is that of a state or local government",
            at=found[0].element,
        )
    return _trace(page) or no("the page has no official government banner", at=holder, missing=True)


def _trace(page: Page) -> Verdict | None:
    """What makes it doubtful that a page without a banner to read has none; None where nothing does."""
    picture = pictured(page)
    if picture is not None:
        return unknown("the banner seems to be a picture with the text in its alternative text", at=picture)
    below = said_below(page)
    if below is not None:
        return unknown(
            f"the text {_quoted(below.text)} stands far down the page, not in a banner at its top", at=below.element
        )
    script = drawn_by_script(page)
    if script is not None:
        return unknown("a script seems to draw the official banner, and its text is not in the page itself", at=script)
    return None


@check
def banner_stands_first(target: Target) -> Verdict:
    """Nothing that can be seen stands before the banner but skip links."""
    found = seen_before(target.page, banner_at(target))
    if found is None:
        return yes("the banner is the first thing on the page")
    said = f"{found.what} comes before the official banner"
    related = (Related("before the banner", found.element),)
    return (
        no(said, related=related) if found.certain else unknown(f"{said}, unless style sheets move it", related=related)
    )


@check
def banner_part_given(target: Target, *, part: Part) -> Verdict:
    """The banner has the part, in whatever words."""
    banner = banner_at(target)
    if part in banner.parts:
        return yes(f"the banner’s {_NAMES[part]} is {_quoted(banner.parts[part].text)}")
    if part == "header":
        picture = pictured(target.page)
        if picture is not None:
            return unknown("the banner’s header line is only in a picture", at=picture)
    opener = control(banner) if part == "action" else None
    if opener is not None:
        label = folded(opener.text) or opener.attrs.get("aria-label", "").strip()
        found = f"the banner’s control reads {_quoted(label)} instead of “Here’s how you know”"
        return no(found, at=opener) if banner.language in _PRESCRIBED else unknown(found, at=opener)
    return no(f"the official banner has no {_NAMES[part]}", missing=True)


@check
def banner_part_reads(target: Target, *, part: Part, one_of: Sequence[Status]) -> Verdict:
    """The words of the part, where the banner has it, are a known wording of one of these kinds."""
    banner = banner_at(target)
    said = banner.parts.get(part)
    if said is None:
        return yes(f"the banner has no {_NAMES[part]} to read")
    reads = f"the banner’s {_NAMES[part]} reads {_quoted(said.text)}"
    if said.drawn and part in ("header", "action"):
        return unknown(f"the {_NAMES[part]} of <{said.element.tag}> is drawn by its script, not written in the page")
    doubt = _doubt(banner, said)
    if doubt:
        return unknown(f"{reads}, {doubt}", at=said.element)
    status = said.phrase.status if said.phrase is not None and not said.added else ""
    if status in one_of or (status == "mixed" and _wrong_domain(target, banner)):
        return yes(reads)
    prescribed = prescribed_text(part, banner.language or "en", banner.tld or "gov")
    return no(f"{reads}, where the prescribed text is {_quoted(prescribed)}", at=said.element)


def _doubt(banner: Banner, said: Said) -> str:
    """What makes a wording doubtful; empty where nothing does."""
    if said.phrase is None:
        prescribed = banner.language in _PRESCRIBED
        return "" if prescribed else "for which no prescribed wording in that language is known"
    doubts = {
        "approval": "which is right only for a site that is not the Department’s own",
        "renamed": "with a name of the Department that the prescribed wording does not have",
    }
    return doubts.get(said.phrase.status, "")


def _wrong_domain(target: Target, banner: Banner) -> bool:
    """Whether the banner names another domain than the page's: then the domain is the fault, not the sentence."""
    tld = _tld(target.page)
    return tld is not None and bool(banner.tlds - {tld})


@check
def banner_capitals(target: Target) -> Verdict:
    """The header line writes "government" in lower case, as the component does."""
    said = banner_at(target).parts.get("header")
    if said is not None and "States Government" in said.text:
        return no(f"the banner’s header line reads {_quoted(said.text)}, with a capital G", at=said.element)
    return yes("the header line writes government in lower case")


def _tld(page: Page) -> str | None:
    """gov or mil; None where the address is not known or under another domain."""
    last = published_host(page).rpartition(".")[2]
    return last if last in ("gov", "mil") else None


@check
def banner_names_a_domain(target: Target) -> Verdict:
    """The banner's panel names .gov or .mil."""
    tlds = banner_at(target).tlds
    return yes(f"the banner names .{' and .'.join(sorted(tlds))}") if tlds else no("the banner names no domain")


@check
def published_elsewhere(target: Target) -> Verdict:
    """The page's address is known and is under neither .gov nor .mil, as that of a preview."""
    if target.page.url is not None and _tld(target.page) is None:
        return yes("the page’s address is under neither .gov nor .mil")
    return no("the page’s address is not known to be elsewhere than under .gov or .mil")


@check
def banner_names_own_domain(target: Target) -> Verdict:
    """The panel names the domain under which the page is published, and no other."""
    page = target.page
    banner = banner_at(target)
    named = " and ".join(f".{tld}" for tld in sorted(banner.tlds))
    if page.url is None:
        return unknown(f"the banner speaks of {named}, and the address of the page is not known")
    tld = _tld(page)
    wrong = banner.tlds - {tld} if tld else set()
    if not wrong:
        return yes(f"the banner speaks of {named}, as the address does")
    body = [one for part, one in banner.parts.items() if part not in ("header", "action")]
    at = next((one.element for one in body if any(f".{other}" in one.text.lower() for other in wrong)), None)
    return no(f"the banner speaks of {named} websites, but the page’s address is under .{tld}", at=at)


@check
def banner_speaks_page_language(target: Target) -> Verdict:
    """The banner is in the language of the page, or says which other language it is in."""
    banner = banner_at(target)
    root = target.page.root
    own = declared_language(root) if root is not None else None
    said = banner.parts.get("header")
    spoken = banner.language
    # A lang that is no language is told by html-lang-valid; what it was meant to say, nobody knows.
    if own is None or spoken is None or spoken == own or not is_known_language(own):
        return yes("the banner is in the language of the page")
    if declared_language(said.element if said is not None else banner.element) == spoken:
        return yes(f"the banner says that it is in another language, {spoken}")
    found = f"the page is in “{own}” and the banner in “{spoken}”, without saying so"
    at = said.element if said is not None else None
    return no(found, at=at) if own in _PRESCRIBED else unknown(found, at=at)


@check
def banner_speaks_one_language(target: Target) -> Verdict:
    """All parts of the banner are in one language, or say which other language they are in."""
    banner = banner_at(target)
    for one in banner.parts.values():
        language = one.phrase.language if one.phrase is not None else None
        if language and banner.language and language != banner.language and declared_language(one.element) != language:
            return no(f"the banner begins in “{banner.language}” and goes on in “{language}”", at=one.element)
    return yes("the banner is in one language")


@check
def banner_is_only_one(target: Target) -> Verdict:
    """The banner is the first of the page: none stands before it."""
    found = [one for one in banners(target.page) if one.scope == "federal" and not is_out_of_sight(one)]
    if len(found) < 2 or all(one.element is not target.element for one in found[1:]):
        return yes("the page has one banner")
    return no("the page shows the official banner a second time", related=(Related("first banner", found[0].element),))


@check
def banner_wording_kept_up(target: Target) -> Verdict:
    """No part of the banner has the wording of before 2.8.0 (USWDS, September 2020)."""
    for one in banner_at(target).parts.values():
        if one.phrase is not None and one.phrase.status == "outdated":
            return no(f"the banner still says {_quoted(one.text)}", at=one.element)
    return yes("the banner has no outdated wording")


@check
def page_speaks_for_united_states(target: Target) -> Verdict:
    """The page's banner calls it a website of the United States government."""
    for one in banners(target.page):
        header = one.parts.get("header")
        if one.scope == "federal" and header is not None and re.search(r"states|estados|u\.?s\.? ", header.text, re.I):
            return yes(f"the banner says {_quoted(header.text)}", at=header.element)
    return no("no banner calls it a website of the United States government")
