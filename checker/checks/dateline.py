"""Statements about the dateline of a page's story (AP Stylebook, "datelines")."""

from __future__ import annotations

from checker.finders.dateline import FoundDateline, found_dateline
from checker.finders.places import Places, places
from checker.finders.prose import layout
from checker.finding import Target, Verdict, no, unknown, yes
from checker.registry import check

_NONE = "the story begins without a dateline"


@check
def dateline_printed(target: Target) -> Verdict:
    """The body of the page's story begins with a dateline; unknown where there is no body.

    >>> story = "<main><h1>Ship comes home</h1><p>%s The ship came home on Monday after six months at sea, the Navy said.</p></main>"
    >>> holds(dateline_printed, story % "NORFOLK, Va. --")
    True
    >>> holds(dateline_printed, story % "")
    False
    """
    found = found_dateline(target.page)
    if found is not None:
        return yes(f"the dateline is “{found.dateline.text}”", at=found.element)
    first = layout(target.page).first
    if first is None:
        return unknown("no paragraph of the story was found", at=target.element)
    begins = " ".join(first.text.split()[:5])
    return no(f"the first paragraph begins “{begins} …”, without a dateline", at=first.block, missing=True)


@check
def dateline_place_in_capitals(target: Target) -> Verdict:
    """The place of the dateline is in capitals.

    >>> holds(dateline_place_in_capitals, "<h1>Ship comes home</h1><p>Fort Bragg, N.C. -- The ship came home on Monday after six months at sea.")
    False
    """
    found = found_dateline(target.page)
    if found is None:
        return unknown(_NONE)
    line = found.dateline
    return yes(f"the place is {line.place}") if line.capitals else no(f"the place “{line.place}” is not in capitals")


@check
def dateline_state_as_ap(target: Target) -> Verdict:
    """The state of the dateline is shortened as AP shortens it (Va., not VA, VA. or Virginia), the country spelled out.

    >>> holds(dateline_state_as_ap, "<h1>Ship comes home</h1><p>FORT BRAGG, NC -- The ship came home on Monday after six months at sea.")
    False
    """
    found = found_dateline(target.page)
    if found is None:
        return unknown(_NONE)
    known = places()
    for region in found.dateline.regions:
        fault = _fault(region, known)
        if fault:
            return no(fault)
    last = found.dateline.place.rsplit(" ", 1)
    if not found.dateline.regions and len(last) > 1 and (last[1] in known.short or last[1] in known.postal):
        return no(f"no comma stands before the state in “{found.dateline.place}”")
    return yes(f"the dateline is “{found.dateline.text}”")


def _fault(region: str, known: Places) -> str:
    if region in known.short or region.lower() in known.unshortened:
        return ""
    bare = region.rstrip(".")
    named = next((short for short in known.short if short.rstrip(".").casefold() == bare.casefold()), None)
    short = known.short_form(region)
    fault = ""
    if bare in known.postal:
        fault = f"the state is written with the postal code {region}"
    elif named is not None:
        fault = f"the state is written {region}, not {named}"
    elif short is not None and short != "D.C." and region.lower() not in known.countries:
        fault = f"the state is written {region}, not {short}"
    elif region in known.wrong_short:
        fault = f"{region} is no abbreviation of a state that AP knows"
    elif region.isupper() and len(region) > 4:
        fault = f"“{region}” is in capitals; only the place is"
    return fault


@check
def dateline_names_its_state(target: Target) -> Verdict:
    """The place of the dateline has its state or country, or is one that stands alone; unknown where the list has it not.

    >>> holds(dateline_names_its_state, "<h1>Ship comes home</h1><p>WASHINGTON -- The ship came home on Monday after six months at sea.")
    True
    """
    found = found_dateline(target.page)
    if found is None:
        return unknown(_NONE)
    line = found.dateline
    if line.regions or line.known:
        return yes(f"the dateline is “{line.text}”")
    return unknown(f"“{line.place}” stands without a state or country")


@check
def dateline_dash_set_off(target: Target) -> Verdict:
    """A dash follows the dateline (--, — or –), with a space on either side.

    >>> holds(dateline_dash_set_off, "<h1>Ship comes home</h1><p>WASHINGTON - The ship came home on Monday after six months at sea.")
    False
    """
    found = found_dateline(target.page)
    if found is None:
        return unknown(_NONE)
    line = found.dateline
    if not line.dash.strip():
        return no(f"no dash follows the dateline “{line.text}”")
    if line.dash.strip() == "-":
        return no(f"a hyphen, not a dash, follows the dateline “{line.text}”")
    if not line.dash[0].isspace() or not (line.dash[-1].isspace() or _ends_line(found)):
        return no(f"the dash after “{line.text}” has no space on either side")
    return yes(f"a dash follows “{line.text}”")


def _ends_line(found: FoundDateline) -> bool:
    return found.dateline.end >= len(found.line.text)


@check
def dateline_begins_with_place(target: Target) -> Verdict:
    """The place comes first, not the date, and without brackets around it.

    >>> holds(dateline_begins_with_place, "<h1>Ship comes home</h1><p>May 3, 1999 -- Washington, D.C. -- The ship came home on Monday after six months.")
    False
    """
    found = found_dateline(target.page)
    if found is None:
        return unknown(_NONE)
    if found.dateline.date_first:
        return no(f"the dateline “{found.dateline.text}” begins with its date")
    if found.dateline.text[:1] in "([":
        return no(f"the dateline “{found.dateline.text}” stands in brackets")
    return yes(f"the dateline is “{found.dateline.text}”")
