"""Statements about the dateline of a page's story (AP Stylebook, "datelines")."""

from __future__ import annotations

from checker.finders.dateline import found_dateline
from checker.finders.places import Places, places
from checker.finding import Target, Verdict, no, unknown, yes
from checker.registry import check

_NONE = "the story begins without a dateline"


@check
def dateline_state_as_ap(target: Target) -> Verdict:
    """The state of the dateline is shortened as AP shortens it (Va., not VA, VA. or Virginia), the country spelled out.

    Of its own: AP's table of states, each wrong form of which is told by its right one.

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
