"""The grammar of datelines: place, region, news service and date before a dash, as printed on real pages."""

from __future__ import annotations

from typing import NamedTuple

from checker.finders.dates import MONTHS, dates_in
from checker.finders.places import Places, places
from checker.pattern import pattern

#: A dateline ends within so many characters; the rest of the paragraph is not looked at.
BOUND = 180
_LONGEST = 120

_DASH = pattern(r"\s*(?:--+|[—–―])\s*|\s+-(?:\s+|$|(?=[A-Z“\"]))|(?<=[A-Za-z.)])-\s+")
_SERVICE = pattern(
    r"\s*(?:\((?P<name>[A-Z][A-Za-z .&/-]{1,40})(?:,\s*(?P<date>[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,?\s+\d{4})?))?\)"
    r"|/(?P<wire>[A-Z][A-Za-z -]{2,30})/)$"
)
_LAST_DATE = pattern(
    r"[,\s(]+(?P<date>(?P<month>[A-Za-z]{3,9})\.?\s+\d{1,2}(?:st|nd|rd|th)?(?:,?\s+\d{4})?|\d{1,2}\s+(?P<month2>[A-Za-z]{3,9})\.?\s+\d{4})\)?$"
)
#: A place with its state (or service) and no dash, before a sentence that begins: "TALLAHASSEE, Fla. A center ..."
_NO_DASH = pattern(
    r"(?P<place>[A-Z][A-Z0-9.'’/& -]{2,50}), ?(?P<region>[A-Z][A-Za-z]*\.(?: ?[A-Z][a-z]*\.)?|[A-Z][a-z]+(?: [A-Z][a-z]+)?)"
    r"(?P<service> \([A-Z]{2,8}\))?\s+(?=[A-Z“\"‘'])"
)
_SERVICE_NO_DASH = pattern(r"(?P<place>[A-Z][A-Z.'’/& -]{2,50}) (?P<service>\([A-Z]{3,6}\))\s+(?=[A-Z“\"‘'])")
#: A colon where the dash should be, before a sentence that begins: "WASHINGTON: The secretary ..."
_COLON = pattern(r"(?P<before>[A-Z][\w.,'’/&() -]{2,80}):\s+(?=[A-Z“\"‘'])")
_SMALL = frozenset("of the and de del la las los el y on in al da do near aboard at".split())
_WORD = pattern(r"[^\W_][\w.'’ʻ-]*|&")
_REGION = pattern(r"[^\W\d_][\w.'’ -]{1,45}")


class Dateline(NamedTuple):
    """A dateline: its text without the dash, its parts, and the dash as printed with its spaces.

    ``known`` says that its place or region is one of the gazetteer's; ``end`` is where the story begins.
    """

    text: str
    place: str
    regions: tuple[str, ...]
    service: str
    date: str
    dash: str
    end: int
    capitals: bool
    known: bool
    date_first: bool = False


def parse_dateline(text: str) -> Dateline | None:
    """The dateline that the folded text begins with, or None.

    >>> parse_dateline("JOINT BASE PEARL HARBOR-HICKAM, Hawaii -- Sailors ...").text
    'JOINT BASE PEARL HARBOR-HICKAM, Hawaii'
    >>> parse_dateline("Secretary of Defense Lloyd J. Austin III said -- today")
    >>> parse_dateline("TALLAHASSEE, Fla. A center opened").text
    'TALLAHASSEE, Fla.'
    >>> parse_dateline("WASHINGTON: The secretary ...").text, parse_dateline("UPDATE: The road ...")
    ('WASHINGTON', None)
    """
    head = text[:BOUND]
    if not head or not (head[0].isalnum() or head[0] in "([“"):
        return None
    begin, date_first = 0, False
    for dash in _DASH.finditer(head):
        if dash.start() > _LONGEST:
            break
        part = head[begin : dash.start()]
        if not begin and _is_date(part):
            begin, date_first = dash.end(), True
            continue
        found = _parsed(part, places())
        if found is not None:
            place, regions, service, date, capitals, known = found
            return Dateline(
                head[: dash.start()].rstrip(),
                place,
                regions,
                service,
                date,
                dash.group(),
                dash.end(),
                capitals,
                known,
                date_first,
            )
        # A hyphen may stand inside a place; a dash does not.
        if dash.group().strip() != "-":
            break
    return _without_dash(head)


def _is_date(text: str) -> bool:
    found = dates_in(text)
    return len(found) == 1 and not (text[: found[0].start] + text[found[0].end :]).strip(" ,.()")


def _without_dash(head: str) -> Dateline | None:
    known = places()
    match = _NO_DASH.match(head)
    if match is not None:
        region = match["region"]
        state = region in known.short or region.lower() in known.unshortened
        if state and in_capitals(match["place"]):
            service = (match["service"] or "").strip(" ()")
            return Dateline(match.group().rstrip(), match["place"], (region,), service, "", "", match.end(), True, True)
    match = _SERVICE_NO_DASH.match(head)
    if match is not None and not _no_place(match["place"], known) and _known_place(match["place"], known):
        inside = match["service"].strip("()")
        service, date = ("", inside) if _is_date(inside) else (inside, "")
        return Dateline(match.group().rstrip(), match["place"], (), service, date, "", match.end(), True, True)
    match = _COLON.match(head)
    found = _parsed(match["before"], known) if match is not None else None
    if match is not None and found is not None:
        place, regions, service, date, capitals, is_known = found
        if capitals and is_known:
            return Dateline(match["before"], place, regions, service, date, "", match.end(), True, True)
    return None


