"""The rules of a run: those of the package and the user's, read once and kept compiled.

Reading YAML and checking it against the schema costs far more than judging a page, so the values
of the rule files are kept in the user's cache folder, as long as the files keep their size and time: as Python keeps
its modules, for the version of Python that runs, since that is read in a quarter of the time that JSON takes.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from checker import __version__, registry
from checker.errors import RuleFileError, UsageError
from checker.rule import Example, Rule
from checker.rulebook.rulefile import rule_files, rule_from


class RuleSet(NamedTuple):
    """Rules by their id, sorted, and a digest of the bytes of their files."""

    rules: dict[str, Rule]
    digest: str


def builtin_rules() -> Path:
    """The folder of the package's own rules: inside the wheel, or beside the package in a checkout."""
    inside = Path(__file__).parent.parent / "_rules"
    return inside if inside.is_dir() else Path(__file__).parent.parent.parent / "rules"


def cache_folder() -> Path:
    """Where compiled rules are kept: the platform's folder for caches, or CHECK_CACHE_DIR."""
    chosen = os.environ.get("CHECK_CACHE_DIR")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home() / "AppData" / "Local"))) / "gov-page-check"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "gov-page-check"
    return Path(os.environ.get("XDG_CACHE_HOME", str(Path.home() / ".cache"))) / "gov-page-check"


def _package_signature() -> str:
    """Changes when any module of the package does: a check that got a parameter changes the schema."""
    root = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 - a hundred Path objects cost a millisecond of every run
    folders = (f"{root}/checks", f"{root}/finders", f"{root}/rulebook")
    stats = [_stat(entry) for folder in folders for entry in os.scandir(folder)]
    stats += [_stat(entry) for entry in os.scandir(root) if entry.name == "rule.py"]
    return repr((__version__, sorted(stats)))


def _stat(entry: os.DirEntry[str]) -> tuple[str, int, int]:
    told = entry.stat()
    return entry.name, told.st_mtime_ns, told.st_size


def load(paths: Iterable[Path] = (), *, builtin: bool = True) -> RuleSet:
    """The package's rules and those at or below the paths; RuleFileError for the first that is refused."""
    own = builtin_rules()
    files = rule_files([*([own] if builtin else []), *paths])
    seen = [(str(file), told.st_mtime_ns, told.st_size) for file in files if (told := file.stat())]
    resting_on = (
        f"{seen} {_package_signature()} {registry.from_outside()} {sys.implementation.cache_tag} {sys.hexversion}"
    )
    key = hashlib.sha256(resting_on.encode()).hexdigest()[:32]
    known = _cached(key)
    if known is None:
        known = {"digest": _digest(files), "rules": _read(files), "index": registry.index()}
        _keep(key, known)
    registry.take_index(known["index"])
    digest, values = known["digest"], known["rules"]
    rules: dict[str, Rule] = {}
    for value, file in zip(values, files, strict=True):
        rule = rule_from(value, str(file))
        if rule.id in rules:
            raise RuleFileError(
                f'the id "{rule.id}" is taken by {rules[rule.id].path}', file=str(file), line=1, column=1
            )
        rules[rule.id] = rule
    return RuleSet(dict(sorted(rules.items())), f"sha256:{digest}")


def _digest(files: list[Path]) -> str:
    """A digest of the bytes of the files, in their order."""
    digest = hashlib.sha256()
    for file in files:
        try:
            digest.update(hashlib.sha256(file.read_bytes()).digest())
        except OSError as error:
            raise RuleFileError(f"cannot be read: {error.strerror}", file=str(file)) from error
    return digest.hexdigest()


def _read(files: list[Path]) -> list[dict[str, Any]]:
    from checker.rulebook.rulefile import RuleReader

    reader = RuleReader()
    return [{key: value for key, value in reader.value(file)[0].items() if key != "examples"} for file in files]


def _cached(key: str) -> dict[str, Any] | None:
    try:
        kept = marshal.loads((cache_folder() / f"rules-{key}.marshal").read_bytes())
    except (OSError, EOFError, ValueError, TypeError, RuntimeError):
        return None
    return kept if isinstance(kept, dict) else None


def _keep(key: str, values: dict[str, Any]) -> None:
    """Write the cache whole or not at all; a folder that cannot be written only costs time."""
    import tempfile

    try:
        folder = cache_folder()
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            marshal.dump(values, file)
        Path(name).replace(folder / f"rules-{key}.marshal")
        # Each change of a rule leaves a file behind; the newest few serve every project in use.
        kept = sorted(folder.glob("rules-*"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
        for old in kept[20:]:
            old.unlink(missing_ok=True)
    except (OSError, RuntimeError):
        return


def examples(rule: Rule) -> tuple[Example, ...]:
    """The examples of a rule, read from its file: a run that judges pages has no need of them."""
    from checker.rulebook.rulefile import RuleReader, examples_from

    return examples_from(*RuleReader().value(Path(rule.path)))


def chosen(rules: Iterable[Rule], select: Iterable[str], ignore: Iterable[str]) -> list[Rule]:
    """The rules that ``--select`` and ``--ignore`` leave: by id, prefix ``banner-*`` or tag.

    Raises UsageError for a word that names no rule and no tag.
    """
    rules = list(rules)

    def named(word: str) -> set[str]:
        if word.endswith("*"):
            found = {rule.id for rule in rules if rule.id.startswith(word[:-1])}
        else:
            found = {rule.id for rule in rules if word == rule.id or word in rule.all_tags or word in rule.formerly}
        if not found:
            from checker.rulebook.meaning import did_you_mean

            known = {rule.id for rule in rules} | {tag for rule in rules for tag in rule.all_tags}
            raise UsageError(f'no rule or tag "{word}"{did_you_mean(word, known) or "; check rules list shows them"}')
        return found

    wanted = {name for word in select for name in named(word)} if select else {rule.id for rule in rules}
    unwanted = {name for word in ignore for name in named(word)}
    return [rule for rule in rules if rule.id in wanted - unwanted]
