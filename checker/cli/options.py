"""The options of ``check TARGET...``, in the sections of its help.

They are data, so that a plain command line is read without click: ``plain`` reads what is well formed, and ``command``
makes of the same table what explains, completes and refuses.
"""

from __future__ import annotations

from typing import Any

from checker.named_tuple import NamedTuple


class Option(NamedTuple):
    """One option: its flags, and how its value is read.

    ``kind`` is text, words (several between commas), path, number, seconds, choice, shard, flag, or switch (on, off or
    not said). ``key`` is its name among the values that are given, where that is not its long flag's. ``completes``
    names the function of ``completion`` that knows its values.
    """

    flags: str
    help: str
    kind: str = "text"
    metavar: str | None = None
    default: Any = None
    many: bool = False
    key: str = ""
    least: int = 0
    choices: tuple[str, ...] = ()
    completes: str = ""
    hidden: bool = False

    @property
    def name(self) -> str:
        """What the value is called among those that are given."""
        return self.key or self.flags.rpartition("--")[2].replace("-", "_")

    @property
    def unsaid(self) -> Any:
        """The value where the command line says nothing."""
        return () if self.many else False if self.kind == "flag" and self.default is None else self.default


SECTIONS: dict[str, tuple[Option, ...]] = {
    "Which page it is": (
        Option(
            "--url", "The address at which the page is, or will be, published (of a folder: its root).", metavar="URL"
        ),
        Option(
            "--mode",
            "As its bytes stand; as Chromium shows it; auto: addresses are rendered.",
            "choice",
            choices=("static", "rendered", "auto"),
        ),
        Option("--profile", "auto, or one of: {profiles}.", metavar="NAME", completes="profile_names"),
        Option(
            "--page-type",
            "auto, or what kind of page it is, such as article or listing.",
            metavar="NAME",
            completes="page_types",
        ),
    ),
    "Which rules": (
        Option("--select", "Only these rules: id, prefix-*, tag.", "words", "RULE", many=True, completes="rules"),
        Option("--ignore", "Not these rules: id, prefix-*, tag.", "words", "RULE", many=True, completes="rules"),
        Option("--rules", "Rules of your own.", "path", many=True, key="rule_paths"),
        Option("--plugin", "Python checks of your own.", "path", many=True, key="plugins"),
        Option("--as-of", 'What "today" is, YYYY-MM-DD, for rules that know dates.', metavar="DATE"),
    ),
    "What the report is": (
        Option(
            "--format",
            "text, html, json, sarif, junit, github, gitlab, markdown, csv, earl; or a plug-in's.",
            metavar="NAME",
            default="text",
            key="format_name",
            completes="formats",
        ),
        Option("-o --output", "Where the report goes; - is standard output.", metavar="PATH", default="-"),
        Option("--report", "One more report, in another format.", metavar="NAME=PATH", many=True, key="reports"),
        Option("--show", "Report also what passed.", "choice", choices=("passed",)),
        Option("--evidence", "Keep all that was judged, with sums.", "path", "DIR"),
        Option("-q --quiet", "Only what fails.", "flag"),
        Option("-v --verbose", "Notes and every place in full.", "flag"),
        Option("--color/--no-color", "Colour, or none; NO_COLOR and FORCE_COLOR are honoured.", "switch", key="colour"),
    ),
    "What fails the build": (
        Option("--fail-on", "error, warning, note or never; 508=warning.", "words", "LEVEL", many=True),
        Option("--fail-on-review", "Doubts fail too; =508: those of a standard.", "switch"),
        Option("--fail-on-review-of", "", "words", many=True, hidden=True),
        Option("--max-warnings", "Fail with more warnings than that.", "number", "N"),
        Option("--baseline", "Known findings: they fail nothing.", "path", "FILE"),
        Option("--write-baseline", "Make every finding known.", "path", "FILE"),
        Option("--prune-baseline", "Drop from the baseline what is mended.", "flag"),
    ),
    "Many pages": (
        Option("--shard", "Every N-th page alone; check report merge joins them.", "shard", "I/N"),
        Option("--cache-dir", "Where reports on unchanged pages are kept.", "path"),
        Option("--no-cache", "Judge every page, also unchanged ones.", "flag"),
        Option("-j --jobs", "How many processes judge pages.", "number", "N", least=1),
        Option("--max-bytes", "The largest page that is read.", "number", "N", least=1),
        Option("--max-elements", "The most elements that a page may have.", "number", "N", least=1),
    ),
    "Rendered in a browser": (
        Option("--timeout", "How long a page may take to load.", "seconds", "SECONDS"),
        Option("--browser", "The browser's program, for rendered mode.", "path"),
        Option("--viewport", "The window of rendered mode.  [default: 1280x800]", metavar="WIDTHxHEIGHT"),
        Option("--wait", "load, domcontentloaded, networkidle, or a CSS selector to wait for.", metavar="WHEN"),
        Option("--storage-state", "Cookies and storage of a signed-in browser.", "path"),
        Option("--header", "A request header of your own.", metavar="NAME:VALUE", many=True, key="headers"),
        Option("--color-scheme", "What the page is told the reader prefers.", "choice", choices=("light", "dark")),
        Option("--reduced-motion", "Tell the page that the reader prefers less motion.", "flag"),
        Option("--no-script", "Render with scripts off.", "flag"),
        Option("--allow-network", "Let a local page fetch what it asks for.", "flag"),
        Option("--with", "Ask axe-core too; needs rendered mode.", "choice", choices=("axe",), key="beside"),
        Option("--axe-source", "The axe.min.js to ask.", "path", "PATH"),
        Option("--screenshots", "Pictures; needs rendered mode.", "path", "DIR"),
    ),
    "Else": (
        Option("--parser", "html5lib is the slower second opinion.", "choice", choices=("turbohtml", "html5lib")),
        Option("--config", "The configuration file.", "path", key="config_file"),
    ),
}


def options() -> list[Option]:
    """All of them, in the order of the help."""
    return [option for section in SECTIONS.values() for option in section]


def words(said: tuple[str, ...]) -> tuple[str, ...]:
    """The words of an option that may be repeated, and may hold several between commas each time.

    >>> words(("banner-*, news-*", "508"))
    ('banner-*', 'news-*', '508')
    """
    return tuple(word.strip() for one in said for word in one.split(",") if word.strip())


def shard(said: str) -> tuple[int, int] | None:
    """Which part of how many; None for what says no such thing.

    >>> shard("1/4"), shard("5/4")
    ((1, 4), None)
    """
    number, _, of = said.partition("/")
    if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
        return None
    return int(number), int(of)
