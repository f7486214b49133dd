"""The examples run as they stand, and notice a fault."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


@pytest.fixture
def django_site(tmp_path: Path) -> Path:
    """A copy of the Django example."""
    return Path(shutil.copytree(EXAMPLES / "django-site", tmp_path / "site"))


@pytest.fixture
def static_site(tmp_path: Path) -> Path:
    """A copy of the static example."""
    return Path(shutil.copytree(EXAMPLES / "static-site", tmp_path / "site"))


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """How Python ends in the folder, and what it prints."""
    return subprocess.run([sys.executable, *command], cwd=folder, capture_output=True, text=True, check=False)


def pytest_in(folder: Path) -> subprocess.CompletedProcess[str]:
    """How pytest ends in the folder."""
    return run(folder, "-m", "pytest", "-p", "no:cacheprovider", "--rootdir", str(folder))


def test_the_pages_of_the_django_site_pass(django_site: Path) -> None:
    pytest.importorskip("django")
    assert "2 passed" in pytest_in(django_site).stdout


def test_a_fault_in_a_django_template_is_told(django_site: Path) -> None:
    pytest.importorskip("django")
    template = django_site / "templates" / "river.html"
    template.write_text(template.read_text(encoding="utf-8").replace(" alt=", " data-alt="), encoding="utf-8")
    told = pytest_in(django_site).stdout
    assert "2 failed" in told
    assert "has no alternative text" in told


def test_the_built_pages_of_the_static_site_pass(static_site: Path) -> None:
    assert run(static_site, "build.py").returncode == 0
    done = run(static_site, "-m", "checker", "_site", "--url", "https://www.smallrivers.gov/")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_fault_of_the_static_site_names_the_file_that_people_edit(static_site: Path) -> None:
    layout = static_site / "layout.html"
    layout.write_text(layout.read_text(encoding="utf-8").replace('<html lang="en">', "<html>"), encoding="utf-8")
    run(static_site, "build.py")
    done = run(static_site, "-m", "checker", "_site", "--select", "html-lang", "--format", "github")
    assert done.returncode == 1
    assert "file=content/" in done.stdout
    assert "_site/" in done.stdout
