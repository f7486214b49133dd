"""What judging gives: answers, verdicts, targets and findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import IntEnum, StrEnum
from typing import NamedTuple

from checker.page import Element, Page


class Answer(IntEnum):
    """A three-valued truth: *and* is ``min``, *or* is ``max``."""

    NO = 0
    UNKNOWN = 1
    YES = 2

    def negated(self) -> Answer:
        """NO for YES, YES for NO; UNKNOWN stays."""
        return _TURNED[self]


#: The answers turned round, by their numbers: an enumeration takes its time to find a member.
_TURNED = (Answer.YES, Answer.UNKNOWN, Answer.NO)


class Related(NamedTuple):
    """Another place that explains a finding: the caption beside the photo, the first of two ids."""

    role: str
    element: Element


class Verdict(NamedTuple):
    """A check's answer with the fact it saw, never with advice.

    ``at`` is a better place to report than the target; ``missing`` says that the thing
    asked for is not there and that ``at`` (or the target) is what should hold it.
    """

    answer: Answer
    found: str
    at: Element | None = None
    missing: bool = False
    related: tuple[Related, ...] = ()

    def negated(self) -> Verdict:
        """The same fact with the answer turned round."""
        return _verdict(Verdict, (_TURNED[self[0]], *self[1:]))


#: A page asks some thousand questions: the tuple's own constructor makes targets and verdicts in half the time.
_target = _verdict = tuple.__new__
#: A member of an enumeration is found through a method of its class, which takes longer than all else here.
_YES, _NO = Answer.YES, Answer.NO


def yes(found: str, *, at: Element | None = None, related: tuple[Related, ...] = ()) -> Verdict:
    """The statement holds."""
    return _verdict(Verdict, (_YES, found, at, False, related))


def no(found: str, *, at: Element | None = None, missing: bool = False, related: tuple[Related, ...] = ()) -> Verdict:
    """The statement does not hold."""
    return _verdict(Verdict, (_NO, found, at, missing, related))


def unknown(
    found: str, *, at: Element | None = None, missing: bool = False, related: tuple[Related, ...] = ()
) -> Verdict:
    """It cannot be told from this page."""
    return Verdict(Answer.UNKNOWN, found, at, missing, related)


class Passage(NamedTuple):
    """A part that is words of the page, with the element that holds them.

    ``found`` is how a message tells of it, where the words alone would not do.
    """

    text: str
    element: Element | None = None
    found: str = ""
    related: tuple[Related, ...] = ()


class Absent(NamedTuple):
    """A part that is not there, with what was seen instead; not ``certain`` where the page may have it all the same.

    ``missing`` says that ``at`` (or the target) is what should hold it.
    """

    because: str
    at: Element | None = None
    certain: bool = True
    missing: bool = False
    related: tuple[Related, ...] = ()


#: A part is an element, a text, both; or it is not there, with or without a word on why.
Part = Element | Passage | Absent | str | None


def text_of_part(part: Part) -> str | None:
    """The part's words as the finder gives them, an element's as they stand in it; None where it is not there."""
    if isinstance(part, Absent):
        return None
    return part if part is None or isinstance(part, str) else part.text


class Parts(Mapping[str, Part]):
    """The parts of a thing, each looked for when a rule first asks for it, and then kept."""

    def __init__(self, known: Mapping[str, Part], **sought: Callable[[], Part]) -> None:
        self._known = dict(known)
        self._sought = {name.replace("_", "-"): seek for name, seek in sought.items()}

    def __getitem__(self, name: str) -> Part:
        if name not in self._known:
            self._known[name] = self._sought[name]()
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**self._known, **self._sought})

    def __len__(self) -> int:
        return len({**self._known, **self._sought})


class Target(NamedTuple):
    """What a rule is asked about: an element, with named parts where a finder gave them.

    ``name`` is what the target is where it is a part of another: "the caption", with its ``words``.
    """

    element: Element
    parts: Mapping[str, Part] = {}
    name: str = ""
    words: str | None = None

    @property
    def page(self) -> Page:
        """The page that the target stands on."""
        return self.element.scope.page

    def part(self, name: str) -> Part:
        """The named part, or the attribute after an "@"; KeyError where the finder gives no part of that name."""
        return self.element.attrs.get(name[1:]) if name[:1] == "@" else self.parts[name]

    def about(self, part: Element | Passage, name: str) -> Target:
        """The part as a target of its own, of that name in messages; the other parts stay known."""
        element = part if isinstance(part, Element) else part.element or self.element
        return Target(element, self.parts, name, part.text)

    def about_words(self, words: str, name: str) -> Target:
        """A part that is a text as a target of its own, at the same place."""
        return _target(Target, (self.element, self.parts, name, words))


def targets_of(elements: Iterable[Element]) -> list[Target]:
    """A target without parts for each of the elements."""
    none: Mapping[str, Part] = {}
    return [_target(Target, (element, none, "", None)) for element in elements]


def spoken(name: str) -> str:
    """What messages call the part of that name.

    >>> spoken("first-paragraph"), spoken("@alt"), spoken("@href")
    ('the first paragraph', 'the alternative text', 'the href attribute')
    """
    if name[:1] == "@":
        return "the alternative text" if name == "@alt" else f"the {name[1:]} attribute"
    return f"the {name.replace('-', ' ').replace('_', ' ')}"


class Outcome(StrEnum):
    """ACT Rules Format 1.1, "Outcome" (https://www.w3.org/TR/act-rules-format-1.1/#outcome)."""

    FAILED = "failed"
    UNTESTED = "untested"
    CANT_TELL = "cantTell"
    PASSED = "passed"
    INAPPLICABLE = "inapplicable"


#: Worst first: the outcome of a rule on a page is the worst of its targets'.
WORST_FIRST = tuple(Outcome)
SEVERITIES = ("error", "warning", "note")


def worst(outcomes: set[Outcome]) -> Outcome:
    """The worst of the outcomes; inapplicable where there are none."""
    return next((outcome for outcome in WORST_FIRST if outcome in outcomes), Outcome.INAPPLICABLE)


class Place(NamedTuple):
    """Where a finding is, in the source and in the tree; a finding keeps this, never an element.

    Lines and columns count from 1, columns in code points, ``end`` after the start tag;
    None where the element has no place in the source.
    """

    line: int | None
    column: int | None
    end_line: int | None
    end_column: int | None
    selector: str
    snippet: str
    made_by_script: bool = False
    missing: bool = False


class SiteTarget(NamedTuple):
    """A target as rules of the site see it, when its page is gone: its texts and its place.

    ``order`` is the number of its element; ``suppressed`` says why a finding there does not count.
    """

    page: str
    url: str | None
    parts: Mapping[str, str | None]
    place: Place
    fingerprint: str
    order: int = 0
    suppressed: Suppressed | None = None


class RelatedPlace(NamedTuple):
    """A place that helps to understand a finding."""

    role: str
    line: int | None
    column: int | None
    snippet: str


class Unmet(NamedTuple):
    """An expectation that does not hold, its sentence, and the fact that was seen instead."""

    expectation: str
    says: str
    found: str


class Suppressed(NamedTuple):
    """Why a finding does not count: ``by`` is baseline, inline or configuration."""

    by: str
    reason: str


class Finding(NamedTuple):
    """One rule on one target, where it failed, is doubted, or (on request) passed."""

    rule: str
    outcome: Outcome
    severity: str
    target: Place
    unmet: tuple[Unmet, ...]
    message: str
    remedy: str
    related: tuple[RelatedPlace, ...] = ()
    fingerprint: str = ""
    superseded_by: str | None = None
    suppressed: Suppressed | None = None
    gates: bool = True

    @property
    def counts(self) -> bool:
        """Whether the finding counts for the verdict."""
        return self.suppressed is None and self.superseded_by is None and self.gates
