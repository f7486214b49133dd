"""How a SARIF log describes rules: what GitHub shows beside an alert."""

from __future__ import annotations

from typing import Any

from checker.address import has_host
from checker.reports.wording import BINDING, first_authority
from checker.rule import Rule

#: GitHub shows no more of a rule's tags, and of its descriptions no more characters.
_MOST_TAGS = 10
_LONGEST_DESCRIPTION = 1024
_PROBLEM_SEVERITY = {"error": "error", "warning": "warning", "note": "recommendation"}

Values = dict[str, Any]


def descriptor(rule: Rule, severity: str) -> Values:
    """The rule as a ``reportingDescriptor`` (3.49)."""
    first = first_authority(rule)
    described: Values = {
        "id": rule.id,
        "shortDescription": {"text": _short(rule.title)},
        "fullDescription": {"text": _short(rule.why or rule.title)},
        "help": _help(rule),
        "defaultConfiguration": {"level": severity if rule.stage != "preview" else "note"},
        "properties": {
            "tags": _tags(rule),
            "precision": "high" if rule.stage != "preview" else "low",
            "problem.severity": _PROBLEM_SEVERITY[severity],
            "owner": rule.owner,
            "stage": rule.stage,
        },
    }
    if has_host(first.url):
        described["helpUri"] = first.url
    if rule.formerly:
        described["deprecatedIds"] = list(rule.formerly)
    return described


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_DESCRIPTION else f"{text[: _LONGEST_DESCRIPTION - 1]}…"


def _tags(rule: Rule) -> list[str]:
    """Who has to act, and the standards: the most telling first, since GitHub shows ten."""
    wcag = dict.fromkeys(f"wcag:{one.id}" for one in rule.requirements)
    tests = [f"tt:{test}" for test in rule.trusted_tester]
    return [f"owner:{rule.owner}", *(["508"] if rule.section508 else []), *wcag, *rule.tags, *tests][:_MOST_TAGS]


def _help(rule: Rule) -> Values:
    """Why the rule is there, what mends a fault, and who asks for it, as text and in Markdown."""
    why, remedy = " ".join(rule.why.split()), " ".join(rule.remedy.split())
    asked = [(one.cite, one.url, BINDING.get(one.kind, one.kind)) for one in rule.authority]
    text = [rule.title, why, remedy and f"To mend it: {remedy}"]
    text += [f"{cite} ({binding}): {url}" for cite, url, binding in asked]
    markdown = [f"**{rule.title}**", why, remedy and f"**To mend it:** {remedy}", "**Who asks for it:**"]
    listing = [f"- [{cite}]({url}) ({binding})" if url else f"- {cite} ({binding})" for cite, url, binding in asked]
    listing += [f"- {one.standard}, {one.id} (level {one.level}, {one.role})" for one in rule.requirements]
    listing += [f"- Section 508, {clause}" for clause in rule.section508]
    paragraphs = [*filter(None, markdown), "\n".join(listing)]
    return {"text": "\n\n".join(filter(None, text)), "markdown": "\n\n".join(paragraphs)}
