"""Gives the elements of a rendered page the places of the start tags that they came from.

The response is parsed as the static mode does; its tree and the rendered one are aligned child list by child
list. An element is placed only where the alignment leaves no choice: between equal neighbours of which some are
gone, or clones of one original, none is taken. What scripts moved elsewhere is then sought by identity: an id, or a
signature, that stands once on each side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from checker.page import Element, Scope

#: Attributes that scripts change as a matter of course, and so no part of what an element is.
_VOLATILE = frozenset(
    ("class", "style", "aria-expanded", "aria-hidden", "aria-selected", "aria-current", "hidden", "tabindex")
)

Signature = int


def align(rendered: Scope, source: Scope) -> set[Element]:
    """Set the line and column of the rendered scope's elements; gives those that stood in no source.

    An implied element (``html``, ``tbody`` ... without a tag) has no place and is not made by a script.
    """
    matched: dict[Element, Element] = {}
    taken: set[Element] = set()
    ours, theirs = _Signatures(rendered), _Signatures(source)
    if rendered.root is not None and source.root is not None and rendered.root.tag == source.root.tag:
        pairs = [(rendered.root, source.root)]
        while pairs:
            one, other = pairs.pop()
            matched[one] = other
            taken.add(other)
            pairs.extend(_pairs(one.elements, other.elements, ours, theirs))
    _match_moved(rendered, source, matched, taken, ours, theirs)
    made_by_script = set()
    for element in rendered.elements:
        origin = matched.get(element)
        if origin is None:
            made_by_script.add(element)
        else:
            element.line, element.column = origin.line, origin.column
    return made_by_script


class _Signatures:
    """For each element a shallow signature (tag and steady attributes) and one of its whole subtree."""

    def __init__(self, scope: Scope) -> None:
        self.shallow: dict[Element, Signature] = {}
        self.deep: dict[Element, Signature] = {}
        for element in reversed(scope.elements):  # children before their parents
            attrs = tuple(sorted((n, v) for n, v in element.attrs.items() if n not in _VOLATILE))
            shallow = self.shallow[element] = hash((element.tag, attrs))
            inside = tuple(
                " ".join(child.split()) if isinstance(child, str) else self.deep[child]
                for child in element.children
                if not isinstance(child, str) or not child.isspace()
            )
            self.deep[element] = hash((shallow, inside))


Keys = tuple[Callable[[Element], object], Callable[[Element], object]]


def _pairs(
    ours: Sequence[Element], theirs: Sequence[Element], one: _Signatures, other: _Signatures
) -> list[tuple[Element, Element]]:
    """The children that surely belong together: equal subtrees, wherever they stand; then equal start tags, then like ones."""
    deep_of_ours, deep_of_theirs = Counter(one.deep[a] for a in ours), Counter(other.deep[b] for b in theirs)
    if len(ours) == len(theirs) and all(
        one.deep[a] == other.deep[b]
        or (
            one.shallow[a] == other.shallow[b]
            and one.deep[a] not in deep_of_theirs
            and other.deep[b] not in deep_of_ours
        )
        for a, b in zip(ours, theirs, strict=True)
    ):
        return list(zip(ours, theirs, strict=True))
    rounds: tuple[Keys, ...] = (
        (one.deep.__getitem__, other.deep.__getitem__),
        (one.shallow.__getitem__, other.shallow.__getitem__),
        (_tag, _tag),
    )
    place = {other.deep[b]: at for at, b in enumerate(theirs)}
    single = [
        (at, place[one.deep[a]])
        for at, a in enumerate(ours)
        if deep_of_ours[one.deep[a]] == deep_of_theirs.get(one.deep[a], 0) == 1
    ]
    pairs = [(ours[at], theirs[there]) for at, there in single]
    chain = _longest_rising(single)
    if len(chain) < len(single):
        rounds = rounds[:1]  # the list was re-ordered: only what is wholly the same can be told
    settled_ours, settled_theirs = {at for at, _ in single}, {there for _, there in single}
    last_a = last_b = 0
    for at, there in [*chain, (len(ours), len(theirs))]:
        gap = [ours[n] for n in range(last_a, at) if n not in settled_ours]
        other_gap = [theirs[n] for n in range(last_b, there) if n not in settled_theirs]
        found = _anchored(gap, other_gap, rounds)
        pairs += [(a, b) for a, b in found if one.shallow[a] == other.shallow[b] or _alike(a, b)]
        last_a, last_b = at + 1, there + 1
    return pairs


def _tag(element: Element) -> object:
    return element.tag


def _alike(one: Element, other: Element) -> bool:
    """Whether a script may have changed some attributes of the one to make the other.

    No identity may differ, and half of the steady attributes must be equal.
    """
    if any(one.attrs.get(name) != other.attrs.get(name) for name in ("id", "name", "for")):
        return False
    steady = {name for name in (*one.attrs, *other.attrs) if name not in _VOLATILE}
    equal = sum(one.attrs.get(name) == other.attrs.get(name) for name in steady)
    return equal * 2 >= len(steady)


def _anchored(
    ours: Sequence[Element], theirs: Sequence[Element], rounds: Sequence[Keys]
) -> list[tuple[Element, Element]]:
    """Pairs by keys that stand equally often on both sides, in order; the gaps between them by the next, weaker key."""
    if not ours or not theirs or not rounds:
        return []
    key_of_ours, key_of_theirs = rounds[0]
    counts = Counter(map(key_of_ours, ours))
    places: dict[object, list[int]] = {}
    for at, element in enumerate(theirs):
        places.setdefault(key_of_theirs(element), []).append(at)
    seen: Counter[object] = Counter()
    candidates: list[tuple[int, int]] = []
    for at, element in enumerate(ours):
        key = key_of_ours(element)
        if counts[key] == len(places.get(key, ())):
            candidates.append((at, places[key][seen[key]]))
            seen[key] += 1
    chain = _longest_rising(candidates)
    pairs = [(ours[a], theirs[b]) for a, b in chain]
    last_a = last_b = 0
    for a, b in [*chain, (len(ours), len(theirs))]:
        pairs += _anchored(ours[last_a:a], theirs[last_b:b], rounds[1:])
        last_a, last_b = a + 1, b + 1
    return pairs


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence in which the second numbers rise (patience sorting, n log n)."""
    from bisect import bisect_left

    tails: list[int] = []
    tail_at: list[int] = []
    before: list[int] = []
    for number, (_, value) in enumerate(pairs):
        place = bisect_left(tails, value)
        before.append(tail_at[place - 1] if place else -1)
        if place == len(tails):
            tails.append(value)
            tail_at.append(number)
        else:
            tails[place] = value
            tail_at[place] = number
    chain: list[tuple[int, int]] = []
    number = tail_at[-1] if tail_at else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    chain.reverse()
    return chain