def _parsed(part: str, known: Places) -> tuple[str, tuple[str, ...], str, str, bool, bool] | None:
    """Place, regions, service, date, whether the place is in capitals, whether it or its region is known."""
    rest, service, date = _taken_off(part.strip())
    place, *more = (one.strip() for one in rest.split(","))
    regions = tuple(one for one in more if one)
    words = _WORD.findall(place)
    if not 2 < len(place) <= 70 or len(more) > 3 or not 0 < len(words) <= 9 or place[-1] in ':;?!”"':
        return None
    if any(len(one) > 45 for one in regions) or not all(map(_names_region, regions)):
        return None
    region_known = any(_known_region(one, known) for one in regions)
    if not region_known and not _exact(place, known) and _no_place(place, known):
        return None
    place_known = _known_place(place, known)
    if in_capitals(place):
        named = region_known or place_known or service or date or regions
        # One short word in capitals before a dash is an acronym unless the gazetteer has it: "DEA -- and I'm".
        long = (len(words) > 1 or len(place) > 6) and not place[-1].isdigit()
        return (place, regions, service, date, True, region_known or place_known) if named or long else None
    if len(regions) <= 2 and (region_known or _alone(place, words, known)) and _titled(place, words):
        return place, regions, service, date, False, True
    return None


def _taken_off(rest: str) -> tuple[str, str, str]:
    """The text without brackets around it and without the service and date at its end; the service; the date."""
    if rest[:1] in "([" and rest[-1:] in ")]" and rest.count("(") <= 1:
        rest = rest[1:-1].strip()
    service = date = ""
    for _ in range(3):
        match = _SERVICE.search(rest)
        if match is not None and not _is_date(match["name"] or "") and (match["name"] or "")[:3].lower() not in MONTHS:
            service, date = match["name"] or match["wire"], match["date"] or date
            rest = rest[: match.start()].rstrip(" ,")
            continue
        match = _LAST_DATE.search(rest)
        if match is None or (match["month"] or match["month2"]).lower() not in MONTHS:
            break
        date = match["date"]
        rest = rest[: match.start()].rstrip(" ,(")
    return rest, service, date


def _titled(place: str, words: list[str]) -> bool:
    """Whether each word of the place begins with a capital letter, but for the small ones."""
    return not place[0].isdigit() and len(words) <= 7 and all(w[0].isupper() or w.lower() in _SMALL for w in words)


def _alone(place: str, words: list[str], known: Places) -> bool:
    """Whether the place needs no region, or its state follows without a comma."""
    last = place.rsplit(" ", 1)[-1]
    if place.lower() in known.alone or place.lower() in known.alone_abroad:
        return True
    return last in known.short or (last in known.postal and len(words) > 1)


def in_capitals(place: str) -> bool:
    """Whether the place is in capitals; "FORT McCOY" and small words between capitals are.

    >>> [in_capitals(one) for one in ("FORT McCOY", "RIO de JANEIRO", "Fort Bragg", "WASHINGTON and NEW YORK")]
    [True, True, False, True]
    """
    words = [word for word in _WORD.findall(place) if any(map(str.isalpha, word))]
    large = [word for word in words if word not in _SMALL]
    return bool(large) and all(
        (word[2:] if word.startswith(("Mc", "Ma")) and len(word) > 3 else word).upper()
        == (word[2:] if word.startswith(("Mc", "Ma")) and len(word) > 3 else word)
        for word in large
    )


def _no_place(place: str, known: Places) -> bool:
    words = place.lower().strip(" .").split()
    return bool(words) and (words[0].strip(".'’:") in known.not_places or words[-1] in known.not_places)


def _names_region(region: str) -> bool:
    words = _WORD.findall(region)
    return (
        _REGION.fullmatch(region) is not None
        and len(words) <= 6
        and all(word[0].isupper() or word in _SMALL for word in words)
    )


def _known_region(region: str, known: Places) -> bool:
    folded = region.lower()
    return (
        region in known.short
        or region + "." in known.short
        or region.upper() in known.postal
        or region in known.wrong_short
        or folded in known.state_names
        or folded in known.countries
        or any(folded == short.lower() for short in known.short)
    )


def _exact(place: str, known: Places) -> bool:
    folded = place.lower().rstrip(".")
    return any(
        folded in names for names in (known.alone, known.alone_abroad, known.others, known.countries, known.state_names)
    )


def _known_place(place: str, known: Places) -> bool:
    folded = place.lower().rstrip(".")
    if _exact(place, known):
        return True
    words = pattern(r"[ /&-]+").split(folded)
    return len(words) > 1 and (
        any(word in known.words for word in words) or words[0] in known.alone or words[-1] in ("d.c", "dc")
    )
