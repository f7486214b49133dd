"""One change at a time: exactly the rules that the change breaks must newly fail, at the changed line.

    python benchmarks/mutations.py PAGE_OR_FOLDER ...

A mutation cuts or spoils one thing of a page (an alt, the banner, the byline ...), named by what the
page's own report says is there. Re-formatting (white space, comments, CRLF, attribute order, letter case,
entities) must change no outcome and no fingerprint. Prints a table and every miss; exit code 1 with misses.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from checker.finding import Outcome
from checker.options import Options
from checker.page import FIXED_DAY
from checker.report import PageReport
from checker.rulebook import ruleset
from checker.run.one_source import Runner
from checker.source import SourceMap
from checker.targets import Source

#: Rules that may newly fail beside the one a mutation is about: the same fault seen by another duty.
BESIDE = {
    "drop-alt": {"news-photo-alt", "img-alt-present", "banner-flag-image", "link-name", "button-name", "img-link-name"}
    | {"news-social-names", "decorative-exposed"},
    "drop-title": {"title-present", "title-min-length", "title-descriptive", "news-headline-agrees"},
    "drop-lang": {"html-lang", "banner-language-match"},
    "untitled-iframe": {"iframe-title"},
    "empty-link": {"link-name", "news-social-names"},
    "http-script": {"mixed-content-active"},
    "caption-as-alt": {"news-alt-not-caption", "img-alt-length"},
    "file-name-as-alt": {"news-photo-alt", "img-alt-not-filename"},
    "drop-byline": {"news-byline-present", "link-name"},
    "drop-dateline": {"news-dateline-present"},
    "drop-https-sentence": {"banner-https-text"},
}


@dataclass(frozen=True, slots=True)
class Mutation:
    """A changed source, the rule that must newly fail, and the line where it must say so (None: anywhere)."""

    kind: str
    source: str
    rule: str | None
    line: int | None


def line_of(source: str, offset: int) -> int:
    """The line of the offset, from 1."""
    return SourceMap(source).place(offset)[0]


def mutations(source: str, report: PageReport, root: int) -> Iterator[Mutation]:
    """The changes that the page's source and facts allow; ``root`` is the offset of the html tag."""
    facts = report.facts
    title = re.search(r"<title[^>]*>[^<]*\w[^<]*</title>", source, re.IGNORECASE)
    if title and facts["title"]:
        yield Mutation("drop-title", source[: title.start()] + source[title.end() :], "title-present", None)
    lang = re.compile(r"<html\b[^>]*?(\slang=(\"[^\"]*\"|'[^']*'|[^\s>]+))", re.IGNORECASE).match(source, root)
    if lang and report.outcomes.get("html-lang") is Outcome.PASSED:
        changed = source[: lang.start(1)] + source[lang.end(1) :]
        yield Mutation("drop-lang", changed, "html-lang", line_of(source, root))
    for photo in facts["captioned_photos"][:2]:
        yield from photo_mutations(source, photo)
    for kind, key, rule in (
        ("drop-byline", "byline", "news-byline-present"),
        ("drop-dateline", "dateline", "news-dateline-present"),
    ):
        text = facts.get(key)
        if text and source.count(text) == 1 and report.outcomes.get(rule) is Outcome.PASSED:
            start = source.index(text)
            end = start + len(text)
            if key == "dateline":
                dash = re.compile(r"(?:</\w+>)?(?:\s|&nbsp;)*(?:--|—|–|&mdash;|&ndash;|-)").match(source, end)
                end = dash.end() if dash else end
            yield Mutation(kind, source[:start] + source[end:], rule, None)
    body = re.search(r"</body>", source, re.IGNORECASE)
    if body:
        at = body.start()
        line = line_of(source, at)
        yield Mutation(
            "untitled-iframe",
            source[:at] + '<iframe src="https://www.example.gov/a"></iframe>' + source[at:],
            "iframe-title",
            line,
        )
        yield Mutation("empty-link", source[:at] + '<p><a href="/a"></a></p>' + source[at:], "link-name", line)
        if (report.url or "").startswith("https:"):
            script = '<script src="http://www.example.gov/a.js"></script>'
            yield Mutation("http-script", source[:at] + script + source[at:], "mixed-content-active", line)


def photo_mutations(source: str, photo: dict[str, str | None]) -> Iterator[Mutation]:
    """Changes to the alt of a captioned photo."""
    src = photo["src"]
    if not src or not photo["alt"] or not photo["caption"]:
        return
    image = re.search(rf"<img\b[^>]*{re.escape(src)}[^>]*>", source, re.IGNORECASE)
    alt = re.search(r"\salt=(\"[^\"]*\"|'[^']*')", image.group(), re.IGNORECASE) if image else None
    if image is None or alt is None:
        return
    start, end = image.start() + alt.start(), image.start() + alt.end()
    line = line_of(source, image.start())

    def with_alt(text: str) -> str:
        return source[:start] + text + source[end:]

    caption = photo["caption"].replace('"', "&quot;")
    yield Mutation("drop-alt", with_alt(""), "news-photo-alt", line)
    yield Mutation("drop-alt", with_alt(' alt=""'), "news-photo-alt", line)
    yield Mutation("caption-as-alt", with_alt(f' alt="{caption}"'), "news-alt-not-caption", line)
    yield Mutation("file-name-as-alt", with_alt(' alt="221103-D-AB123-1001.JPG"'), "news-photo-alt", line)


