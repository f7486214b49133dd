"""Statements about the official banner that need to know all of it: its wording and its language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from checker.checks.language import is_known_language
from checker.finders.banner import Banner, banner_at
from checker.finders.banner_lines import Said
from checker.finders.banner_owner import declared_language
from checker.finders.banner_place import published_domain
from checker.finders.banner_texts import prescribed_text
from checker.finders.official_banner import LINES, PRESCRIBED
from checker.finding import Target, Verdict, no, unknown, yes
from checker.quoting import quotation
from checker.registry import check

Part = Literal["header", "action", "domain-heading", "domain-text", "https-heading", "https-text"]
Status = Literal["current", "variant", "translation", "outdated", "mixed"]


@check
def banner_part_reads(target: Target, *, part: Part, one_of: Sequence[Status]) -> Verdict:
    """The words of the part, where the banner has it, are a known wording of one of these kinds."""
    banner = banner_at(target)
    said = banner.parts.get(part)
    if said is None:
        return yes(f"the banner has no {LINES[part]} to read")
    reads = f"the banner’s {LINES[part]} reads {quotation(said.text)}"
    if said.drawn and part in ("header", "action"):
        return unknown(f"the {LINES[part]} of <{said.element.tag}> is drawn by its script, not written in the page")
    doubt = _doubt(banner, said)
    if doubt:
        return unknown(f"{reads}, {doubt}", at=said.element)
    status = said.phrase.status if said.phrase is not None and not said.added else ""
    if status in one_of or (status == "mixed" and _wrong_domain(target, banner)):
        return yes(reads)
    prescribed = prescribed_text(part, banner.language or "en", banner.tld or "gov")
    return no(f"{reads}, where the prescribed text is {quotation(prescribed)}", at=said.element)


def _doubt(banner: Banner, said: Said) -> str:
    """What makes a wording doubtful; empty where nothing does."""
    if said.phrase is None:
        prescribed = banner.language in PRESCRIBED
        return "" if prescribed else "for which no prescribed wording in that language is known"
    doubts = {
        "approval": "which is right only for a site that is not the Department’s own",
        "renamed": "with a name of the Department that the prescribed wording does not have",
    }
    return doubts.get(said.phrase.status, "")


def _wrong_domain(target: Target, banner: Banner) -> bool:
    """Whether the banner names another domain than the page's: then the domain is the fault, not the sentence."""
    tld = published_domain(target.page)
    return tld is not None and bool(banner.tlds - {tld})


@check
def banner_speaks_page_language(target: Target) -> Verdict:
    """The banner is in the language of the page, or says which other language it is in.

    Of its own: what a banner is in, declared or not, is compared with what the page declares, if that is a language.
    """
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
    return no(found, at=at) if own in PRESCRIBED else unknown(found, at=at)
