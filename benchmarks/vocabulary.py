"""How many rules each check and finder serves: whether rules are made of common words or each has a word of its own.

    python benchmarks/vocabulary.py [--list]

A check that serves one rule only is either an algorithm or a grammar, and says so in its docstring ("Of its own: ..."),
or a word that a general check should replace. See docs/decisions/0011-general-checks.md.
"""

from __future__ import annotations

import argparse
import inspect
from collections import Counter, defaultdict
from collections.abc import Iterator

from checker import registry
from checker.rule import Call, Rule
from checker.rulebook import ruleset

OWN = "Of its own:"


def calls_of(rule: Rule) -> Iterator[Call]:
    """Every use of a check by the rule."""
    yield from rule.applies_to.where
    for expectation in rule.expectations:
        yield from expectation.any_of


def serving(rules: dict[str, Rule]) -> dict[str, dict[str, set[str]]]:
    """The rules that each check, and each finder, serves; empty sets for those that none uses."""
    used: dict[str, dict[str, set[str]]] = {
        kind: {name: set() for name in registry.names(kind)} for kind in ("check", "finder")
    }
    for rule in rules.values():
        for call in calls_of(rule):
            used["check"][call.check].add(rule.id)
        if rule.applies_to.finder:
            used["finder"][rule.applies_to.finder].add(rule.id)
    return used


def reason_of(kind: str, name: str) -> str:
    """Why the check is one of its own, as its docstring says; empty where it gives no reason."""
    told = inspect.getdoc(registry.registered(kind, name).function) or ""
    paragraph = told.partition(OWN)[2].partition("\n\n")[0]
    return " ".join(paragraph.split())


def main() -> None:
    """Print the figures, and with --list every check and finder that serves one rule only."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", action="store_true", help="name those that serve one rule only")
    rules = ruleset.load().rules
    used = serving(rules)
    total = Counter(call.check for rule in rules.values() for call in calls_of(rule))
    arguments = parser.parse_args()
    print(f"{len(rules)} rules")
    for kind, serves in used.items():
        single = {name: rule for name, of in serves.items() if len(of) == 1 for rule in of}
        own = {name for name in single if reason_of(kind, name)}
        print(
            f"{len(serves)} {kind}s; {len(single)} serve one rule only ({len(single) / len(serves):.0%}): "
            f"{len(own)} say why, {len(single) - len(own)} ({(len(single) - len(own)) / len(serves):.0%}) do not"
        )
        if arguments.list:
            listed(kind, single, own)
    general = sum(count for name, count in total.items() if len(used["check"][name]) > 1)
    print(
        f"{general} of {total.total()} conditions of rules ({general / total.total():.0%}) use a check of several rules"
    )
    print("used by most rules:", ", ".join(f"{name} {len(of)}" for name, of in most_used(used["check"])))


def listed(kind: str, single: dict[str, str], own: set[str]) -> None:
    """Print what serves one rule only, by that rule."""
    by_rule = defaultdict(list)
    for name, rule in single.items():
        by_rule[rule].append(name)
    for rule, names in sorted(by_rule.items()):
        for name in sorted(names):
            print(f"  {rule}: {name}" + (f" ({reason_of(kind, name)})" if name in own else "  <- no reason given"))


def most_used(serves: dict[str, set[str]]) -> list[tuple[str, set[str]]]:
    """The dozen checks that serve most rules."""
    return sorted(serves.items(), key=lambda item: (-len(item[1]), item[0]))[:12]


if __name__ == "__main__":
    main()
