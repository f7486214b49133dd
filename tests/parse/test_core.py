"""turbohtml's core comes without the rest of its package, which is still there for those who ask for it."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytest.importorskip("turbohtml")


def printed(code: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_the_parser_loads_the_core_alone() -> None:
    assert printed("import sys, checker.parse.turbo; print('turbohtml.extract' in sys.modules)") == ["False"]


def test_the_whole_package_is_there_for_others() -> None:
    code = (
        "import sys\nfrom checker.parse import core, turbo\nimport turbohtml\n"
        "print(turbohtml.parse is core.parse, turbohtml.Article.__name__, 'turbohtml.extract' in sys.modules)\n"
        "from turbohtml import SelectorSyntaxError\n"
        "print(SelectorSyntaxError is core.SelectorSyntaxError, turbo.decoder('windows-1252')(b'\\x80', 'strict')[0] == '\\u20ac')"
    )
    assert printed(code) == ["True", "Article", "True", "True", "True"]


def test_a_package_that_is_there_already_is_taken() -> None:
    assert printed("import turbohtml; from checker.parse import core; print(turbohtml.Link.__name__)") == ["Link"]


def test_a_series_that_was_not_tried_is_imported_whole() -> None:
    code = (
        "import sys, types\nfuture = types.ModuleType('turbohtml._version')\nfuture.__version__ = '1.99.0'\n"
        "sys.modules['turbohtml._version'] = future\nimport checker.parse.turbo\nprint('turbohtml.extract' in sys.modules)"
    )
    assert printed(code) == ["True"]
