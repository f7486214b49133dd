"""What a rule is: the requirement, who says so, how it is decided, the remedy and the examples."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

#: Kinds of authority, the most binding first, and the worst severity that each may carry
#: unless a profile raises a rule by name.
AUTHORITY_CAPS = {
    "law": "error",
    "directive": "error",
    "adopted": "error",
    "pending": "warning",
    "guidance": "warning",
    "house": "warning",
}
OWNERS = ("content", "template", "platform", "server")
#: What the ids of axe-core's rules begin with in a report; which there are, only axe-core can say.
AXE = "axe/"
STAGES = ("stable", "preview")
#: The ruleset that rules belong to which do not say since when they are there.
FIRST_RULESET = "2026.11"
RULESET = r"^\d{4}\.\d{2}$"
#: Whose pages a rule is for; a profile names the audiences that it holds.
AUDIENCES = ("all", "federal", "gov", "mil", "dod", "state-local", "intranet", "standards")


class Authority(NamedTuple):
    """Who asks for it: the citation, its address, its kind and status, and when it was read."""

    cite: str
    url: str
    kind: str
    status: str
    read_on: str


class Requirement(NamedTuple):
    """A success criterion: ``standard`` such as "WCAG 2.2", ``id`` such as "1.1.1".

    ``role`` is conformance where failing the rule means failing the criterion, else secondary.
    """

    standard: str
    id: str
    level: str
    role: str
    because: str = ""


class Call(NamedTuple):
    """One use of a check with its parameters, perhaps negated."""

    check: str
    parameters: Mapping[str, Any]
    negated: bool = False


class Expectation(NamedTuple):
    """A sentence about a good page and the calls of which one must hold.

    ``of`` names the part of the target that the calls are about; nothing is expected of a part that is not there.
    ``so`` says what it comes to where the sentence does not hold, ``remedy`` how that is mended where the rule's own remedy
    is for something else.
    """

    id: str
    says: str
    any_of: tuple[Call, ...]
    severity: str | None = None
    unmet_as: str | None = None
    of: str | None = None
    so: str | None = None
    remedy: str | None = None


class Applies(NamedTuple):
    """What a rule is asked about.

    ``kind`` is page, select or find; ``site`` that its targets of all pages are judged together.
    """

    kind: str
    selector: str = ""
    finder: str = ""
    parameters: Mapping[str, Any] = {}
    where: tuple[Call, ...] = ()
    site: bool = False


class Example(NamedTuple):
    """A page and the outcome that the rule must give on it.

    ``pages`` holds (address, HTML) pairs: one for most rules, several for rules of the site. ``redirects`` are the
    addresses that led to it.
    """

    name: str
    outcome: str
    pages: tuple[tuple[str | None, str], ...]
    unmet: tuple[str, ...] = ()
    media_type: str = "text/html"
    page_type: str | None = None
    profile: str | None = None
    as_of: str | None = None
    headers: Mapping[str, str] | None = None
    redirects: tuple[str, ...] = ()
    line: int = 0


class Rule(NamedTuple):
    """One requirement, as its file states it."""

    id: str
    title: str
    why: str
    owner: str
    severity: str
    authority: tuple[Authority, ...]
    requirements: tuple[Requirement, ...]
    applies_to: Applies
    expectations: tuple[Expectation, ...]
    remedy: str
    section508: tuple[str, ...] = ()
    trusted_tester: tuple[str, ...] = ()
    ict_baseline: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    audience: tuple[str, ...] = ("all",)
    page_types: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    stage: str = "stable"
    path: str = ""
    since: str = FIRST_RULESET

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def cap(self) -> str:
        """The worst severity that the kinds of authority allow."""
        caps = [AUTHORITY_CAPS[authority.kind] for authority in self.authority]
        return "error" if "error" in caps else "warning"

    @property
    def first_id(self) -> str:
        """The id that the rule had first: fingerprints are made of it, so that a new name changes none."""
        return self.formerly[0] if self.formerly else self.id

    @property
    def conformance(self) -> tuple[str, ...]:
        """The success criteria that a failure of the rule is a failure of."""
        return tuple(r.id for r in self.requirements if r.role == "conformance")

    @property
    def all_tags(self) -> frozenset[str]:
        """What ``--select`` and ``--ignore`` may name beside the id."""
        tags = {*self.tags, f"owner:{self.owner}", f"stage:{self.stage}"}
        tags |= {f"wcag:{r.id}" for r in self.requirements}
        tags |= {f"tt:{test}" for test in self.trusted_tester}
        tags |= {f"ict:{test}" for test in self.ict_baseline}
        tags |= {f"act:{rule}" for rule in self.act}
        tags |= {f"authority:{authority.kind}" for authority in self.authority}
        if self.section508:
            tags.add("508")
        return frozenset(tags)