def reformatted(source: str) -> Iterator[tuple[str, str]]:
    """The source in other clothes: what changes nothing for a browser."""
    yield "crlf", re.sub(r"\r?\n", "\r\n", source)
    apart = re.split(
        r"(<!--.*?-->|<(?:script|style|noscript|pre|textarea)\b.*?</(?:script|style|noscript|pre|textarea)>)",
        source,
        flags=re.DOTALL | re.IGNORECASE,
    )
    versions = [dict(_reformatted_markup(part)) if not at % 2 else {} for at, part in enumerate(apart)]
    for kind in versions[0]:
        yield kind, "".join(version.get(kind, part) for version, part in zip(versions, apart, strict=True))


def _reformatted_markup(source: str) -> Iterator[tuple[str, str]]:
    yield "comments", re.sub(r"(</(?:p|div|li|section|figure)>)", r"\1<!-- x -->", source)
    yield "white space", re.sub(r"(</(?:p|div|li|section)>)\s*", "\\1\n\n\t ", source)
    yield (
        "upper-case tags",
        re.sub(
            r"<(/?)(p|div|a|img|h1|h2|li|ul|span|figure|figcaption|section)\b",
            lambda m: f"<{m[1]}{m[2].upper()}",
            source,
        ),
    )
    yield "entities", source.replace("’", "&rsquo;").replace("—", "&#8212;")
    yield "attribute order", re.sub(r'<img ((?:[\w-]+="[^"]*"\s*)+)(/?)>', _reversed_attributes, source)


def _reversed_attributes(match: re.Match[str]) -> str:
    attributes = re.findall(r'[\w-]+="[^"]*"', match[1])
    return f"<img {' '.join(reversed(attributes))}{match[2]}>" if len(set(attributes)) == len(attributes) else match[0]


def judged(runner: Runner, path: Path, source: str, url: str | None, folder: Path) -> PageReport:
    """The report on the source as if it stood at the path."""
    file = folder / path.name
    file.write_bytes(source.encode("utf-8"))
    return runner.judge(Source(path.name, str(file), url))[0]


def failing(report: PageReport) -> set[tuple[str, int | None]]:
    """The rules that fail, with their lines; what is folded under a stricter rule is left out."""
    return {
        (finding.rule, finding.target.line)
        for finding in report.findings
        if finding.outcome is Outcome.FAILED and finding.superseded_by is None
    }


def state(report: PageReport) -> tuple[dict[str, Outcome], Counter[str]]:
    """What re-formatting must not change."""
    return report.outcomes, Counter(finding.fingerprint for finding in report.findings)


def misses_of(path: Path, runner: Runner, tried: Counter[str], folder: Path) -> list[str]:
    """What the mutations of the page do that they should not, a line each."""
    source = path.read_bytes().decode("utf-8", "replace")
    before = judged(runner, path, source, None, folder)
    url = None
    known = {rule for rule, _ in failing(before)}
    per_rule = Counter(f.rule for f in before.findings if f.outcome is Outcome.FAILED)
    misses = []
    root = re.search(
        r"<html\b", re.sub(r"<!--.*?-->", lambda m: " " * len(m[0]), source, flags=re.DOTALL), re.IGNORECASE
    )
    for one in mutations(source, before, root.start() if root else 0):
        tried[one.kind] += 1
        after = judged(runner, path, one.source, url, folder)
        counts = Counter(f.rule for f in after.findings if f.outcome is Outcome.FAILED)
        new = {rule for rule, number in counts.items() if number > per_rule[rule]}
        lines = {line for rule, line in failing(after) if rule == one.rule}
        if one.rule not in new and one.rule not in known:
            misses.append(
                f"{path.name}: {one.kind}: {one.rule} does not fail (now {after.outcomes.get(one.rule or '')})"
            )
        elif one.line is not None and one.rule in new and one.line not in lines:
            misses.append(
                f"{path.name}: {one.kind}: {one.rule} fails at {sorted(map(str, lines))}, not at line {one.line}"
            )
        stray = new - BESIDE.get(one.kind, set()) - known
        if stray:
            misses.append(f"{path.name}: {one.kind}: also newly fails {', '.join(sorted(stray))}")
    for kind, changed in reformatted(source):
        tried[kind] += 1
        after = judged(runner, path, changed, url, folder)
        if state(after) != state(before):
            different = [rule for rule, outcome in before.outcomes.items() if after.outcomes[rule] is not outcome]
            prints = sum((state(after)[1] - state(before)[1]).values())
            misses.append(f"{path.name}: {kind}: outcomes of {different or 'none'}, {prints} fingerprints changed")
    return misses


def main(arguments: list[str]) -> int:
    """Try every page at or below the paths."""
    import tempfile

    rules = ruleset.load()
    runner = Runner(list(rules.rules.values()), Options(FIXED_DAY))
    tried: Counter[str] = Counter()
    misses: list[str] = []
    paths = [
        file
        for name in arguments
        for file in (sorted(Path(name).rglob("*.html")) if Path(name).is_dir() else [Path(name)])
    ]
    show: Callable[[str], None] = print
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            misses += misses_of(path, runner, tried, Path(folder))
    for miss in misses:
        show(miss)
    for kind, number in sorted(tried.items()):
        show(f"{kind:20} {number:5} tried {sum(f': {kind}:' in miss for miss in misses):5} misses")
    return 1 if misses else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
