"""Statements about the ways past what every page of a site repeats."""

from __future__ import annotations

from checker.accessibility.exposure import is_programmatically_hidden
from checker.accessibility.focus import tab_index
from checker.checks.names import quoted
from checker.finders.bypass import skip_link, target_of
from checker.finders.exposed import elements_with_role
from checker.finding import Target, Verdict, no, unknown, yes
from checker.page import HTML, Page
from checker.registry import check


@check
def skip_link_among_first(target: Target, *, at_most: int) -> Verdict:
    """One of the first stops of the keyboard, the banner counted as one, is a link past the repeated blocks.

    Of its own: it counts the stops of the keyboard before the link.

    >>> holds(skip_link_among_first, '<body><a href="#c">Skip to main content</a><p id="c">', at_most=3)
    True
    >>> holds(skip_link_among_first, '<body><a href="/about">About</a>', at_most=3)
    False
    """
    page = target.page
    found = skip_link(page)
    if found is None:
        if _may_be_built_by_script(page):
            return unknown("there is no skip link here, but a script may build the top of the page")
        return no("there is no link past the navigation, such as “Skip to main content”", missing=True)
    if found.before >= at_most:
        return no(f"the skip link comes only after {found.before} other links or buttons", at=found.element)
    return yes(f"the skip link “{quoted(found.element.text)}” is stop {found.before + 1} of the keyboard")


@check
def main_or_headings_present(target: Target) -> Verdict:
    """The page has a main landmark or headings, by which screen readers find the content.

    >>> holds(main_or_headings_present, "<body><main>News</main>")
    True
    >>> holds(main_or_headings_present, "<body><p>News</p>")
    False
    """
    page = target.page
    if elements_with_role(page, "main") or elements_with_role(page, "heading"):
        return yes("the page has a main landmark or headings")
    return no("there is neither a skip link nor a main landmark nor a heading", missing=True)


@check
def skip_link_reaches_target(target: Target) -> Verdict:
    """The skip link, where there is one, names an element that exists.

    Of its own: HTML says how a browser looks for the place, and scripts take links for buttons.

    >>> holds(skip_link_reaches_target, '<body><a href="#main">Skip to main content</a><main id="main">')
    True
    >>> holds(skip_link_reaches_target, '<body><a href="#main">Skip to main content</a>')
    False
    """
    found = skip_link(target.page)
    if found is None:
        return yes("there is no skip link")
    if not found.fragment:
        return unknown("the skip link names no place in the page; a script may know where it leads", at=found.element)
    if target_of(target.page, found.fragment) is None:
        return no(
            f"the skip link “{quoted(found.element.text)}” leads to “#{quoted(found.fragment)}”, which is not on the page",
            at=found.element,
        )
    return yes(f"the skip link leads to “#{quoted(found.fragment)}”")


@check
def skip_link_can_have_focus(target: Target) -> Verdict:
    """The skip link, where there is one, can be reached by keyboard.

    Of its own: a skip link that is hidden until it has the focus is in order.

    >>> holds(skip_link_can_have_focus, '<body><a href="#m">Skip to main content</a>')
    True
    >>> holds(skip_link_can_have_focus, '<body><a href="#m" tabindex="-1">Skip to main content</a>')
    False
    """
    found = skip_link(target.page)
    if found is None:
        return yes("there is no skip link")
    if (tab_index(found.element) or 0) < 0:
        return no("the skip link is taken out of the keyboard's way by tabindex", at=found.element)
    if is_programmatically_hidden(found.element):
        return no("the skip link is hidden from everyone, also from the keyboard", at=found.element)
    return yes("the skip link can have the focus")


def _may_be_built_by_script(page: Page) -> bool:
    """Whether a custom element stands near the top, which may hold the skip link."""
    body = page.body
    first = page.document.elements[body.index : body.index + 60] if body is not None else []
    return any("-" in element.tag and element.namespace == HTML for element in first)
