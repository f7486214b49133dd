"""Statements about quotation marks in running text."""

from __future__ import annotations

from checker.checks.copy import copy_text, excerpt
from checker.finding import Target, Verdict, no, yes
from checker.pattern import pattern
from checker.registry import check

_OPENERS = ('"', "“")
_INCHES = pattern(r"\d\s?\"")
_CUT_OFF = ("...", "…")
_SAID = "said|says|added|explained|told|noted|stated|continued|wrote|remarked|recalled|concluded"
#: A sentence in quotation marks that its speaker follows, right after a word that ends no clause before it.
_RUN_ON = pattern(
    r"(?P<before>[a-z]{3,}) [\"“](?P<said>[A-Z][^\"“”]{25,600}[,?!])[\"”]"
    rf" (?:(?:he|she|they|it|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){{0,4}}) (?:{_SAID})\b|(?:{_SAID}) [A-Z])"
)
#: Words that do lead into a quotation without a stop.
_LEADS_IN = frozenset(
    "said says say saying that and but because when while the his her their our with how why what called titled"
    " named entitled reads read quote from for like ask asked asks tell told adds added wrote then also".split()
)


def _opens_with_quote(text: object) -> bool:
    return isinstance(text, str) and text.startswith(_OPENERS)


def _curly(text: str, after: object, before: object) -> str | None:
    """What is wrong with the curly quotation marks, or None."""
    opened = -1
    for place, character in enumerate(text):
        if character == "“":
            if opened >= 0:
                return f"“{excerpt(text, place)}” opens a quotation inside one that is not closed"
            opened = place
        elif character == "”":
            if opened < 0 and not (isinstance(before, str) and before.count("“") > before.count("”")):
                return f"“{excerpt(text, place)}” closes a quotation that nothing opens"
            opened = -1
    if opened >= 0 and not _opens_with_quote(after):
        return f"“{excerpt(text, opened)}” opens a quotation that nothing closes"
    return None


@check
def quotes_paired(target: Target) -> Verdict:
    """Quotation marks are paired; one left open runs on in a paragraph that begins with one.

    Of its own: a quotation may run on over paragraphs, and marks stand for inches.

    >>> holds(quotes_paired, '<p>He said, "We will go.')
    False
    >>> holds(quotes_paired, '<p>A 6" pipe was “ready to go,” he said.')
    True
    """
    text = copy_text(target)
    straight = text.count('"')
    after, before = target.parts.get("after"), target.parts.get("before")
    if text.endswith(_CUT_OFF) or (straight and ("“" in text or "”" in text)):
        return yes("the text is cut off, or has marks of both kinds")
    if straight % 2:
        if _INCHES.search(text) or _opens_with_quote(after):
            return yes("a mark is one of inches, or the quotation runs on")
        return no(f"“{excerpt(text, text.rfind(chr(34)))}” has a quotation mark without its partner")
    wrong = _curly(text, after, before)
    return no(wrong) if wrong else yes("quotation marks are paired")


@check
def quotes_of_one_kind(target: Target) -> Verdict:
    """A paragraph has not both curly and straight quotation marks.

    Of its own: a mark may be one of inches.

    >>> holds(quotes_of_one_kind, '<p>“Yes," he said.')
    False
    """
    text = copy_text(target)
    straight = text.find('"')
    if straight < 0 or not ("“" in text or "”" in text) or _INCHES.search(text):
        return yes("quotation marks are of one kind")
    return no(f"“{excerpt(text, straight)}” has a straight quotation mark where the paragraph also has curly ones")


@check
def sentence_ends_before_quote(target: Target) -> Verdict:
    """A stop stands before a quotation that is a sentence of its own.

    Of its own: it parses the sentence around a quotation.

    >>> holds(sentence_ends_before_quote, '<p>He spoke of the old weapons "We cannot keep them in the depots," he said.')
    False
    >>> holds(sentence_ends_before_quote, '<p>He read the book "We cannot keep them in the depots" and wept.')
    True
    """
    for found in _RUN_ON.finditer(copy_text(target)):
        if found["before"] not in _LEADS_IN:
            start = " ".join(found["said"].split()[:3])
            return no(f'no stop ends the sentence before the quotation in “{found["before"]} "{start}”')
    return yes("sentences end before quotations")
