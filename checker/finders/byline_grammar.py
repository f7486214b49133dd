"""The forms of bylines that stand on real pages, and what only looks like one."""

from __future__ import annotations

import re
from typing import NamedTuple

from checker.finders.dates import MONTHS, dates_in
from checker.pattern import pattern

#: A line longer than this is a sentence.
_LONGEST = 260
_START = pattern(
    r"(?P<lead>(?:(?:written|compiled|reported|posted|submitted|authored|prepared|edited|contributed)\s+by|(?:story|article|text|words)\s+(?:(?:and|&)\s+(?:photo(?:graph)?s?|images?|graphics?|videos?)\s+)?by"
    r"|photos?\s+(?:and|&)\s+(?:story|article|text|words)\s+by|(?:publicado|escrito|redactado)\s+por|by|por|par)\b(?P<colon>\s*:)?\s*|(?:authors?|byline)\s*:\s*|autor(?:es|a)?\s*:\s*)(?P<rest>\S.*)$",
    re.IGNORECASE,
)
_COURTESY = pattern(r"courtesy story\b[\s.|,:-]*(?P<rest>.{0,80})$", re.IGNORECASE)
_FROM = pattern(
    r"(?i:from)\s+(?:an?\s+|the\s+)?(?P<rest>[A-Z].{2,90}?(?i:release|public affairs(?: office)?|staff reports?|news service|news|dispatch)s?)\W*$"
)
_FROM_SOMEONE = pattern(r"From\s+(?P<rest>[A-Z][^:;?!]{5,120})$")
#: After one of these a byline may begin within a line: "Nov. 3, 2022 | By ...", "September 26, 2017 at 7:14 PM ET by ...".
_INSIDE = pattern(
    r"(?:[|•·/]|\s[–—-]\s|\b\d{4},?|\b[AP]\.?M\.?(?:\s+[A-Z]{2,4}T?)?,?)\s*(?P<byline>(?:(?:written|posted|story)\s+)?by:?\s+\S.*|(?:publicado\s+)?por:?\s+\S.*)$",
    re.IGNORECASE,
)
#: Another field after the byline in its line: "- Category: Health".
_OTHER_FIELD = pattern(
    r"(?:\s+[|•·/–—-]\s+(?:\w{3,15}:|(?:leave|add|post|no|\d+)\s+(?:a\s+)?(?:comments?|views?)|share|print|e-?mail|\d+\s+min).*"
    r"|\s+\d+\s+comments?|\s+\d+[\s-]min(?:ute)?s?\b(?:\s+read)?)$",
    re.IGNORECASE,
)
#: Proclamations and orders say by whose power they are, not who wrote them.
_NO_AUTHOR = pattern(
    r"(?:the\s+)?president of the united states|executive order|proclamation|order of|authority", re.IGNORECASE
)
_PUBLISHED = pattern(
    r"\s*(?:[/|•·,;–—-]\s*)?\(?\s*(?:\b(?:first\s+)?(?:published|posted|created|modified|(?:last\s+)?(?:updated|modified|reviewed|revised)|publicado|released?)(?:\s+on)?\s*:?|\bon\b)?\s*$",
    re.IGNORECASE,
)
#: A time of the day, the day before it without its year, or how long ago: "March 18 at 3:57 PM", "2 hours ago".
_TIME = pattern(
    rf"(?:\b(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?\s+\d{{1,2}},?\s+(?:at\s+)?)?(?<!\d)\d{{1,2}}:\d\d(?!\d)"
    r"|\b(?:an?|\d{1,2})\s*(?:sec(?:ond)?|min(?:ute)?|hr|hour|day|week|month|year)s?\b[^|]{0,20}\bago\b",
    re.IGNORECASE,
)
#: What stands after "by" where the line names no author: means, measures, and how a list is sorted.
_NO_NAMES = frozenset(
    """appointment author categories category county date day default design email e-mail fax hand issue keyword law
    location mail means month name number numbers person phone popularity post proxy race region relevance sector
    sex sort state states subject telephone text title topic topics type using virtue year zip age audience program
    favor qué que ejemplo teléfono correo exemple""".split()
)
#: Words that name an author with others beside them, and alone how a list is sorted: "By Agency".
_NO_NAMES_ALONE = frozenset(
    "agency office department service organization program division number numbers bureau all".split()
)
_SMALL = frozenset(
    """of the and for in at from with to on a an de la las los el y del e da do dos das von van der den bin ibn al
    des du le et en para por""".split()
)
_ORGANISATION = pattern(
    r"\b(?:public affairs|news|affairs|command|wing|group|squadron|division|brigade|agency|office|department|center|centre|service|staff"
    r"|bureau|administration|university|fleet|force|army|navy|corps|guard|district|media|activity|communications?|regiment|battalion|team"
    r"|headquarters|institute|laboratory|council|committee|commission|embassy|oficina|departamento|society|association|interns)\b",
    re.IGNORECASE,
)
_ENDS_WELL = pattern(
    r"(?:\b(?:jr|sr|[a-z]\.[a-z]|[a-z]|ph\.?d|inc|co|ret|u\.s|esq|m\.d|n\.c|d\.c)|\b[A-Z][a-z]{1,4})\.$", re.IGNORECASE
)
#: Spanish writes ranks in small letters: "la sargento primera Ana Lee".
_SPANISH_RANK = pattern(
    r"(?:el |la |los |las )?(?i:sargentos?|cabos?|capit[aá]n|capitana|tenientes?|may(?:or|ores)|coronel(?:a|es)?|general(?:a|es)?|soldados?"
    r"|marineros?|marinera|aviador(?:a|es)?|almirante|comandantes?|suboficial(?:es)?|especialistas?|contramaestre)"
    r"(?: [a-záéíóúñ.]+){0,3} [A-ZÁÉÍÓÚÑ][\w’'-]+ [A-ZÁÉÍÓÚÑ]"
)
_EMAIL = pattern(r"\S+@\S+")
_WORD = pattern(r"[^\W_][\w'’.-]*")


