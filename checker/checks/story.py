"""Statements about the head of a page's story: headline, section label and breadcrumb."""

from __future__ import annotations

from itertools import islice

from checker.finders.breadcrumb import found_breadcrumb
from checker.finders.chrome import chrome
from checker.finders.headline import agreement, headline, other_titles, tokens
from checker.finders.section_label import found_section_label
from checker.finding import Related, Target, Verdict, no, unknown, yes
from checker.pattern import pattern
from checker.registry import check

#: Labels of platform templates, which name no page.
_TEMPLATE_LABELS = frozenset(
    {
        "news article view",
        "article view",
        "article display",
        "news display",
        "display",
        "news article",
        "article",
        "view article",
        "news story",
        "story",
        "detail",
        "details",
        "news details",
        "news detail",
        "press release view",
        "press releases view",
        "release view",
        "view",
        "story view",
        "display story",
        "story display",
        "untitled",
    }
)
_LIKE_HEADINGS = ("title", "headline", "heading", "header")
_BETWEEN_PARTS = pattern(r"\s[|>»:–—-]\s|\s*[|>»]\s*")
_NO_CRUMB = "the page has no breadcrumb"


@check
def headline_present(target: Target) -> Verdict:
    """The page shows a headline above its story.

    >>> holds(headline_present, "<main><h1>Ship comes home</h1></main>")
    True
    >>> holds(headline_present, "<main><p>The ship came home on Monday after six months at sea.</p></main>")
    False
    """
    found = headline(target.page)
    if found is None:
        return no("no headline stands above the story", at=target.element, missing=True)
    return yes(f"the headline is “{found.text}”", at=found.element)


@check
def headline_is_heading(target: Target) -> Verdict:
    """The headline, where there is one, is marked up as a heading of any level.

    >>> holds(headline_is_heading, "<title>Ship comes home today</title><p class=title>Ship comes home today</p>")
    False
    >>> holds(headline_is_heading, "<title>Ship comes home today</title><p>Ship comes home today</p>")
    """
    found = headline(target.page)
    if found is None:
        return yes("there is no headline to mark up")
    if found.heading in ("h1", "h2", "h3", "h4", "h5", "h6") or found.element.closest(
        "h1", "h2", "h3", "h4", "h5", "h6"
    ):
        return yes(f"the headline is in {found.heading}")
    if found.element.attrs.get("role") == "heading":
        return yes("the headline has the role heading")
    fact = f"the headline “{found.text}” is styled text in {found.heading}, not a heading"
    named = " ".join(
        one.attrs.get("class", "") for one in (found.element, *islice(found.element.ancestors(), 2))
    ).lower()
    if found.element.closest("strong", "b", "font", "big", "center") or any(word in named for word in _LIKE_HEADINGS):
        return no(fact, at=found.element)
    return unknown(f"“{found.text}” may be the headline, and is no heading", at=found.element)


@check
def headline_is_h1(target: Target) -> Verdict:
    """The headline, where it is a heading, is the page's heading of the first level.

    >>> holds(headline_is_h1, "<title>Ship comes home today</title><h2>Ship comes home today</h2>")
    False
    """
    found = headline(target.page)
    if found is None or not found.heading.startswith("h"):
        return yes("there is no headline in a heading")
    if found.heading == "h1" or found.element.attrs.get("aria-level") == "1":
        return yes("the headline is in h1")
    return no(f"the headline “{found.text}” is in {found.heading}", at=found.element)


@check
def headline_in_words(target: Target) -> Verdict:
    """The headline has three words or more.

    >>> holds(headline_in_words, "<main><h1>News</h1></main>")
    False
    """
    found = headline(target.page)
    if found is None or len(tokens(found.text)) >= 3:
        return yes("the headline has words enough")
    return no(f"the headline is only “{found.text}”", at=found.element)


