"""What kind of page it is, by address, metadata, structure and amount of prose.

Never by what a rule asks of such a page: a story is none because it has a byline, a dateline or a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.finders.breadcrumb import found_breadcrumb
from checker.finders.document import document_title
from checker.finders.headline import headline
from checker.finders.metadata import ARTICLE_TYPES, NEWS_TYPES, described_articles, meta, types_of
from checker.finders.page_structure import Structure, address_segments, structure
from checker.finders.places import places
from checker.finders.prose import Layout, layout
from checker.finders.section_label import found_section_label, page_type_words
from checker.page import Chosen, Page, derived
from checker.pattern import pattern

_ARTICLE_NUMBER = pattern(
    r"/article(?:-view|-display|s)?/(?:article/)?\d{3,}|/(?:news|stor(?:y|ies)|(?:press-|news-)?releases?)/\d{5,}(?:/|$)",
    re.IGNORECASE,
)
#: Parts of addresses that name the platform's template, which serves fact sheets and units as well as news.
_TEMPLATE_SEGMENTS = frozenset(("article", "article-view", "article-display", "display", "view", "news-article-view"))
_NEWS_HOST = pattern(r"^https?://(?:news|blogs?|newsroom|stories)\.", re.IGNORECASE)
_DATE_IN_PATH = pattern(r"/(?:19|20)\d\d/(?:[a-z]{3}|[01]?\d)(?:/|$)|/(?:19|20)\d{6}(?:/|$)", re.IGNORECASE)
_SAYS = pattern(r"\b(?:said|says|added|told|explained|noted|dijo|señaló|explicó|agregó)\b")
_SPEAKER = pattern(r"(?P<name>[A-Z][A-Z .'’-]{2,40}):\s")
#: So many links leave one to a file the main one.
_FEW_LINKS = 8
#: So much evidence makes a story certain, so much makes it likely.
_CERTAIN, _LIKELY = 3, 2
#: So many paragraphs before the first field are a story, not what a form begins with.
_STORY_FIRST = 3


@derived
def page_type(page: Page) -> Chosen:
    """The page's type with its evidence."""
    found = layout(page)
    about = structure(page)
    for decide in (_error, _home, _form, _listing, _named, _story):
        chosen = decide(page, found, about)
        if chosen is not None:
            return chosen
    if _offers_a_file(found, about):
        return Chosen("document", "its main content is a link to a file", certain=False)
    if found.headline is not None and found.body:
        return Chosen(
            "other", f"a heading and {_prose(found)}, and nothing says that it is a news story", certain=False
        )
    return Chosen("other", "nothing says what kind of page it is", certain=False)


def _offers_a_file(found: Layout, about: Structure) -> bool:
    """Whether a file is what the page is there for: little prose, and few links but those to files."""
    few = about.links <= _FEW_LINKS or 3 * about.file_links >= about.links
    return about.file_links > 0 and len(found.body) < 3 and few


def _prose(found: Layout) -> str:
    count = len(found.body)
    return "one paragraph of prose" if count == 1 else f"{count} paragraphs of prose"


def _names(page: Page, found: Layout) -> str:
    return (found.headline.text if found.headline else document_title(page) or "").casefold()


def _error(page: Page, found: Layout, about: Structure) -> Chosen | None:
    if page.response is not None and page.response.status >= 400:
        return Chosen("error", f"the server answered with status {page.response.status}")
    title = (document_title(page) or "").casefold()
    words = page_type_words()["titles"]["error"]
    for text in (title, _names(page, found)):
        hit = next((word for word in words if text.startswith(word)), None)
        if hit and len(found.body) < 4:
            return Chosen("error", f"its title begins with “{hit}”")
    return None