class Byline(NamedTuple):
    """A byline: its text as printed, and the author and affiliation that it names."""

    text: str
    names: str
    lead: str


def parse_byline(text: str) -> Byline | None:
    """The byline that the folded line holds, without a date beside it; None where it is none.

    >>> parse_byline("By Jim Garamone, DOD News").names
    'Jim Garamone, DOD News'
    >>> parse_byline("September 26, 2017 at 7:14 PM ET by Office of Science").text
    'by Office of Science'
    >>> parse_byline("By law, agencies must answer.")
    """
    if not 4 <= len(text) <= _LONGEST:
        return None
    match = _START.match(text)
    if match is None:
        inside = _INSIDE.search(text)
        if inside is not None and _plausible_before(text[: inside.start("byline")]):
            return parse_byline(inside["byline"])
        date, bar, after = text.partition("|")
        return _substitute(after.strip() if bar and dates_in(date) else text)
    rest = _OTHER_FIELD.sub("", without_date(match["rest"])).rstrip(" |•·/")
    if not rest or _NO_AUTHOR.match(rest) or not names_someone(rest):
        return None
    whole = text[: match.start("rest") + len(rest)] if match["rest"].startswith(rest) else match["lead"] + rest
    return Byline(whole, rest, match["lead"].strip())


def opens_with_byline(text: str) -> bool:
    """Whether the folded line begins with a byline, such as "Story and photos by", and so with no credit of one photo.

    >>> opens_with_byline("Story and photos by Spc. Ann Lee"), opens_with_byline("Photo by Spc. Ann Lee")
    (True, False)
    """
    byline = parse_byline(text)
    return byline is not None and bool(byline.lead) and text.startswith(byline.text)


def _plausible_before(text: str) -> bool:
    """Whether what stands before a byline in its line is a label or a date, not a sentence."""
    return len(text) < 80 and (bool(dates_in(text)) or len(text.split()) <= 5)


def _substitute(text: str) -> Byline | None:
    match = _COURTESY.match(text)
    if match is not None:
        return Byline(without_date(text), "Courtesy Story", "")
    plain = without_date(text)
    match = _FROM.match(plain)
    if match is not None and len(text.split()) < 15:
        return Byline(plain, match["rest"], "From")
    match = _FROM_SOMEONE.match(plain)
    if (
        match is not None
        and len(text.split()) < 15
        and names_someone(match["rest"])
        and names_organization(match["rest"])
    ):
        return Byline(plain, match["rest"], "From")
    return None


def without_date(text: str) -> str:
    """The text before a date or time at its end, with the separator and "Published" taken off.

    >>> without_date("Jim Garamone | DoD News | Feb. 15, 2018")
    'Jim Garamone | DoD News'
    >>> without_date("By Defense Media Activity, / Published October 02, 2014")
    'By Defense Media Activity,'
    >>> without_date("By Jane Doe 8:42 a.m. EDT")
    'By Jane Doe'
    """
    starts = [one.start for one in dates_in(text)[:1]]
    time = _TIME.search(text) if any(map(str.isdigit, text)) else None
    if time is not None:
        starts.append(time.start())
    if not starts:
        return text
    before = text[: min(starts)]
    cut = _PUBLISHED.sub("", before)
    # A comma that no separator follows belongs to the byline as printed: "Activity, / Published".
    return cut.rstrip(" |/") if "/" in before or "|" in before else cut.rstrip(" ,;(")


def names_someone(text: str) -> bool:
    """Whether the text can be the name of a person or an organization, with what follows such names in bylines.

    >>> [names_someone(one) for one in ("Staff Sgt. Ann Lee, 1st Wing", "the Numbers", "using this form you agree")]
    [True, False, False]
    """
    words = _WORD.findall(_EMAIL.sub("", text))
    if not words or len(words) > 24 or text[-1] in "?!:…" or "://" in text:
        return False
    significant = [word for word in words if word.lower() not in _SMALL]
    if not significant or significant[0].lower().strip(".") in _NO_NAMES:
        return False
    if len(significant) == 1 and significant[0].lower() in _NO_NAMES_ALONE:
        return False
    if text.endswith(".") and len(words) > 2 and not _ENDS_WELL.search(text):
        return False
    lower = [word for word in significant if word[0].islower()]
    if significant[0][0].islower() or (significant[0][0].isdigit() and len(significant) < 2):
        return _SPANISH_RANK.match(text) is not None
    return 4 * len(lower) <= len(significant)


def names_organization(text: str) -> bool:
    """Whether the text names an organization by one of the words that offices and units are called by.

    >>> names_organization("Air Force News Service"), names_organization("Jane Doe")
    (True, False)
    """
    return len(text) < 160 and _ORGANISATION.search(text) is not None and names_someone(text)
