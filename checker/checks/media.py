"""Statements about sound and video."""

from __future__ import annotations

from checker.accessibility.exposure import is_exposed
from checker.finding import Target, Verdict, no, yes
from checker.registry import check


@check
def media_controls_shown(target: Target) -> Verdict:
    """The browser's own controls of the sound or video are there for everyone.

    >>> holds(media_controls_shown, '<audio controls src="a.mp3"></audio>')
    True
    >>> holds(media_controls_shown, '<audio controls hidden src="a.mp3"></audio>')
    False
    """
    element = target.element
    if "controls" not in element.attrs:
        return no(f"the {element.tag} has no controls")
    return yes("it has controls") if is_exposed(element) else no(f"the {element.tag} has controls, but is hidden")
