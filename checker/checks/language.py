"""Statements about language tags and the text that they speak for."""

from __future__ import annotations

import functools

from checker.accessibility.exposure import is_exposed
from checker.accessibility.native import DEFAULTS
from checker.accessibility.visibility import is_hidden, is_rendered
from checker.finding import Target, Verdict, no, unknown, yes
from checker.page import Element, Page, derived
from checker.pattern import pattern
from checker.registry import check

#: Languages met so often that the registry need not be loaded for them (docs/decisions/0006-language-tags.md).
_COMMON = frozenset(
    "am ar bn de el en es fa fr gu he hi hmn ht hy it ja km ko lo ne pa pl pt ru so sw th tl uk ur vi yi zh".split()
)
_SUBTAG = pattern(r"[a-z]{2,8}")
_SPOKEN_ATTRIBUTES = ("alt", "aria-label", "aria-description", "title", "placeholder")
_REFERENCES = ("aria-labelledby", "aria-describedby")
_NEVER_SHOWN = frozenset("script style template noscript head meta link".split())


@functools.cache
def is_known_language(subtag: str) -> bool:
    """Whether the IANA Language Subtag Registry holds the subtag, in lower case, as a language.

    Source: ACT, "known primary language tag"; grandfathered tags and ISO 639-2 codes of languages with a
    shorter code are not in the registry as languages.

    >>> is_known_language("lb"), is_known_language("eng"), is_known_language("dutch")
    (True, False, False)
    """
    if subtag in _COMMON:
        return True
    if _SUBTAG.fullmatch(subtag) is None:
        return False
    if "qaa" <= subtag <= "qtz" and len(subtag) == 3:  # one record of the registry, for private use
        return True
    # 40 ms and two megabytes of registry: only where an unusual tag is met.
    from language_tags import tags  # type: ignore[import-untyped]  # it has no types

    return tags.language(subtag) is not None


@check
def language_tag_known(target: Target, *, name: str = "lang") -> Verdict:
    """The attribute holds a language tag whose primary subtag is a registered language.

    >>> holds(language_tag_known, '<html lang="en-US-GB">')
    True
    >>> holds(language_tag_known, '<html lang="english">')
    False
    >>> holds(language_tag_known, '<html lang=" en">') is None
    True
    """
    value = target.element.attrs.get(name)
    if value is None:
        return no(f"there is no {name} attribute")
    if is_known_language(value.partition("-")[0].lower()):
        return yes(f'{name}="{value}" names a known language')
    bare = value.strip(" \t\n\f\r")
    if bare != value and is_known_language(bare.partition("-")[0].lower()):
        return unknown(f'{name}="{value}" has spaces around the language, which browsers may not forgive')
    return no(f'{name}="{value}" names no known language')


@check
def text_inherits_language(target: Target) -> Verdict:
    """Some text of the element, shown or spoken, has no nearer lang attribute.

    Source: ACT, "text inheriting its programmatic language".

    Of its own: it walks down to what has a language nearer by.

    >>> holds(text_inherits_language, '<div lang="fr">Bonjour</div>')
    True
    >>> holds(text_inherits_language, '<div lang="fr"><span hidden>Bonjour</span></div>')
    False
    >>> holds(text_inherits_language, '<div lang="fr"><img alt="Bonjour" aria-hidden="true"></div>')
    False
    """
    element = target.element
    if not is_rendered(element):
        return no("the element is hidden")
    documents = _documents(target.page)
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if is_hidden(one) or one.tag in _NEVER_SHOWN:
            continue
        if _says_something(one):
            return yes("the element has text of its own language")
        inner: list[Element | str] = [*one.children, *(one.shadow.elements[:1] if one.shadow else ())]
        inner += documents.get(one, ())
        waiting += [child for child in inner if not isinstance(child, str) and not child.attrs.get("lang")]
    return no("the element has no text of its own language")


@derived
def _documents(page: Page) -> dict[Element, list[Element]]:
    """The document elements of frames, by the frame."""
    return {scope.host: scope.elements[:1] for scope in page.snapshot.scopes if scope.kind == "frame" and scope.host}


def _says_something(element: Element) -> bool:
    """Whether the element itself, not its descendants, has text that is shown or spoken."""
    if any(isinstance(child, str) and child.strip() for child in element.children):
        return True
    attrs = element.attrs
    kind = attrs.get("type", "").lower() if element.tag == "input" else ""
    if kind in ("button", "submit", "reset") and attrs.get("value", DEFAULTS.get(kind, "")).strip():
        return True
    spoken = any(attrs.get(name, "").strip() for name in _SPOKEN_ATTRIBUTES if name in attrs)
    return (spoken or any(_refers_to_text(element, name) for name in _REFERENCES)) and is_exposed(element)


def _refers_to_text(element: Element, name: str) -> bool:
    referred = (element.scope.by_id(one) for one in element.attrs.get(name, "").split())
    return any(one is not None and one.text.strip() for one in referred)
