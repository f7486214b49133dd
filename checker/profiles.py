"""Which rules a page has to meet, and how they weigh: profiles, chosen by host or by the user.

A profile is data (``data/profiles.json``): the audiences it holds, the worst severity of each
WCAG version, and severities that it sets for rules by name.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from checker.errors import UsageError
from checker.finding import SEVERITIES, Answer
from checker.page import Chosen, Page
from checker.pattern import pattern
from checker.reading import visible_lines, visible_text
from checker.rule import Rule

#: States, the District and territories as labels of hosts; va.gov is the Department of Veterans Affairs.
_STATE_CODES = frozenset(
    "al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa"
    " ri sc sd tn tx ut vt wa wv wi wy dc pr gu vi as mp".split()
)
_STATES = frozenset(
    "alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois"
    " indiana iowa kansas kentucky louisiana maine maryland massachusetts mass michigan minnesota mississippi missouri"
    " montana nebraska nevada newhampshire newjersey newmexico northcarolina northdakota ohio oklahoma oregon"
    " pennsylvania rhodeisland southcarolina southdakota tennessee texas utah vermont virginia washington westvirginia"
    " wisconsin wyoming puertorico guam usvi americansamoa cnmi".split()
)
#: The largest cities, as labels of hosts: those that stand alone in datelines, and New York's own.
_CITIES = frozenset(
    "atlanta baltimore boston chicago cincinnati cleveland dallas denver detroit honolulu houston indianapolis lasvegas"
    " losangeles miami milwaukee minneapolis neworleans nyc oklahomacity philadelphia phoenix pittsburgh stlouis"
    " saltlakecity sanantonio sandiego sanfrancisco seattle".split()
)
_BEFORE_STATE = pattern(rf"(?P<name>.{{4,}}?)(?P<joint>-?)(?:{'|'.join(sorted(_STATE_CODES))})$")
_LOCAL_GOVERNMENT = pattern(
    r"(?:The )?(?:(?:City|Town|Village|County|Township|Borough|Parish) of (?!the\b)[A-Z]"
    r"|(?:State|Commonwealth) of (?:[A-Z][a-z]+ ?){1,2}(?:Department|Government|\||$)"
    r"|(?:[A-Z][\w.'-]+ ){1,2}(?:County|Township|Parish|Borough|City Council)\b)"
)
#: What the host of a local government has beside the place's name: its kind, a service, its state.
_BESIDE_PLACE = frozenset(
    "gov city county town village elections election votes police schools library water fire parks courts health".split()
)
_KINDS_OF_PLACE = ("City", "Town", "Village", "County", "Township", "Borough", "Parish")
_CAPITALIZED = pattern(r"(?:[A-Z][\w.'’-]*[ \n]?){1,3}")
_BETWEEN_NAMES = pattern(r"\s[|–—-]\s|::")
_COPYRIGHT = pattern(r"(?:copyright|©|\(c\)|&copy;|all rights reserved|(?:19|20)\d\d|[\s,.–-])+", re.IGNORECASE)
#: Hosts of the Department under .gov (requirements: profile dod-gov).
_DOD_GOV = ("defense.gov", "war.gov")
#: Hosts of Congress, the courts and their agencies: 21st Century IDEA and OMB memoranda bind executive agencies
#: (44 U.S.C. 3502(1)).
_NOT_EXECUTIVE = (
    "house.gov", "senate.gov", "congress.gov", "loc.gov", "gao.gov", "cbo.gov", "gpo.gov", "govinfo.gov", "aoc.gov",
    "uscp.gov", "capitol.gov", "visitthecapitol.gov", "uscourts.gov", "supremecourt.gov", "ussc.gov", "fjc.gov",
    "ustaxcourt.gov",
)  # fmt: skip
_BY_HOST = {"federal-mil": ("mil",), "dod-gov": _DOD_GOV, "legislative-judicial": _NOT_EXECUTIVE}


class Profile(NamedTuple):
    """A named set of audiences and weights; ``only`` keeps rules with that kind of mapping."""

    name: str
    title: str
    audiences: frozenset[str]
    wcag: Mapping[str, str]
    severities: Mapping[str, str] = {}
    without_508_test: str | None = None
    only: str | None = None
    any_page_type: bool = False


@functools.cache
def profiles() -> dict[str, Profile]:
    """Every profile by its name."""
    data = json.loads((Path(__file__).parent / "data" / "profiles.json").read_text(encoding="utf-8"))
    return {
        name: Profile(
            name,
            row["title"],
            frozenset(row["audiences"]),
            row["wcag"],
            row.get("severities", {}),
            row.get("without_508_test"),
            row.get("only"),
            row.get("any_page_type", False),
        )
        for name, row in data.items()
    }


def profile(name: str) -> Profile:
    """The profile of that name; UsageError where there is none."""
    found = profiles().get(name)
    if found is None:
        raise UsageError(f'no profile "{name}"; expected auto or one of: {", ".join(profiles())}')
    return found


def _on(host: str, domains: tuple[str, ...]) -> bool:
    return any(host == domain or host.endswith("." + domain) for domain in domains)


def profile_for(url: str | None, because: str, page: Page | None = None) -> Chosen:
    """The profile that the page's address calls for, with the evidence.

    ``because`` says where the address comes from. A .gov host is federal unless its name, or the name that
    the site gives itself, is that of a state, county, city, tribe or territory.
    """
    host = (urlsplit(url).hostname or "") if url else ""
    if not host:
        return Chosen("federal", "the address is not known, so a federal site is assumed")
    because = f"host {host}, {because}" if because else f"host {host}"
    for name, domains in _BY_HOST.items():
        if _on(host, domains):
            return Chosen(name, because)
    if _on(host, ("gov", "us")) and not _on(host, ("fed.us",)):
        local = _local_name(host) or (_local_site(page) or _place_of(host, page) if page is not None else "")
        if local or _on(host, ("us",)):
            return Chosen("state-local", f"{because}: {local}" if local else because)
    if _on(host, ("gov", "fed.us")):
        return Chosen("federal-gov", because)
    return Chosen("federal", f"{because}: neither .gov nor .mil, so a federal site is assumed")


def _local_name(host: str) -> str:
    """What in a .gov host's own name tells of a state or local government; empty where nothing does."""
    label = host.split(".")[-2] if "." in host else host
    if label in _STATE_CODES or label in _STATES:
        return "the name of a state or territory"
    before = _BEFORE_STATE.match(label)
    if label.endswith(tuple(_STATES)) or (before is not None and before["joint"]):
        return "a name that ends in a state's"
    if label.endswith("-nsn"):
        return "a tribe's name"
    names = (label, before["name"]) if before is not None else (label,)
    kind = label.startswith(("cityof", "townof", "villageof", "countyof"))
    if kind or any(name in _CITIES or name.endswith(("county", "city", "town")) for name in names):
        return "the name of a county, city or town"
    return ""


