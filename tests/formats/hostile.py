"""Texts that a hostile page may put into a report, and a report that is full of them."""

from __future__ import annotations

from typing import Any

from checker.finding import Outcome, Place, RelatedPlace, Suppressed, Unmet
from checker.page import Chosen
from checker.report import Compared, KnownFault, Report
from checker.rule import Authority

#: Each tries to leave the place it stands in: an attribute, an element, the style sheet, the script, a template.
ATTACKS = (
    '"><script>pwned=1;alert(1)</script><img src="http://evil.example/x.png" onerror="pwned=1">',
    "'><svg onload='pwned=1'><a href='javascript:pwned=1'>x</a>",
    '</pre></code></details></textarea></title></style></script><script>pwned=1</script><base href="//evil.example/">',
    '" onfocus="pwned=1" autofocus tabindex="0" style="background:url(http://evil.example/y.png)" x="',
    "{{ 7 * 7 }}{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    '<iframe srcdoc="&lt;script&gt;parent.pwned=1&lt;/script&gt;"></iframe><object data="http://evil.example/z">',
    "<!--<script>pwned=1//--></script><meta http-equiv='refresh' content='0;url=http://evil.example/'>",
    "</style><style>@import 'http://evil.example/a.css';*{background:url(http://evil.example/b)}</style>",
)


def report_of(make: Any, words: str, *, url: str = "https://www.example.gov/a") -> Report:
    """A report that has every part, with ``words`` wherever a page or a rule can put text of its own."""
    rule = make.rule(
        "named",
        title=words,
        why=words,
        authority=(Authority(words, url, "law", words, "2026-11-23"),),
        owner="template",
    )
    place = Place(3, 4, 3, 9, words, f'<img alt="{words}">', True, True)
    own: dict[str, Any] = {
        "message": words,
        "remedy": words,
        "target": place,
        "unmet": (Unmet("given", words, words),),
        "related": (RelatedPlace(words, 3, 4, words),),
        "fingerprint": words,
    }
    findings = [
        make.finding("named", **own),
        make.finding("content", **own),
        make.finding("doubt", outcome=Outcome.CANT_TELL, **own),
        make.finding("small", severity="note", **own),
        make.finding("known", suppressed=Suppressed("baseline", words), **own),
        make.finding("trial", gates=False, **own),
    ]
    facts = {"banner": {"present": True, "scope": words}, "headline": words, "byline": words, "dateline": words}
    changed: dict[str, Any] = {
        "url": url,
        "facts": {**facts, "published": words},
        "page_type": Chosen("article", words),
        "profile": Chosen(words, words),
        "problems": [make.problem("notice", words, words, 1), make.problem("error", words, words)],
        "mapped_source": words,
    }
    pages = [make.page(f"x/{words}{number}.html", findings, **changed) for number in range(2)]
    report: Report = make.report(pages, [rule], [make.site(pages[0].source, findings[0])])
    report.run.options = {"select": [words], "url": words, "fail_on": {"default": "error", words: "error"}}
    report.run.browser = words
    report.tool = (words, words)
    report.notices = [make.problem("notice", words, words)]
    report.baseline = Compared(1, 1, (KnownFault(words, words, 1, words, path=words),))
    report.earlier = (make.report([make.page("a.html")]),)
    return report
