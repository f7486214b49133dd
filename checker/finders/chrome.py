"""What stands around the content of every page of a site: navigation, banner, side bar, footer."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from checker.page import Element, Page, derived

#: Elements and roles that HTML and ARIA give to what is not the page's own content
#: (https://www.w3.org/TR/wai-aria-1.2/#landmark_roles), and the class names that sites without them use.
_AROUND = (
    "nav, footer, aside, [role=navigation], [role=contentinfo], [role=complementary], [role=search], dialog,"
    " .usa-banner, .header_banner_container, .usa-footer, .usa-sidenav, .breadcrumb, .breadcrumbs,"
    " [id^=footer], [class^=footer], [id*=breadcrumb i], [class*=breadcrumb i], [class*=sidebar i], [id*=sidebar i],"
    " [class*=related i], [id*=related i], [class*=share i], [class*=social i], [id=menu], [class*=navbar i]"
)
_HEADS = "header, [role=banner], #header, #masthead, .header, .masthead"


class Chrome(NamedTuple):
    """The parts of a document that are not its own content, as ranges of element numbers."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    head_starts: tuple[int, ...]
    head_ends: tuple[int, ...]

    def holds(self, element: Element) -> bool:
        """Whether the element stands in navigation, a side bar, a footer and the like."""
        place = bisect_right(self.starts, element.index) - 1
        return place >= 0 and element.index < self.ends[place]

    def heads(self, element: Element) -> bool:
        """Whether the element stands in the header of the site, not of its article."""
        place = bisect_right(self.head_starts, element.index) - 1
        return place >= 0 and element.index < self.head_ends[place]


def _merged(elements: list[Element], most: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    starts: list[int] = []
    ends: list[int] = []
    for element in elements:
        if element.tag in ("html", "body", "main", "article", "form") or element.end - element.index > most:
            continue
        if ends and element.index < ends[-1]:
            continue
        starts.append(element.index)
        ends.append(element.end)
    return tuple(starts), tuple(ends)


@derived
def chrome(page: Page) -> Chrome:
    """The page's surroundings.

    An element that bears such a name but holds an h1, the article or most paragraphs is the page's own.
    """
    document = page.document
    total = len(document.elements)
    own = document.tagged("main", "article")
    h1 = document.tagged("h1")
    paragraphs = [one.index for one in document.tagged("p")]

    def holds_content(element: Element) -> bool:
        inside = bisect_left(paragraphs, element.end) - bisect_left(paragraphs, element.index)
        return (
            (len(paragraphs) > 3 and 2 * inside > len(paragraphs))
            or any(map(element.contains, own[:5]))
            or any(map(element.contains, h1[:5]))
        )

    def heads_article(footer: Element) -> bool:
        """Whether the footer is that of an article whose text follows it: content systems print name and date in it."""
        article = footer.parent.closest("article") if footer.parent is not None else None
        return article is not None and bisect_left(paragraphs, footer.end) < bisect_left(paragraphs, article.end)

    around = [
        one
        for one in document.select(_AROUND)
        if (one.tag in ("nav", "footer", "aside") or not holds_content(one))
        and not (one.tag == "footer" and heads_article(one))
    ]
    heads = [
        one for one in document.select(_HEADS) if one.parent is None or one.parent.closest("article", "main") is None
    ]
    heads = [one for one in heads if not any(map(one.contains, own[:5]))]
    starts, ends = _merged(around, max(total * 2 // 3, 20))
    head_starts, head_ends = _merged(heads, max(total * 2 // 3, 20))
    return Chrome(starts, ends, head_starts, head_ends)
