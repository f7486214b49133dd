"""Statements about several pages of one run."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Sequence

from checker.finding import SiteTarget, Verdict, no, yes
from checker.quoting import quotation
from checker.registry import check

#: Two footers are of one template when they share at least this much of their links.
_SAME_TEMPLATE = 0.6


def _address(target: SiteTarget) -> str:
    """What tells the target's page from others; a page without an address is its file."""
    address = target.parts.get("address") or target.url
    if not address:
        return target.page
    scheme, _, rest = address.partition("#")[0].rstrip("/").rpartition("://")
    return rest.removeprefix("www.") if scheme else rest


@check(site=True)
def text_unique(targets: Sequence[SiteTarget], *, thing: str) -> list[Verdict]:
    """No page at another address has the same text; copies of a page at one address are one page."""
    addresses: dict[str, dict[str, str]] = {}
    keys = [(target.parts["text"] or "").casefold() for target in targets]
    for target, key in zip(targets, keys, strict=True):
        addresses.setdefault(key, {}).setdefault(_address(target), target.page)
    verdicts = []
    for target, key in zip(targets, keys, strict=True):
        same = addresses[key]
        if len(same) == 1:
            verdicts.append(yes(f"no other page has this {thing}"))
            continue
        own = _address(target)
        other = next(page for address, page in same.items() if address != own)
        more = f" and {len(same) - 2} more" if len(same) > 2 else ""
        verdicts.append(no(f"the {thing} {quotation(target.parts['text'] or '', 120)} is also that of {other}{more}"))
    return verdicts


Pairs = tuple[tuple[str, str], ...]


@functools.lru_cache(maxsize=1_000)
def _pairs(links: str) -> Pairs:
    """The links of a footer, name and address; most pages of a site have the very same, for which all is found once."""
    lines = (line.partition("\t") for line in links.split("\n"))
    return tuple((name, address.rstrip("/").lower()) for name, _, address in lines)


@check(site=True)
def footer_order_shared(targets: Sequence[SiteTarget]) -> list[Verdict]:
    """The footer's links stand in the order in which most footers of that template have them.

    Of its own: it compares the footers of a site with the usual one.

    Source: WCAG 2.0, 3.2.3: repeated links keep their relative order; a page may have more or fewer.
    """
    return [_has_order(pairs, usual) for pairs, usual in _with_usual(targets)]


@functools.lru_cache(maxsize=1_000)
def _has_order(pairs: Pairs, usual: Pairs) -> Verdict:
    names = list(dict.fromkeys(name for name, _ in pairs))
    order = {name.lower(): number for number, (name, _) in reversed(list(enumerate(usual)))}
    places = [order[name.lower()] for name in names if name.lower() in order]
    step = next((n for n in range(1, len(places)) if places[n] < places[n - 1]), None)
    if step is None:
        return yes("the footer's links stand in the usual order")
    shared = [name for name in names if name.lower() in order]
    return no(f"in the footer “{shared[step]}” comes after “{shared[step - 1]}”, elsewhere before it")


@check(site=True)
def footer_names_shared(targets: Sequence[SiteTarget]) -> list[Verdict]:
    """The footer's links have the names by which most footers of that template call the same addresses.

    Of its own: it compares the footers of a site with the usual one.

    Source: WCAG 2.0, 3.2.4: what does the same is called the same.
    """
    return [_has_names(pairs, usual) for pairs, usual in _with_usual(targets)]


@functools.lru_cache(maxsize=1_000)
def _has_names(pairs: Pairs, usual: Pairs) -> Verdict:
    known: dict[str, set[str]] = {}
    for name, address in usual:
        known.setdefault(address, set()).add(name)
    own: dict[str, set[str]] = {}
    for name, address in pairs:
        own.setdefault(address, set()).add(name)
    odd = next((a for a, names in own.items() if a in known and _lower(names).isdisjoint(_lower(known[a]))), None)
    if odd is None:
        return yes("the footer's links have the usual names")
    return no(f"the footer calls {odd} “{min(own[odd])}”, the footers of other pages “{min(known[odd])}”")


def _lower(names: set[str]) -> set[str]:
    return {name.lower() for name in names}


def _with_usual(targets: Sequence[SiteTarget]) -> list[tuple[Pairs, Pairs]]:
    """Each footer beside the most common one of its host and language, or beside itself where that is of another template."""
    own = [_pairs(target.parts["links"] or "") for target in targets]
    sites = [
        (_address(target).partition("/")[0] if target.url else "", target.parts.get("language") or "")
        for target in targets
    ]
    of_site: dict[tuple[str, str], Counter[Pairs]] = {}
    for pairs, site in zip(own, sites, strict=True):
        of_site.setdefault(site, Counter())[pairs] += 1
    usual = {site: counts.most_common(1)[0][0] for site, counts in of_site.items()}
    return [
        (pairs, usual[site] if _alike(pairs, usual[site]) else pairs) for pairs, site in zip(own, sites, strict=True)
    ]


@functools.lru_cache(maxsize=1_000)
def _alike(one: Pairs, other: Pairs) -> bool:
    mine, theirs = {address for _, address in one}, {address for _, address in other}
    return len(mine & theirs) >= _SAME_TEMPLATE * max(len(mine), len(theirs), 1)
