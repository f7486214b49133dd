"""The JSON Schema of the JSON report: what outsiders may rely on. Everything may be added to."""

from __future__ import annotations

from typing import Any

from checker.finding import SEVERITIES, Outcome
from checker.rule import AUTHORITY_CAPS, OWNERS, STAGES

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_WORD: Schema = {"type": "string", "minLength": 1}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_PLACE: Schema = {"type": ["integer", "null"], "minimum": 1}
_MAYBE_TEXT: Schema = {"type": ["string", "null"]}
_TRUTH: Schema = {"type": "boolean"}
_DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_MOMENT: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$"}
_VERDICT: Schema = {"enum": ["error", "fail", "review", "pass"]}
_OUTCOME: Schema = {"enum": list(map(str, Outcome))}
_SEVERITY: Schema = {"enum": list(SEVERITIES)}


def _all(properties: Schema, told: str = "", **optional: Schema) -> Schema:
    """An object that has all of the properties, perhaps the optional ones, and may have more."""
    described = {"description": told} if told else {}
    return {**described, "type": "object", "required": list(properties), "properties": {**properties, **optional}}


def _list(items: Schema, told: str = "") -> Schema:
    described = {"description": told} if told else {}
    return {**described, "type": "array", "items": items}


def _by_name(values: Schema, told: str = "") -> Schema:
    described = {"description": told} if told else {}
    return {**described, "type": "object", "additionalProperties": values}


def _told(schema: Schema, told: str) -> Schema:
    return {**schema, "description": told}


def _rule() -> Schema:
    authority = _all(
        {
            "cite": _WORD,
            "url": _TEXT,
            "kind": {"enum": list(AUTHORITY_CAPS)},
            "status": _TEXT,
            "read_on": _told({"anyOf": [_DAY, {"const": ""}]}, "the day on which the source was read"),
        },
        "who asks for it, and how binding that is",
    )
    requirement = _all(
        {"standard": _WORD, "id": _WORD, "level": _TEXT, "role": {"enum": ["conformance", "secondary"]}},
        "role is conformance where failing the rule means failing the criterion",
    )
    words = _list(_TEXT)
    named = ("section508", "trusted_tester", "ict_baseline", "act", "tags")
    schema = _all(
        {
            "title": _WORD,
            "severity": _SEVERITY,
            "owner": _told({"enum": list(OWNERS)}, "who has to act: content is an editor"),
            "authority": {**_list(authority), "minItems": 1},
            "requirements": _list(requirement),
            **dict.fromkeys(named, words),
        }
    )
    schema["properties"]["stage"] = _told({"enum": list(STAGES)}, "findings of preview rules never count")
    return schema


def _finding() -> Schema:
    target = _all(
        {
            "line": _told(_PLACE, "from 1; null where the element has no place in the source"),
            "column": _told(_PLACE, "from 1, in code points"),
            "end_line": _PLACE,
            "end_column": _told(_PLACE, "after the start tag"),
            "selector": _TEXT,
            "snippet": _TEXT,
            "made_by_script": _TRUTH,
            "missing": _told(_TRUTH, "what is asked for is not there; the place is of what should hold it"),
        }
    )
    return _all(
        {
            "rule": _WORD,
            "outcome": {"enum": ["failed", "cantTell", "passed"]},
            "severity": _SEVERITY,
            "target": target,
            "unmet": _list(_all({"expectation": _WORD, "says": _TEXT, "found": _TEXT})),
            "message": _TEXT,
            "remedy": _TEXT,
            "related": _list(_all({"role": _TEXT, "line": _PLACE, "column": _PLACE, "snippet": _TEXT})),
            "fingerprint": _told(
                {"type": "string", "pattern": "^(v1:.+)?$"}, "the same wherever on the page the fault moves"
            ),
            "superseded_by": _told(
                _MAYBE_TEXT, "the stricter rule under which the finding is folded; it does not count"
            ),
            "suppressed": {
                "description": "why the finding does not count",
                "anyOf": [{"type": "null"}, _all({"by": _WORD, "reason": _TEXT})],
            },
        }
    )