@check
def only_h1_of_content(target: Target) -> Verdict:
    """The page's own content has no second h1 beside the headline.

    >>> holds(only_h1_of_content, "<main><h1>Ship comes home</h1><h1>Band plays on pier</h1></main>")
    False
    """
    page = target.page
    found, outside = headline(page), chrome(page)
    if found is None or found.heading != "h1":
        return yes("no headline is in h1")
    others = [
        one
        for one in page.document.tagged("h1")
        if one is not found.element
        and not one.contains(found.element)
        and not found.element.contains(one)
        and not outside.holds(one)
        and not outside.heads(one)
        and one.text.strip()
    ]
    if not others:
        return yes("the headline is the only h1")
    return no(
        "the page has another h1 beside its headline", at=others[0], related=(Related("headline", found.element),)
    )


@check
def headline_agrees_with_titles(target: Target, *, share: int = 60) -> Verdict:
    """The title, og:title and the JSON-LD headline have at least ``share`` per cent of the headline's words.

    >>> holds(headline_agrees_with_titles, "<title>News Article View</title><main><h1>Ship comes home</h1></main>")
    False
    """
    found = headline(target.page)
    if found is None or len(tokens(found.text)) < 2:
        return unknown("the page has no headline to compare")
    for name, text in other_titles(target.page):
        # "Ship sails > Harbor Command > News": the story's own part is compared.
        parts = [part for part in _BETWEEN_PARTS.split(text) if len(tokens(part)) > 1]
        if 100 * max(agreement(found.text, part) for part in (text, *parts)) < share:
            return no(f"the headline is “{found.text}”, but {name} is “{text}”", at=found.element)
    return yes("the titles agree with the headline")


@check
def section_label_date_readable(target: Target) -> Verdict:
    """A date that can be read stands after the bar of the section label.

    >>> holds(section_label_date_readable, "<main><p>NEWS | Nov. 3, 2022</p><h1>Ship comes home</h1></main>")
    True
    >>> holds(section_label_date_readable, "<main><p>NEWS |</p><h1>Ship comes home</h1></main>")
    False
    """
    found = found_section_label(target.page)
    if found is None:
        return unknown("the page has no section label")
    if found.date is not None:
        return yes(f"the label is “{found.line.text}”")
    if not found.rest:
        return no(f"nothing stands after the bar of the section label “{found.line.text}”")
    if not any(map(str.isdigit, found.rest)):
        return yes(f"the label is “{found.line.text}”")
    return no(f"the date in the section label “{found.line.text}” cannot be read")


@check
def breadcrumb_in_list(target: Target) -> Verdict:
    """The breadcrumb is a list inside a navigation landmark.

    >>> holds(breadcrumb_in_list, '<nav aria-label="Breadcrumbs"><ol><li><a href="/">Home</a><li>News</ol></nav>')
    True
    """
    found = found_breadcrumb(target.page)
    if found is None:
        return unknown(_NO_CRUMB)
    if not found.in_list:
        return no(f"the breadcrumb “{_shown(found.items)}” is not a list")
    return yes("the breadcrumb is a list") if found.in_landmark else no("the breadcrumb is not in a nav element")


@check
def breadcrumb_without_text_separators(target: Target) -> Verdict:
    """No separator stands as text between the parts of the breadcrumb, where screen readers read it out.

    >>> holds(breadcrumb_without_text_separators, "<p>Home : Media : News</p>")
    False
    """
    found = found_breadcrumb(target.page)
    if found is None:
        return unknown(_NO_CRUMB)
    if found.separator:
        return no(f"the parts of the breadcrumb are separated by “{found.separator}” as text")
    return yes("no separator is read out")


@check
def breadcrumb_names_page(target: Target) -> Verdict:
    """The last part of the breadcrumb is not the label of a template.

    >>> holds(breadcrumb_names_page, "<p>Home : Media : News : News Article View</p>")
    False
    """
    found = found_breadcrumb(target.page)
    if found is None:
        return unknown(_NO_CRUMB)
    last = found.items[-1]
    if last.casefold() in _TEMPLATE_LABELS:
        return no(f"the breadcrumb ends with “{last}”, which names no page")
    return yes(f"the breadcrumb ends with “{last}”")


def _shown(items: tuple[str, ...]) -> str:
    return " ".join(items)[:80]
