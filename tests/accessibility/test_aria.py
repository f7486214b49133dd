"""Values of ARIA attributes, and parents and children in the accessibility tree."""

from __future__ import annotations

import pytest

from checker.accessibility.aria import children_in_tree, is_valid_value, parent_in_tree
from tests.accessibility.pages import element_of


@pytest.mark.parametrize(
    ("name", "value", "valid"),
    [
        ("aria-hidden", "undefined", True),
        ("aria-busy", "undefined", False),
        ("aria-pressed", "mixed", True),
        ("aria-multiline", "mixed", False),
        ("aria-expanded", " TRUE ", True),
        ("aria-haspopup", "dialog", True),
        ("aria-relevant", "additions text", True),
        ("aria-relevant", "text always", False),
        ("aria-live", "polite assertive", False),
        ("aria-setsize", "-1", True),
        ("aria-level", "2.0", False),
        ("aria-valuenow", "-1.5", True),
        ("aria-valuenow", "1,5", False),
        ("aria-controls", "what is not there", True),
    ],
)
def test_a_value_fits_its_type(name: str, value: str, valid: bool) -> None:
    assert is_valid_value(name, value) is valid


@pytest.mark.parametrize(
    ("html", "tag"),
    [
        ("<ul><li><b id=x role=tab>", "li"),
        ("<ul role=tablist><li><b id=x role=tab>", "ul"),
        ("<nav><div><span><b id=x role=tab>", "nav"),
        ("<nav aria-owns=x></nav><main><b id=x role=tab>", "nav"),
        ("<b id=x aria-owns=y><i id=y aria-owns=x>", "html"),
    ],
)
def test_the_parent_has_a_role_of_its_own(html: str, tag: str) -> None:
    parent = parent_in_tree(element_of(html))
    assert (parent.tag if parent is not None else "html") == tag


@pytest.mark.parametrize(
    ("html", "tags"),
    [
        ("<div id=x><p><a href=/></a></p></div>", ["p"]),
        ("<div id=x><div><a href=/></a><span>y</span><span> </span></div></div>", ["a", "span"]),
        ("<div id=x><i role=none>y</i></div>", []),
        ("<div id=x aria-owns=y></div><nav id=y>z</nav>", ["nav"]),
        ("<div id=x><nav id=y>z</nav></div><div aria-owns=y></div>", []),
        ("<div id=x aria-owns=y></div><div id=y aria-owns=x><a href=/></a></div>", ["a"]),
    ],
)
def test_the_children_have_roles_or_text_of_their_own(html: str, tags: list[str]) -> None:
    assert [one.tag for one in children_in_tree(element_of(html))] == tags
