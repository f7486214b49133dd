"""What the rendered tree tells of many elements at once."""

from __future__ import annotations

from checker.rendering.tree import RenderedSnapshot
from tests.accessibility.pages import element_of


def test_styles_that_elements_share_are_asked_about_once() -> None:
    page = element_of("<p><b>1</b><b>2</b><i>3</i>", "p").page
    bold, slanted = ("bold",), ("slanted",)
    snapshot = RenderedSnapshot()
    snapshot.styles.update(dict.fromkeys(page.select("b"), bold))
    snapshot.styles.update(dict.fromkeys(page.select("i"), slanted))
    asked: list[tuple[str, ...]] = []

    def is_bold(values: tuple[str, ...]) -> bool:
        asked.append(values)
        return values is bold

    assert snapshot.styled(is_bold) == set(page.select("b"))
    assert sorted(asked) == [bold, slanted]