def _match_moved(
    rendered: Scope,
    source: Scope,
    matched: dict[Element, Element],
    taken: set[Element],
    ours: _Signatures,
    theirs: _Signatures,
) -> None:
    """Match what is left by identity: an id, a whole subtree or a telling start tag that stands once on each side.

    Counted over all elements, not only those left: a clone beside its original is no identity.
    """
    rounds: tuple[Keys, ...] = (
        (_identity, _identity),
        (lambda e: ours.deep[e] if e.children else None, lambda e: theirs.deep[e] if e.children else None),
        (
            lambda e: ours.shallow[e] if _is_telling(e) else None,
            lambda e: theirs.shallow[e] if _is_telling(e) else None,
        ),
    )
    for key_of_ours, key_of_theirs in rounds:
        if len(matched) == len(rendered.elements):
            return
        there = _single(source, key_of_theirs)
        for key, element in _single(rendered, key_of_ours).items():
            origin = there.get(key)
            if element in matched or origin is None or origin in taken or origin.tag != element.tag:
                continue
            pairs = [(element, origin)]
            while pairs:
                one, other = pairs.pop()
                if one in matched or other in taken:
                    continue
                matched[one] = other
                taken.add(other)
                pairs.extend(_pairs(one.elements, other.elements, ours, theirs))


def _identity(element: Element) -> object:
    name = element.attrs.get("id")
    return (element.tag, name) if name else None


def _is_telling(element: Element) -> bool:
    return any(name in element.attrs for name in ("href", "src", "name", "for"))


def _single(scope: Scope, key_of: Callable[[Element], object]) -> dict[object, Element]:
    """The elements of the scope whose key no other element of it has."""
    found: dict[object, Element | None] = {}
    for element in scope.elements:
        key = key_of(element)
        if key is not None:
            found[key] = None if key in found else element
    return {key: element for key, element in found.items() if element is not None}