def _local_site(page: Page) -> str:
    """How the site names itself, where that is a state's or local government's name; else empty.

    Read are ``og:site_name``, the last part of the title, where sites put their own name (a headline may speak of any
    city), the copyright line at the end, and the banner, where it speaks for a state or a local government.
    """
    names = [element.attrs["content"] for element in page.select('meta[property="og:site_name" i][content]')]
    names += [_BETWEEN_NAMES.split(element.text)[-1] for element in page.document.tagged("title")[:1]]
    for line in visible_lines(page)[-30:]:
        mark = _COPYRIGHT.match(line.text)
        if mark:
            names.append(line.text[mark.end() :][:59])
    for name in (" ".join(name.split()) for name in names):
        if len(name) < 60 and _LOCAL_GOVERNMENT.match(name):
            return f"the site calls itself “{name}”"
    from checker.finders.banner import banner_facts

    scope = banner_facts(page)["scope"]
    return f"its banner is a {scope} government's" if scope in ("state", "local") else ""


def _place_of(host: str, page: Page) -> str:
    """The city, town or county in the host's name that the page's text names as one; empty where there is none.

    www.raleighnc.gov, on whose pages the "City of Raleigh" speaks, is the city's; a federal host holds no such name.
    """
    label = host.split(".")[-2] if "." in host else host
    # One walk over the text for all kinds: on most pages none is named.
    before = [words for words in visible_text(page).split(" of ")[:-1] if words.endswith(_KINDS_OF_PLACE)]
    kinds = [kind for kind in _KINDS_OF_PLACE if any(words.endswith(kind) for words in before)]
    for line in visible_lines(page) if kinds else ():
        for kind in kinds:
            at = line.text.find(f"{kind} of ")
            name = _CAPITALIZED.match(line.text, at + len(f"{kind} of ")) if at >= 0 else None
            if name is None:
                continue
            words = name.group().lower().replace(".", "").split()
            for number in range(len(words), 0, -1):
                place = "".join(words[:number])
                rest = label.replace(place, "", 1).strip("-") if place in label and len(place) > 3 else None
                if rest is not None and (rest in _BESIDE_PLACE or rest in _STATE_CODES or not rest):
                    return f"it names the {kind.lower()} of {' '.join(words[:number]).title()}"
    return ""


#: Asked by every rule of every page; a member of an enumeration takes Python long to find.
_YES, _NO, _UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


def applies(rule: Rule, page: Page) -> Answer:
    """Whether the page's profile and type call for the rule; UNKNOWN where the type is a guess."""
    chosen = profile(page.settings.profile.name)
    if chosen.audiences.isdisjoint(rule.audience):
        return _NO
    if not rule.page_types or chosen.any_page_type:
        return _YES
    page_type = page.settings.page_type
    if page_type.name not in rule.page_types:
        return _NO
    return _YES if page_type.certain else _UNKNOWN


def selects(chosen: Profile, rule: Rule) -> bool:
    """Whether the profile holds the rule at all."""
    if chosen.only == "act":
        return bool(rule.act)
    if chosen.only == "wcag":
        return bool(rule.conformance)
    return True


def _milder(one: str, other: str) -> str:
    return max(one, other, key=SEVERITIES.index)


def weigh(rule: Rule, of_page: str, stated: str) -> str:
    """What a stated severity of the rule comes to by its authority and the profile of that name."""
    chosen = profile(of_page)
    named = chosen.severities.get(rule.id)
    if named is not None:
        return named if stated == rule.severity else _milder(stated, named)
    severity = _milder(stated, rule.cap)
    if chosen.without_508_test and not (rule.trusted_tester or rule.ict_baseline):
        return _milder(severity, chosen.without_508_test)
    versions = _first_versions(rule)
    if versions:
        severity = _milder(severity, min((chosen.wcag[one] for one in versions), key=SEVERITIES.index))
    return severity


@functools.cache
def _first_versions(rule: Rule) -> frozenset[str]:
    """The WCAG versions in which the criteria that the rule decides first appeared."""
    from checker.standards import criterion

    known = (criterion(number) for number in rule.conformance)
    return frozenset(one.versions[0] for one in known if one is not None and one.level != "AAA")