def _facts() -> Schema:
    banner = _all(
        {
            "present": _TRUTH,
            "scope": {"enum": ["federal", "state", "local", None]},
            "family": _MAYBE_TEXT,
            "tld": _MAYBE_TEXT,
            "language": _MAYBE_TEXT,
            "https_notice": {"type": ["boolean", "string", "null"]},
        }
    )
    photo = _all({"src": _MAYBE_TEXT, "alt": _MAYBE_TEXT, "caption": _TEXT, "credit": _MAYBE_TEXT, "line": _PLACE})
    texts = ("headline", "byline", "dateline", "published", "language", "title")
    whole = _all({"banner": banner, **dict.fromkeys(texts, _MAYBE_TEXT), "captioned_photos": _list(photo)})
    return {"description": "what was read on the page; empty where it could not be judged", "anyOf": [whole, _EMPTY]}


_EMPTY: Schema = {"type": "object", "maxProperties": 0}


def _network() -> Schema:
    texts = _list(_TEXT)
    return _all(
        {
            "redirects": _told(texts, "addresses passed through"),
            "headers": _told({"anyOf": [{"type": "null"}, _by_name(_TEXT)]}, "of the page, without cookies"),
            "certificate": {
                "anyOf": [
                    {"type": "null"},
                    _all(dict.fromkeys(("subject", "issuer", "valid_from", "valid_to", "protocol"), _TEXT)),
                ]
            },
            "cookies": _list(
                _all({"name": _TEXT, "domain": _TEXT, "secure": _TRUTH, "http_only": _TRUTH, "same_site": _TEXT})
            ),
            "mixed": _told(texts, "unencrypted addresses that the encrypted page really asked for"),
            "console_errors": texts,
            "refused": _told(_all({"count": _COUNT, "addresses": texts}), "requests that were not let through"),
            "failed": _told(texts, "requests that came to nothing"),
            "left_for": _told(texts, "where the page itself tried to go"),
        }
    )


def _page() -> Schema:
    chosen = _all({"name": _WORD, "because": _told(_TEXT, "the evidence")})
    count = _all(dict.fromkeys(("targets", "failed", "cantTell", "passed"), _COUNT))
    schema = _all(
        {
            "source": _told(_WORD, "the target as given, or the path below the folder given, joined to it"),
            "url": _MAYBE_TEXT,
            "final_url": _MAYBE_TEXT,
            "fetched": {"anyOf": [_MOMENT, {"type": "null"}]},
            "status": {"type": ["integer", "null"]},
            "sha256": _told({"type": ["string", "null"], "pattern": "^[0-9a-f]{64}$"}, "of the bytes that were judged"),
            "bytes": {"type": ["integer", "null"], "minimum": 0},
            "mode": {"enum": ["static", "rendered"]},
            "profile": chosen,
            "page_type": chosen,
            "verdict": _VERDICT,
            "verdicts": _by_name(_VERDICT, "one for each standard"),
            "outcomes": _by_name(_OUTCOME, "every selected rule's worst outcome on its targets"),
            "counts": _by_name(count),
            "findings": _list({"$ref": "#/$defs/finding"}, "in document order"),
            "facts": _facts(),
            "problems": _list(_problem()),
        }
    )
    schema["properties"]["network"] = _told({"anyOf": [{"type": "null"}, _network()]}, "what the network said")
    place = {name: {"type": "number"} for name in ("x", "y", "width", "height")}
    picture = _all({"kind": {"enum": ["page", "finding"]}, "path": _WORD, "fingerprint": _MAYBE_TEXT, **place})
    schema["properties"]["screenshots"] = _list(picture, "places are in pixels of the picture of the page")
    schema["properties"]["mapped_source"] = _told(_MAYBE_TEXT, "the file that people edit, where the page is built")
    return schema


def _problem() -> Schema:
    return _all({"level": {"enum": ["error", "notice"]}, "kind": _WORD, "message": _TEXT, "line": _PLACE})


