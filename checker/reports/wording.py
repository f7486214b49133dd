"""The words in which a report speaks to editors: verdicts, how binding an authority is, what a page was read as."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checker.page_types import PAGE_TYPES
from checker.report import PageReport
from checker.rule import AUTHORITY_CAPS, Authority, Rule

#: How binding each kind of authority is, in words for a reader.
BINDING = {
    "law": "law",
    "directive": "binding directive",
    "adopted": "adopted standard",
    "pending": "standard not yet in force",
    "guidance": "guidance, not binding",
    "house": "house rule",
}
#: Statuses that tell a reader nothing beyond the kind of the authority.
PLAIN_STATUSES = ("", "in force", "current", "published")
VERDICTS = {
    "fail": "FAIL",
    "review": "REVIEW",
    "pass": "PASS",
    "error": "NOT JUDGED",
}
VERDICT_STYLES = {"fail": "bold red", "review": "bold yellow", "pass": "bold green", "error": "bold red"}
_OUTCOMES = {
    "fail": "fails {}",
    "review": "needs a person to decide on {}",
    "error": "could not be judged by {}",
    "pass": "nothing was found against {}",
}
STANDARD_NAMES = {
    "508": "Section 508",
    "wcag21": "WCAG 2.1",
    "wcag22": "WCAG 2.2",
    "idea": "21st Century IDEA",
    "omb": "OMB and DHS directives",
    "house": "house rules",
}


def counted(number: int, one: str, many: str = "") -> str:
    """The number with its noun.

    >>> counted(1, "error"), counted(3, "error"), counted(2, "doubt for", "doubts for")
    ('1 error', '3 errors', '2 doubts for')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def first_authority(rule: Rule) -> Authority:
    """The most binding of the rule's authorities."""
    return min(rule.authority, key=lambda one: list(AUTHORITY_CAPS).index(one.kind))


def authority_in_brackets(rule: Rule) -> str:
    """Who asks for it and how binding that is, with the number of further authorities."""
    first = first_authority(rule)
    more = f"; {len(rule.authority) - 1} more" if len(rule.authority) > 1 else ""
    binding, status = BINDING[first.kind], first.status
    if first.kind in status:
        binding = status
    elif status not in PLAIN_STATUSES:
        binding = f"{binding}, {status}"
    return f"[{first.cite}: {binding}{more}]"


def verdicts_in_words(verdicts: Mapping[str, str]) -> str:
    """What came out by each standard, standards with the same outcome together."""
    together: dict[str, list[str]] = {}
    for name, verdict in verdicts.items():
        together.setdefault(verdict, []).append(STANDARD_NAMES.get(name, name))
    return "; ".join(
        words.format(", ".join(together[verdict])) for verdict, words in _OUTCOMES.items() if verdict in together
    )


def read_as(page: PageReport) -> str:
    """What the page was taken for and what was read on it: the reader sees at once where the tool went wrong."""
    kind = PAGE_TYPES.get(page.page_type.name, page.page_type.name)
    if not page.page_type.certain and page.page_type.name != "other":
        kind = f"perhaps a {kind}"
    parts = [f"{kind} ({page.page_type.because}), {page.profile.name} ({page.profile.because})"]
    return "; ".join([*parts, *_facts(page.facts, news=page.page_type.name == "article")]) + "."


def _facts(facts: Mapping[str, Any], *, news: bool) -> list[str]:
    parts = [_banner(facts.get("banner") or {})]
    headline, byline = facts.get("headline"), facts.get("byline")
    if headline:
        parts.append(f"headline “{headline}”")
    if byline:
        flows = byline.startswith("By ") and not byline.endswith((",", ";", ":"))
        parts.append(byline[0].lower() + byline[1:] if flows else f"byline “{byline}”")
    for name, words in (("dateline", "dateline {}"), ("published", "published {}")):
        if facts.get(name):
            parts.append(words.format(facts[name]))
    if news:
        missing = [name for name in ("headline", "byline", "dateline") if not facts.get(name)]
        parts += [f"no {' and no '.join(missing)} found"] if missing else []
    photos = facts.get("captioned_photos") or []
    if photos:
        without = sum(not (photo.get("alt") or "").strip() for photo in photos)
        parts.append(counted(len(photos), "captioned photo") + (f", {without} without alt text" if without else ""))
    return [part for part in parts if part]


def _banner(banner: Mapping[str, Any]) -> str:
    if not banner.get("present"):
        return "no government banner found"
    scope = f"{banner['scope']} " if banner.get("scope") else ""
    return f"{scope}government banner"
