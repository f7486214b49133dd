"""The little CSS that static mode reads: which style rules decide whether content is exposed, and what they say.

A sheet is scanned once for display, visibility and content; everything else in it is skipped unparsed, so that a
design system's sheet of half a megabyte costs milliseconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import lru_cache
from typing import NamedTuple

from checker.accessibility.media import applies_to_screen
from checker.pattern import pattern

PROPERTIES = frozenset({"display", "visibility", "content"})
#: The rank of rules outside any ``@layer`` (CSS Cascade 5, 6.4.4: they win over those inside one).
UNLAYERED = 1_000_000

_STRING_OR_COMMENT = pattern(
    r"""/\*.*?(?:\*/|\Z)|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""",
    re.DOTALL,
)
_RESERVED = pattern(r"[{};,@!]|/\*")
_STORED = pattern('"\x00(\\d+)"')
_PSEUDO_ELEMENT = pattern(r"::?(before|after)$", re.IGNORECASE)
_FUNCTION = pattern(r":([\w-]+)\(([^()]*)\)")
_BRACKETS = pattern(r"\[[^\]]*\]")
_NAMED = pattern(r"[.#](?:[\w\u0080-\U0010ffff-]|\\[^0-9a-fA-F\n])+")
_TYPE = pattern(r"(?:^|[\s>+~(])[a-zA-Z][\w-]*")
#: A class that scripts take off the html element before anything is shown.
_WITHOUT_SCRIPT = frozenset({".no-js", ".nojs", ".js-disabled", ".no-javascript"})

Declaration = tuple[str, str, bool]


class StyleRule(NamedTuple):
    """One selector with its declarations (property, value, important).

    ``pseudo`` is before, after or empty; ``needs`` the ``.class`` and ``#id`` names without which the selector
    can match nothing; ``layer`` the rank of its cascade layer.
    """

    selector: str
    pseudo: str
    specificity: tuple[int, int, int]
    declarations: tuple[Declaration, ...]
    layer: int
    needs: frozenset[str]


class _Open:
    """A block whose end is still to come; ``selectors`` is None for an at-rule's."""

    __slots__ = ("applies", "layer", "selectors")

    def __init__(
        self,
        applies: bool,
        layer: int,
        selectors: str | None = None,
    ) -> None:
        self.applies = applies
        self.layer = layer
        self.selectors = selectors


class Block(NamedTuple):
    """Selectors and declarations as written; ``names`` are the ``.class`` and ``#id`` names of all the selectors."""

    selectors: str
    body: str
    layer: int
    names: tuple[str, ...]


def style_rules(sheet: str, names: Set[str] | None = None) -> Iterator[StyleRule]:
    """The rules of the sheet that say something about exposure on a screen, in their order.

    Given the names that stand on a page, blocks that none of them concerns are skipped unparsed.

    >>> [(r.selector, r.declarations) for r in style_rules("a{color:red} @media screen{.x, p{display:none}}")]
    [('.x', (('display', 'none', False),)), ('p', (('display', 'none', False),))]
    """
    for block in style_blocks(sheet):
        if names is None or not block.names or not names.isdisjoint(block.names):
            yield from block_rules(block)


@lru_cache(maxsize=4096)
def block_rules(block: Block) -> tuple[StyleRule, ...]:
    """The rules of one block, one for each of its selectors."""
    declarations = tuple(declared(block.body))
    return tuple(_rules(block.selectors, declarations, block.layer)) if declarations else ()


@lru_cache(maxsize=64)
def style_blocks(sheet: str) -> tuple[Block, ...]:
    """The blocks of the sheet that name one of the properties and apply to a screen, in their order."""
    if not any(name in sheet for name in PROPERTIES):
        return ()
    strings: list[str] = []

    def kept(match: re.Match[str]) -> str:
        text = match[0]
        if text[0] == "/":
            return " "
        if _RESERVED.search(text) is None:
            return text
        strings.append(text)
        return f'"\x00{len(strings) - 1}"'

    def written(text: str) -> str:
        return _STORED.sub(lambda match: strings[int(match[1])], text) if "\x00" in text else text

    return tuple(
        Block(
            written(selectors),
            body if "\x00" not in body else _with_strings(body, strings),
            layer,
            _all_names(selectors),
        )
        for selectors, body, layer in _blocks(_STRING_OR_COMMENT.sub(kept, sheet))
    )


def _with_strings(body: str, strings: list[str]) -> str:
    """The declarations of the block that matter, their strings put back; others may hold what would part them."""
    kept = (one for one in body.split(";") if one.partition(":")[0].strip().lower() in PROPERTIES)
    return ";".join(_STORED.sub(lambda match: _escaped(strings[int(match[1])]), one) for one in kept)


def _escaped(text: str) -> str:
    """The string with what ends a declaration written as an escape (CSS Syntax 3, 4.3.7)."""
    return text.replace(";", "\\3b ").replace("!", "\\21 ")


def _all_names(selectors: str) -> tuple[str, ...]:
    if "(" in selectors or "[" in selectors:
        return ()
    if "," in selectors and not all("." in one or "#" in one for one in selectors.split(",")):
        return ()
    found = _NAMED.findall(selectors)
    return tuple(found) if "\\" not in selectors else tuple(name.replace("\\", "") for name in found)