def _options() -> Schema:
    """What is read of the options again; a report of another version may state fewer, or more."""
    levels = _by_name(
        {"enum": [*SEVERITIES, "never"]}, "from which severity a failure counts: by default, standard, rule"
    )
    path = _all({"glob": _TEXT}, profile=_MAYBE_TEXT, page_type=_MAYBE_TEXT, must_apply=_list(_TEXT), fail_on=levels)
    suppress = _all({"rule": _TEXT}, path=_MAYBE_TEXT, selector=_MAYBE_TEXT, reason=_MAYBE_TEXT, until=_MAYBE_TEXT)
    return _all(
        {},
        "what can change a judgement",
        fail_on=levels,
        fail_on_review=_TRUTH,
        fail_on_review_of=_list(_TEXT),
        max_warnings={"type": ["integer", "null"], "minimum": 0},
        paths=_list(path),
        suppress=_list(suppress),
        severities=_by_name(_SEVERITY),
    )


def _run() -> Schema:
    schema = _all(
        {
            "id": _WORD,
            "started": _MOMENT,
            "finished": _MOMENT,
            "mode": {"enum": ["static", "rendered", "auto"]},
            "as_of": _told(_DAY, "what was today for rules that know dates"),
            "rules_digest": _told(_WORD, "of the bytes of the rule files"),
            "browser": {"type": ["string", "object", "null"]},
            "options": _options(),
        }
    )
    schema["properties"]["notices"] = _list(_problem(), "what the reader should know of the configuration")
    schema["properties"]["shard"] = _told(
        _all({"number": _COUNT, "of": _COUNT, "pages": _COUNT}), "which part of so many pages the run had"
    )
    return schema


def _coverage() -> Schema:
    item = _all(
        {
            "id": _WORD,
            "name": _WORD,
            "decided_by": _list(_WORD, "the rules that decide it, in whole or in part"),
            "part": {"enum": ["all", "part", "none"]},
            "manual_test": _told(_TEXT, "how a person tests what is left"),
        }
    )
    return _all({"standards": _by_name(_list(item), "also what no rule decides")})


def _summary() -> Schema:
    of_rule = _all({"failed": _COUNT, "cantTell": _COUNT, "pages": _COUNT})
    return _all(
        {
            "verdict": _VERDICT,
            "verdicts": _by_name(_VERDICT),
            "threshold_reached": _told(_TRUTH, "whether something is at or above the threshold: exit code 1"),
            "pages": _COUNT,
            "by_verdict": _by_name(_COUNT),
            "by_outcome": _by_name(
                _COUNT,
                "findings that failed or are doubted, targets that passed, and rules on pages"
                " that were untested or inapplicable; what is suppressed, superseded or preview is not counted",
            ),
            "by_severity": _by_name(_COUNT, "failed findings"),
            "by_rule": _by_name(of_rule),
        }
    )


def _site() -> Schema:
    page = _all({"page": _told(_WORD, "the source of the page on which it is reported")})
    schema = _all({"findings": _list({"allOf": [page, {"$ref": "#/$defs/finding"}]})})
    schema["properties"]["targets"] = _by_name(
        _list({"type": "object"}), "in a shard's report: what the rules of the site look at when shards are merged"
    )
    return schema


def _baseline() -> Schema:
    fault = _all(
        {
            "rule": _WORD,
            "fingerprint": _WORD,
            "copies": _told(_COUNT, "how many are mended"),
            "message": _TEXT,
            "path": _MAYBE_TEXT,
            "glob": _told(_MAYBE_TEXT, "of a template's fault: the pages that had it"),
            "pages": _COUNT,
        }
    )
    return _told(
        _all({"known": _COUNT, "new": _told(_COUNT, "findings that count"), "fixed": _list(fault)}),
        "the run against its baseline; only where one was given",
    )


def report_schema() -> Schema:
    """The JSON Schema (2020-12) that every JSON report meets."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A report of check, version 1",
        **_all(
            {
                "schema": {"const": "check-report/1"},
                "tool": _all({"name": _WORD, "version": _WORD}),
                "run": _run(),
                "rules": _by_name({"$ref": "#/$defs/rule"}),
                "pages": _list(_page()),
                "site": _site(),
                "coverage": _coverage(),
                "summary": _summary(),
            },
            baseline=_baseline(),
        ),
        "$defs": {"rule": _rule(), "finding": _finding()},
    }
