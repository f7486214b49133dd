"""Our named tuples are those of ``typing``, defined for less."""

from __future__ import annotations

import copy
import pickle
import typing
from collections.abc import Callable
from typing import Any

import pytest

from checker.named_tuple import NamedTuple
from checker.page import Notice


class Ours(NamedTuple):
    """A place."""

    line: int
    column: int = 1
    name: str = ""

    @property
    def said(self) -> str:
        """How it is told."""
        return f"{self.name}:{self.line}"


class Theirs(typing.NamedTuple):
    """A place."""

    line: int
    column: int = 1
    name: str = ""

    @property
    def said(self) -> str:
        """How it is told."""
        return f"{self.name}:{self.line}"


def told(act: Callable[[Any], Any], kind: Any) -> Any:
    """What the act gives, or which kind of error it raises."""
    try:
        given = act(kind)
    except (TypeError, ValueError, AttributeError) as error:
        return type(error)
    return repr(given).replace("Theirs", "Ours"), given


@pytest.mark.parametrize(
    "act",
    [
        lambda kind: kind(3),
        lambda kind: kind(3, 4, "a"),
        lambda kind: kind(column=2, line=3),
        lambda kind: kind(),
        lambda kind: kind(1, 2, "a", 4),
        lambda kind: kind(1, line=2),
        lambda kind: kind(1, row=2),
        lambda kind: kind(3)._replace(name="x"),
        lambda kind: kind(3)._asdict(),
        lambda kind: kind._make([1, 2, "c"]),
        lambda kind: kind._make([1]),
        lambda kind: kind._fields,
        lambda kind: kind._field_defaults,
        lambda kind: kind.__match_args__,
        lambda kind: kind.__doc__,
        lambda kind: list(kind.__annotations__),
        lambda kind: kind(3, name="x").said,
        lambda kind: setattr(kind(3), "line", 4),
        lambda kind: setattr(kind(3), "other", 4),
        lambda kind: hash(kind(3)) == hash((3, 1, "")) and kind(3) == (3, 1, ""),
        lambda kind: [*kind(3)],
        lambda kind: isinstance(kind(3), tuple),
        lambda kind: kind.__module__,
    ],
)
def test_it_does_what_that_of_typing_does(act: Callable[[Any], Any]) -> None:
    assert told(act, Ours) == told(act, Theirs)


def test_a_field_that_is_not_there_cannot_be_replaced() -> None:
    with pytest.raises((TypeError, ValueError)):
        Ours(3)._replace(row=4)  # type: ignore[call-arg]


def test_it_is_copied_and_pickled() -> None:
    notice = Notice("kind", "message", 3)
    assert pickle.loads(pickle.dumps(notice)) == notice == copy.deepcopy(notice)
    assert type(pickle.loads(pickle.dumps(notice))) is type(copy.copy(notice)) is Notice


def test_a_field_without_a_default_does_not_follow_one_with_a_default() -> None:
    with pytest.raises(TypeError, match="without a default"):
        type(NamedTuple)("Wrong", (NamedTuple,), {"__annotations__": {"a": "int", "b": "int"}, "a": 1})


def test_each_class_has_a_constructor_of_its_own() -> None:
    class Pair(NamedTuple):
        first: int
        second: int = 0

    class Couple(NamedTuple):
        one: str
        two: str = "b"

    assert (Pair(first=1), Couple(one="a")) == ((1, 0), ("a", "b"))
    with pytest.raises(TypeError, match="first"):
        Pair()  # type: ignore[call-arg]