def _home(page: Page, found: Layout, about: Structure) -> Chosen | None:
    segments = address_segments(page)
    if page.url and not segments:
        return Chosen("home", "its address is that of the whole site")
    if (
        len(segments) == 1
        and "?" not in (page.url or "")
        and pattern(r"(?:index|default|home|portal)(?:\.\w+)?|en|es|espanol").fullmatch(segments[0])
        and page.url
    ):
        return Chosen("home", f"its address ends with {segments[0]}")
    hit = about.classes.intersection(page_type_words()["home_classes"])
    if hit and "not-front" not in about.classes and len(segments) == 0:
        return Chosen("home", f"its body has the class {min(hit)}")
    return None


def _form(page: Page, found: Layout, about: Structure) -> Chosen | None:
    if about.fields < 3 or len(found.body) >= about.fields + 3:
        return None
    # Below a story stand fields for comments, a newsletter or an opinion of the page.
    if about.told_first < _STORY_FIRST or _weight(page, found, about) < _LIKELY:
        return Chosen("form", f"{about.fields} fields to fill in", certain=len(found.body) < 6)
    return None


def _listing(page: Page, found: Layout, about: Structure) -> Chosen | None:
    told = len(found.body)
    if about.teasers >= 3 and 2 * about.introduced >= max(told, 1) and about.introduced >= 2:
        return Chosen("listing", f"{about.teasers} linked titles, most of its text is below them")
    if told < 2 and about.teasers >= 5:
        return Chosen("listing", f"{about.teasers} linked titles and {_prose(found) if told else 'no prose'}")
    if told < 3 and about.teasers >= 3 and about.listed >= 10:
        return Chosen("listing", f"{about.teasers} linked titles in lists", certain=False)
    return None


def _named(page: Page, found: Layout, about: Structure) -> Chosen | None:
    """A type other than a news story that the page's own words, its address or its section name."""
    words = page_type_words()
    title = _names(page, found)
    release = _release_line(found)
    speakers = _speakers(found)
    hit = next((word for word in words["titles"]["transcript"] if title.startswith(word)), None)
    if found.body and (speakers >= 4 or hit):
        because = (
            f"{speakers} paragraphs begin with a speaker" if speakers >= 4 else f"its headline begins with “{hit}”"
        )
        return Chosen("transcript", f"{because}; {_prose(found)}", certain=speakers >= 4 or len(found.body) > 1)
    for kind in ("statement", "document", "press-release", "feature"):
        hit = next((word for word in words["titles"][kind] if title.startswith(word)), None)
        if hit:
            return Chosen(kind, f"its headline begins with “{hit}”", certain=bool(found.body))
    if about.sections >= 2:
        return Chosen("document", f"{about.sections} sections with the names of a fact sheet or biography")
    if release and found.body:
        return Chosen("press-release", f"the line “{release}” by its headline; {_prose(found)}")
    for kind, because in (*_by_label(page), *_by_path(page), *_by_breadcrumb(page)):
        if kind == "article":
            continue
        if kind == "document" and about.news_metadata:
            continue
        enough = found.headline is not None and len(found.body) >= (2 if kind == "feature" else 1)
        if kind == "feature" and "/feature" in because and _deep(page):
            continue
        if kind == "photo" and len(found.body) > 3:
            continue
        return Chosen(kind, f"{because}; {_prose(found)}", certain=enough)
    return None


def _speakers(found: Layout) -> int:
    """How many paragraphs begin with the name of who speaks, where at least two speak."""
    names = [match["name"].lower() for line in found.body[:40] if (match := _SPEAKER.match(line.text))]
    no_speakers = places().not_places
    names = [name for name in names if name.split()[0].strip(".") not in no_speakers]
    return len(names) if len(set(names)) > 1 else 0


def _release_line(found: Layout) -> str | None:
    words = page_type_words()["release_lines"]
    for line in (*found.above, *found.header, *found.body[:1]):
        text = line.text.casefold().lstrip("*- ")
        hit = next((word for word in words if text.startswith(word)), None)
        if hit and not text[len(hit) : len(hit) + 1].isalpha() and len(line.text) < 160 and line.element.tag != "a":
            return line.text[:40]
    return None


