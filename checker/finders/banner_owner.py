"""Whose a banner is, and in which language, by the words of its header line."""

from __future__ import annotations

import re

from checker.page import Element
from checker.pattern import pattern

_STATE = pattern(
    r"(?<!department of )\b(?:state|commonwealth|territory|estado|gobierno de puerto rico)\b", re.IGNORECASE
)
_STATES = pattern(
    r"\b(?:alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawai['ʻ]?i|idaho"
    r"|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi"
    r"|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio"
    r"|oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia"
    r"|washington|west virginia|wisconsin|wyoming|puerto rico|guam|district of columbia|american samoa|virgin islands"
    r"|mariana islands)\b",
    re.IGNORECASE,
)
_LOCAL = pattern(
    r"\b(?:city|town|village|county|township|borough|parish|municipal\w*|tribe|tribal|nation|pueblo|condado|ciudad"
    r"|school district|water district)\b",
    re.IGNORECASE,
)
#: Not the United States Virgin Islands.
_FEDERAL = pattern(
    r"\b(?:united states(?! virgin)|u\.s\.(?! virgin)|federal government|estados unidos)|\bee\.? ?uu\b",
    re.IGNORECASE,
)
_SCRIPTS = (
    ("ko", pattern("[\uac00-\ud7a3]")),
    ("ja", pattern("[\u3040-\u30ff]")),
    ("zh", pattern("[\u4e00-\u9fff]")),
    ("he", pattern("[\u0590-\u05ff]")),
    ("ar", pattern("[\u0600-\u06ff]")),
    ("ru", pattern("[\u0400-\u04ff]")),
)
_SPANISH = pattern(r"\b(?:sitio|oficial|gobierno|verificarlo)\b", re.IGNORECASE)
_ENGLISH = pattern(r"\b(?:official|website|government|know)\b", re.IGNORECASE)


def owner_of(text: str) -> str:
    """federal, state or local: the government that a header line names; federal where it names none.

    >>> owner_of("An official website of the U.S. Department of State")
    'federal'
    >>> owner_of("An official website of the State of Ohio"), owner_of("An official website of Lake County, Ohio")
    ('state', 'local')
    """
    if _FEDERAL.search(text):
        return "federal"
    if _LOCAL.search(text):
        return "local"
    return "state" if _STATE.search(text) or _STATES.search(text) else "federal"


def declared_language(element: Element) -> str | None:
    """The primary language subtag that applies to the element, in lower case; None where nothing declares one."""
    node: Element | None = element
    while node is not None:
        value = node.attrs.get("lang", "").strip()
        if value:
            return value.lower().replace("_", "-").split("-")[0]
        node = node.parent
    return None


def language_of(text: str, element: Element) -> str | None:
    """The language of a header line in other words than the known ones: by its script, its words or its ``lang``."""
    for language, script in _SCRIPTS:
        if script.search(text):
            return language
    declared = declared_language(element)
    if _SPANISH.search(text) and declared != "pt":
        return "es"
    return "en" if _ENGLISH.search(text) else declared
