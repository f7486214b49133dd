"""The rule file from which a new rule begins: whole, explained line by line, and passing its own test."""

from __future__ import annotations

from checker.errors import UsageError
from checker.pattern import pattern

_TEMPLATE = """\
# A rule of check. Try it with:   check rules test {id}.yaml
# Use it with:                    check --rules {id}.yaml page.html
# All keys there are:             check schema rule

# The name for ever, and the name of this file: the thing, then its property, in plain words.
id: {id}

# One sentence that is true of a good page.
title: Each abbreviation says what it stands for

# Why it matters, to a reader who has never heard of the standard.
why: >-
  Readers who do not know an abbreviation lose the thread, and screen readers may spell it out letter by letter.

# Who mends it: content (an editor), template, platform or server.
owner: content

# error, warning or note. Only law, directive and adopted standards may make an error.
severity: note

# Rules on trial are preview: they are shown but never fail a page. Write stable, or take the line out, when it holds.
stage: preview

# Who asks for it. kind: law, directive, adopted, pending, guidance or house. read_on: the day you read the source.
authority:
  - cite: Our own style guide, Abbreviations
    url: https://www.example.gov/style-guide
    kind: house
    status: house rule
    read_on: {today}

tags: [house]

# What is judged: "page: true", "select: CSS", or "find: FINDER". Select what is there; expect what should be.
applies_to:
  select: abbr

# All of these must hold, and of each any_of one line is enough. Checks are listed by: check schema rule
expect:
  meaning-given:
    # A sentence about a good page, printed where a person must decide.
    says: The abbreviation has a title that is not blank.
    any_of:
      - attribute-not-blank: {{ name: title }}

# What to do, to the person who mends it.
remedy: Write the full name into the title attribute, or beside the abbreviation where it first stands.

# The least HTML that shows each outcome. Take a part of the rule out, and an example must notice.
examples:
  passed:
    - name: The full name is given
      html: |
        <p>The <abbr title="Government Accountability Office">GAO</abbr> reports yearly.</p>
  failed:
    - name: No title
      html: |
        <p>The <abbr>GAO</abbr> reports yearly.</p>
      unmet: [meaning-given]
  inapplicable:
    - name: No abbreviation
      html: |
        <p>The office reports yearly.</p>
"""
_ID = pattern(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def template(name: str, *, today: str | None = None) -> str:
    """The text of a rule file for a rule of that id; UsageError where the id has not the form of one."""
    if not _ID.fullmatch(name):
        raise UsageError(
            f'"{name}" cannot be the id of a rule; write small letters and digits with hyphens, such as photo-credit'
        )
    if today is None:
        from datetime import UTC, datetime

        today = datetime.now(UTC).date().isoformat()
    return _TEMPLATE.format(id=name, today=today)
