"""Statements about the byline of a page's story and about the author in its metadata."""

from __future__ import annotations

import re

from checker.finders.byline import author_names, found_byline, is_account, person_in_metadata
from checker.finders.byline_grammar import names_organization
from checker.finders.headline import tokens
from checker.finders.places import places
from checker.finders.prose import layout
from checker.finding import Target, Verdict, no, unknown, yes
from checker.pattern import pattern
from checker.registry import check

_EMAIL = pattern(r"[\w.+-]+@[\w-]+\.\w+")
#: A first sentence that says whose story it is.
_ATTRIBUTION = pattern(
    r"\W*(?:this (?:story|article|post|blog|release|column) (?:comes|is|was|appeared|originally|first)|(?:news|press) release from"
    r"|blog post (?:from|by)|(?:story|article|contribution) from|courtesy of|guest (?:post|blog)|originally published|editor.s note)",
    re.IGNORECASE,
)
_DOUBLED = pattern(r"by[\s:]+by\b|story by\s+by\b|por[\s:]+por\b", re.IGNORECASE)
_LOOSE_COMMA = pattern(r"\s,|,\s*$|,\s*,")
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
#: Ranks as services write them among themselves; AP writes Sgt., Staff Sgt., Spc., Capt. ...
_SERVICE_RANK = pattern(
    r"\b(?:SSgt|TSgt|MSgt|SMSgt|CMSgt|SrA|A1C|AMN|SSG|SFC|SGT|SPC|CPL|PFC|CPT|LTC|1LT|2LT|1stLt|2ndLt|LCpl|GySgt|MGySgt|PO[123]|MC[123]|CDR|LCDR|LTJG)\b"
)


@check
def byline_printed(target: Target) -> Verdict:
    """The page's story names its author, or where it comes from, beside its headline.

    >>> holds(byline_printed, "<main><h1>Ship comes home</h1><p>By Ann Lee, DOD News</p></main>")
    True
    >>> holds(byline_printed, "<main><h1>Ship comes home</h1><p>By the pier stood a band.</p></main>")
    False
    """
    page = target.page
    found = found_byline(page)
    if found is not None:
        return yes(f"the byline is “{found.text}”", at=found.element)
    person = person_in_metadata(page)
    if person is not None:
        return unknown(
            f"the page’s metadata name {person} as the author, but no byline is printed",
            at=target.element,
            missing=True,
        )
    first = layout(page).first
    if first is not None and _ATTRIBUTION.match(first.text[:160]):
        return unknown(
            f"no byline is printed, but the story begins “{first.text[:70]} …”", at=target.element, missing=True
        )
    return no("no author is named between the headline and the first paragraph", at=target.element, missing=True)


@check
def byline_separates_affiliation(target: Target) -> Verdict:
    """The author's name and organization are apart: by a comma, a bar, a slash or a line of its own.

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
def byline_in_normal_case(target: Target) -> Verdict:
    """The names in the byline are not all in capitals.

    >>> holds(byline_in_normal_case, "<h1>Ship comes home</h1><p>BY ANN LEE, DOD NEWS</p>")
    False
    """
    found = found_byline(target.page)
    if found is None:
        return unknown("the page prints no byline")
    words = re.findall(r"[^\W\d_]{2,}", found.byline.names)
    # Two acronyms, such as NASA JPL, are no shouted name.
    if len(words) > 1 and sum(map(len, words)) > 8 and all(map(str.isupper, words)):
        return no(f"the byline “{found.text}” is in capitals")
    return yes(f"the byline is “{found.text}”")


@check
def byline_without_email(target: Target) -> Verdict:
    """The byline holds no e-mail address.

    >>> holds(byline_without_email, "<h1>Ship comes home</h1><p>By Ann Lee, ann.lee@example.mil</p>")
    False
    """
    found = found_byline(target.page)
    if found is None:
        return unknown("the page prints no byline")
    match = _EMAIL.search(found.text)
    return (
        no(f"the byline holds the e-mail address {match.group()}")
        if match
        else yes("the byline holds no e-mail address")
    )


@check
def byline_says_by_once(target: Target) -> Verdict:
    """The byline does not begin "By By".

    >>> holds(byline_says_by_once, "<h1>Ship comes home</h1><p>By By Ann Lee</p>")
    False
    """
    found = found_byline(target.page)
    if found is None:
        return unknown("the page prints no byline")
    return no(f"the byline is “{found.text}”") if _DOUBLED.match(found.text) else yes("the byline says by once")


@check
def byline_commas_in_place(target: Target) -> Verdict:
    """No comma of the byline stands at its end or after a space.

    >>> holds(byline_commas_in_place, "<h1>Ship comes home</h1><p>By Defense Media Activity, / Published May 3, 2015</p>")
    False
    """
    found = found_byline(target.page)
    if found is None:
        return unknown("the page prints no byline")
    if found.text.endswith(","):
        return no(f"the byline “{found.text}” ends with a comma")
    return no(f"the byline is “{found.text}”") if _LOOSE_COMMA.search(found.text) else yes("its commas are in place")


@check
def byline_ranks_as_printed_news(target: Target) -> Verdict:
    """Military ranks in the byline are shortened as AP does (Staff Sgt.), not as the services do (SSgt, SSG).

    >>> holds(byline_ranks_as_printed_news, "<h1>Ship comes home</h1><p>By SSgt Ann Lee, 1st Wing</p>")
    False
    """
    found = found_byline(target.page)
    if found is None:
        return unknown("the page prints no byline")
    match = _SERVICE_RANK.search(found.byline.names)
    return no(f"the rank in “{found.text}” is written {match.group()}") if match else yes("ranks are as in the news")


@check
def author_in_metadata(target: Target) -> Verdict:
    """The page's metadata name an author.

    >>> holds(author_in_metadata, '<meta name="author" content="Ann Lee"><p>By Ann Lee')
    True
    """
    names = [name for name in author_names(target.page) if not is_account(name)]
    if names:
        return yes(f"the metadata name {names[0]}")
    accounts = author_names(target.page)
    if accounts:
        return no(f"the page’s metadata name the account “{accounts[0]}” as the author")
    return no("the page’s metadata name no author")


@check
def author_in_metadata_agrees(target: Target) -> Verdict:
    """The author of the metadata is named in the byline too; unknown where either is missing.

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
