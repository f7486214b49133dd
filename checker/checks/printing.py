"""Whether what a page says is there on paper, too."""

from __future__ import annotations

from checker.finders.prose import layout
from checker.finders.state_texts import texts_in
from checker.finding import Target, Verdict, no, yes
from checker.registry import check
from checker.rendering.states import state_of


@check(states={"print"})
def prose_is_printed(target: Target) -> Verdict:
    """Each paragraph of the page's prose is seen on paper as well as on the screen."""
    page = target.page
    printed, paragraphs = texts_in(page, state_of(page, "print")), layout(page).body
    lost = [line for line in paragraphs if not any(run.element in printed for run in line.runs)]
    if not lost:
        return yes("every paragraph is printed")
    return no(f"of {len(paragraphs)} paragraphs {len(lost)} are not printed", at=lost[0].element)
