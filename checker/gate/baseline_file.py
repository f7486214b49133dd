"""The file of the known findings: one entry a line, sorted, so that a change of it can be read and reviewed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from checker.errors import ConfigError, ReportError
from checker.gate.baseline import Baseline, Identity
from checker.report import KnownFault
from checker.reports.reader import read_values

SCHEMA = "check-baseline/1"


def read_baseline(file: Path) -> tuple[Baseline, str]:
    """The baseline in the file and the digest of its text; ConfigError with place and reason where it is none."""
    try:
        values = read_values(file)
        content = file.read_bytes()
    except (ReportError, OSError) as error:
        hint = "" if file.exists() else "; --write-baseline makes one"
        raise ConfigError(f"{error}{hint}") from error
    if not isinstance(values, dict) or values.get("schema") != SCHEMA:
        raise ConfigError(f'{file}: no baseline: "schema" is not "{SCHEMA}"; --write-baseline makes one')
    stated = values.get("findings") or []
    if not isinstance(stated, list):
        raise ConfigError(f"{file}: findings: expected a list")
    faults = []
    for number, value in enumerate(stated):
        try:
            faults.append(_fault(value))
        except (KeyError, TypeError, ValueError) as error:
            told = f"lacks {error}" if isinstance(error, KeyError) else str(error)
            raise ConfigError(f"{file}: findings[{number}]: {told}") from error
    try:
        pages = {
            path: Identity(str(one["sha256"]), str(one.get("headline", "")), str(one.get("title", "")))
            for path, one in (values.get("pages") or {}).items()
        }
    except (KeyError, TypeError, AttributeError) as error:
        raise ConfigError(f"{file}: pages: each page is an object with its sha256") from error
    return Baseline(file.absolute().parent, tuple(faults), pages), digest_of(content)


def digest_of(content: bytes) -> str:
    """What a report states of the baseline that it was made with."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _fault(value: Any) -> KnownFault:
    if not isinstance(value, dict):
        raise ValueError("an entry is an object")
    path, glob, count = value.get("path"), value.get("glob"), value["count"]
    if (path is None) == (glob is None):
        raise ValueError('an entry has either "path" or "glob"')
    if not isinstance(count, int) or count < 1:
        raise ValueError(f'"count" is {json.dumps(count)}; expected 1 or more')
    if not str(value["fingerprint"]).startswith("v1:"):
        raise ValueError(f'"fingerprint" is {json.dumps(value["fingerprint"])}; expected v1:...')
    return KnownFault(
        str(value["rule"]),
        str(value["fingerprint"]),
        count,
        str(value.get("message", "")),
        path=path,
        glob=glob,
        pages=int(value.get("pages", 0)),
    )


def baseline_text(baseline: Baseline) -> str:
    """The baseline as the text of its file."""
    faults = ",\n".join(f"  {_line(_values(fault))}" for fault in baseline.faults)
    pages = ",\n".join(f"  {_line(path)}: {_line(one._asdict())}" for path, one in baseline.pages.items())
    return (
        f'{{\n "schema": "{SCHEMA}",\n'
        f' "findings": [{_block(faults)}],\n'
        f' "pages": {{{_block(pages)}}}\n}}\n'
    )  # fmt: skip


def _block(lines: str) -> str:
    return f"\n{lines}\n " if lines else ""


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _values(fault: KnownFault) -> dict[str, Any]:
    where = {"path": fault.path} if fault.glob is None else {"glob": fault.glob, "pages": fault.pages}
    return {
        **where,
        "rule": fault.rule,
        "count": fault.copies,
        "message": fault.message,
        "fingerprint": fault.fingerprint,
    }