def _by_label(page: Page) -> Iterator[tuple[str, str]]:
    label = found_section_label(page)
    if label is None:
        return
    folded = label.label.casefold().rstrip(":")
    for kind, names in page_type_words()["labels"].items():
        if folded in names:
            yield kind, f"the section label is “{label.label}”"


def _by_path(page: Page) -> Iterator[tuple[str, str]]:
    """Types by the most telling part of the address: the last part but the page's own name that names one."""
    for segment in reversed(address_segments(page)[:-1]):
        if segment in _TEMPLATE_SEGMENTS:
            continue
        for kind, names in page_type_words()["paths"].items():
            if segment in names:
                yield kind, f"its address contains /{segment}/"
                return


def _deep(page: Page) -> bool:
    """Whether "features" stands deep in the address: the guides of a topic, not the stories of a site."""
    segments = address_segments(page)
    place = next((number for number, one in enumerate(segments) if one in ("feature", "features")), 0)
    return place > 0 and not any("news" in one or len(one) == 2 for one in segments[:place])


def _by_breadcrumb(page: Page) -> Iterator[tuple[str, str]]:
    crumb = found_breadcrumb(page)
    if crumb is None:
        return
    top = headline(page)
    for item in reversed(crumb.items):
        if top is not None and item.casefold() == top.text.casefold():
            continue
        for kind, names in page_type_words()["labels"].items():
            if item.casefold() in names:
                yield kind, f"its breadcrumb contains “{item}”"
                return


def _story(page: Page, found: Layout, about: Structure) -> Chosen | None:
    """A news story, by the weight of what says so."""
    if not found.body or (found.headline is None and len(found.body) < 3):
        return None
    if meta(page, "citation_journal_title") is not None:
        return Chosen("document", f"its metadata name a journal; {_prose(found)}")
    signs = list(_signs(page, found, about))
    weight = sum(one for one, _ in signs)
    # What content systems set on every page adds weight, and alone says nothing.
    if len(found.body) < 2 and weight < _CERTAIN:
        return None
    if weight < _LIKELY or not any(one >= 2 or "quote" in words for one, words in signs):
        return None
    because = "; ".join([words for _, words in signs] + [_prose(found)])
    enough = len(found.body) >= 3 or sum(len(line.text) for line in found.body) >= 500
    return Chosen("article", because, certain=weight >= _CERTAIN and enough and found.headline is not None)


def _weight(page: Page, found: Layout, about: Structure) -> int:
    """How much says that the page is a news story."""
    return sum(weight for weight, _ in _signs(page, found, about))


def _quotes(text: str) -> bool:
    """Whether the paragraph says what somebody said, in quotation marks."""
    return any(mark in text for mark in '“"«') and _SAYS.search(text) is not None


def _signs(page: Page, found: Layout, about: Structure) -> Iterator[tuple[int, str]]:
    """What says that the page is a news story, each with its weight."""
    types = frozenset().union(*map(types_of, described_articles(page)))
    if types:
        yield (
            (3 if types & NEWS_TYPES else 1),
            f"its JSON-LD data describe a {min(types & NEWS_TYPES or types & ARTICLE_TYPES)}",
        )
    if (meta(page, "og:type") or "").casefold() in ("article", "news"):
        yield 1, "og:type is article"
    if page.url and _NEWS_HOST.search(page.url):
        yield 2, "its host is that of a news site"
    if page.url and _ARTICLE_NUMBER.search(page.url):
        yield 2, "its address has an article number"
    elif page.url and _DATE_IN_PATH.search(page.url):
        yield 2, "its address has a date"
    for kind, because in (*_by_label(page), *_by_path(page), *_by_breadcrumb(page)):
        if kind == "article":
            yield 2, because
    hit = about.classes.intersection(page_type_words()["story_classes"])
    if hit:
        yield 2, f"its body has the class {min(hit)}"
    if about.template:
        yield about.template
    if about.in_article and len(found.body) >= 3:
        yield 1, "its text stands in an article element"
    quotes = sum(1 for line in found.body[:60] if _quotes(line.text[:600]))
    if quotes >= 2:
        yield 1, f"{quotes} paragraphs quote somebody"
