"""Statements about the byline of a page's story and about the author in its metadata."""

from __future__ import annotations

from checker.finders.byline import author_names, found_byline, is_account
from checker.finders.byline_grammar import names_organization
from checker.finders.headline import tokens
from checker.finders.places import places
from checker.finding import Target, Verdict, no, unknown, yes
from checker.pattern import pattern
from checker.registry import check

_SEPARATOR = pattern(r"[,;|/–—•·()]|\s-\s|\s(?:of|for|from|with|at|and|de|del)\s")
_RANK = pattern(
    r"(?:(?:1st|2nd|Staff|Tech|Master|Senior|Chief|First|Second|Lance|Gunnery|Command|Sgt|Maj|Brig|Lt|Petty)\.?\s+)*"
    r"(?:Sgt|Lt|Capt|Maj|Col|Gen|Cpl|Spc|Pfc|Pvt|Airman|Seaman|Ensign|Cmdr|Adm|Officer|Class|Sergeant|Specialist)\.?\s",
)
#: The first word of an organization's name, where it is printed right after a person's: "Jim Garamone DOD News".
_SURE_BEGIN = pattern(
    r"(?:DOD|DoD|DOW|DoW|DVIDS|AFNS|NASA|FEMA|NOAA|USAF|USACE|CDC|VA|U\.S\.|\d+(?:st|nd|rd|th)|[A-Z]{3,})$"
)
_LIKELY_BEGIN = frozenset(
    "Army Navy Air Marine Coast National Joint Defense Department Office Headquarters Space American Public Fleet Secretary".split()
)


@check
def byline_separates_affiliation(target: Target) -> Verdict:
    """The author's name and organization are apart: by a comma, a bar, a slash or a line of its own.

    Of its own: where a name ends and an organization begins is a grammar of ranks, places and offices.

    >>> holds(byline_separates_affiliation, "<h1>Ship comes home</h1><p>By Ann Lee, DOD News</p>")
    True
    >>> holds(byline_separates_affiliation, "<h1>Ship comes home</h1><p>By Ann Lee DOD News</p>")
    False
    """
    found = found_byline(target.page)
    if found is None:
        return unknown("the page prints no byline")
    names = found.byline.names
    if _SEPARATOR.search(names) or not found.byline.lead:
        return yes(f"the byline is “{found.text}”")
    rank = _RANK.match(names)
    rest = names[rank.end() :] if rank else names
    words = rest.split()
    known = places()
    for number, word in enumerate(words):
        if number < 2:
            if (
                word in _LIKELY_BEGIN
                or word.lower() in known.words
                or names_organization(word)
                or _SURE_BEGIN.match(word)
            ):
                break
            continue
        base = words[number + 1 : number + 3]
        if word in _LIKELY_BEGIN and ("Base" in base or "Station" in base):
            break
        sure = _SURE_BEGIN.match(word) is not None and not names.isupper() and len(word.strip(".")) > 1
        if sure or (rank is not None and word in _LIKELY_BEGIN):
            return no(f"the name and the organization in “{found.text}” run together")
        if word in _LIKELY_BEGIN and " ".join(words[:number]).lower() not in known.state_names | known.alone:
            return unknown(f"the name and the organization in “{found.text}” may run together")
    return yes(f"the byline is “{found.text}”")


@check
def author_in_metadata_agrees(target: Target) -> Verdict:
    """The author of the metadata is named in the byline too; unknown where either is missing.

    Of its own: names are alike that share two words, whatever their order, ranks and initials.

    >>> html = '<meta name="author" content="Bo Ray"><main><h1>Ship comes home</h1><p>By Ann Lee</p></main>'
    >>> holds(author_in_metadata_agrees, html)
    False
    """
    found = found_byline(target.page)
    names = [name for name in author_names(target.page) if not is_account(name)]
    if found is None or not names:
        return yes("there are no two authors to compare")
    printed = set(tokens(found.byline.names))
    if any(len(words & printed) >= min(2, len(words)) for words in (set(tokens(name)) for name in names)):
        return yes(f"both name {names[0]}")
    return no(f"the page’s metadata name {names[0]} as the author, the byline is “{found.text}”")