def _blocks(text: str) -> Iterator[tuple[str, str, int]]:
    """The (selectors, declarations, layer) of the blocks that name one of the properties and apply to a screen."""
    layers: dict[str, int] = {}
    top = _Open(True, UNLAYERED)
    stack: list[_Open] = []
    # Between two closing braces stand the openings of at-rules, then one selector list and its declarations.
    for piece in text.split("}"):
        openings = piece.count("{")
        inside = stack[-1] if stack else top
        wanted = "display" in piece or "visibility" in piece or "content" in piece
        if openings == 1:
            if wanted and inside.applies:
                prelude, _, body = piece.partition("{")
                prelude = prelude.rpartition(";")[2].strip()
                if prelude[:1] != "@":
                    yield prelude, body, inside.layer
            continue
        if not openings:
            if stack:
                closed = stack.pop()
                if wanted and closed.selectors:
                    yield closed.selectors, piece, closed.layer
            continue
        segments = piece.split("{")
        for number, prelude in enumerate(segments[:-2]):
            outer = stack[-1] if stack else top
            opened = _opened(prelude.rpartition(";")[2].strip(), outer, layers)
            stack.append(opened)
            if opened.selectors:
                # A nested rule follows: what stands before it are the outer rule's own declarations.
                yield opened.selectors, segments[number + 1].rpartition(";")[0], opened.layer
        prelude = segments[-2].rpartition(";")[2].strip()
        if wanted and stack[-1].applies and prelude[:1] != "@":
            yield prelude, segments[-1], stack[-1].layer


def _opened(prelude: str, outer: _Open, layers: dict[str, int]) -> _Open:
    """The block that the prelude opens. Style rules nested in others are not read, nor what cannot be decided."""
    if prelude[:1] != "@":
        return _Open(False, outer.layer, prelude if outer.applies else None)
    name, _, condition = prelude.partition(" ")
    name, parenthesis, rest = name.partition("(")
    condition = (parenthesis + rest + " " + condition).strip()
    match name.lower():
        case "@media":
            return _Open(outer.applies and applies_to_screen(condition), outer.layer)
        case "@supports":
            return _Open(outer.applies and not condition.startswith("not"), outer.layer)
        case "@layer":
            return _Open(outer.applies, layers.setdefault(condition or f"#{len(layers)}", len(layers)))
    return _Open(False, outer.layer)


def declared(body: str) -> Iterator[Declaration]:
    """The declarations of the properties in the text of a block or style attribute.

    >>> list(declared("color: red; DISPLAY: none !important"))
    [('display', 'none', True)]
    """
    for one in body.split(";"):
        name, colon, value = one.partition(":")
        name = name.strip().lower()
        if colon and name in PROPERTIES:
            value, mark, _ = value.partition("!")
            yield name, value.strip(), bool(mark)


def _rules(selectors: str, declarations: tuple[Declaration, ...], layer: int) -> Iterator[StyleRule]:
    only_content = all(name == "content" for name, _, _ in declarations)
    for written in _selectors(selectors):
        match = _PSEUDO_ELEMENT.search(written)
        if match is None and only_content:
            continue
        selector = _of_pseudo_element(written[: match.start()]) if match else written
        if "::" in selector or ":has(" in selector:
            continue
        needs = _needs(selector)
        if not needs & _WITHOUT_SCRIPT:
            pseudo = match[1].lower() if match else ""
            yield StyleRule(selector, pseudo, _specificity(selector), declarations, layer, needs)


def _of_pseudo_element(selector: str) -> str:
    return f"{selector}*" if not selector or selector[-1] in " >+~" else selector


def _selectors(text: str) -> list[str]:
    """The selectors of the list: parted at commas outside brackets."""
    if "(" not in text and "[" not in text:
        return [one for one in map(str.strip, text.split(",")) if one]
    found, depth, start = [], 0, 0
    for match in pattern(r"[(),\[\]]").finditer(text):
        if match[0] in "([":
            depth += 1
        elif match[0] in ")]":
            depth -= 1
        elif depth == 0:
            found.append(text[start : match.start()])
            start = match.end()
    found.append(text[start:])
    return [one for one in map(str.strip, found) if one]


def _needs(selector: str) -> frozenset[str]:
    if "(" in selector:
        selector = _without_functions(selector)
    if "[" in selector:
        selector = _BRACKETS.sub("", selector)
    return frozenset(name.replace("\\", "") for name in _NAMED.findall(selector))


def _without_functions(selector: str) -> str:
    for _ in range(4):
        selector, count = _FUNCTION.subn("", selector)
        if not count:
            break
    return selector


def _specificity(selector: str) -> tuple[int, int, int]:
    """Ids, classes and types of the selector (Selectors 4, 15); a function counts as its argument."""
    ids = classes = types = 0
    while "(" in selector:
        match = _FUNCTION.search(selector)
        if match is None:
            break
        if match[1] in ("not", "is", "matches"):
            counted = max(map(_specificity, match[2].split(",")))
            ids, classes, types = ids + counted[0], classes + counted[1], types + counted[2]
        elif match[1] != "where":
            classes += 1
        selector = selector[: match.start()] + selector[match.end() :]
    bare, brackets = _BRACKETS.subn("", selector)
    return (
        ids + bare.count("#"),
        classes + brackets + bare.count(".") + bare.count(":"),
        types + len(_TYPE.findall(bare)),
    )
