"""Targets of the command line become sources, named as the report shows them."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.errors import TargetError
from checker.targets import Refused, Source, sources


def names(*targets: str) -> list[str]:
    return [source.name for source in sources(targets)]


def kind_of(target: str) -> str:
    (found,) = sources([target])
    assert isinstance(found, Refused)
    assert isinstance(found.error, TargetError)
    return found.error.kind


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in ("b.html", "a/c.HTM", "a/d.txt", "a/e.svg", "f.mht", "g g.xhtml"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("<p>", encoding="utf-8")
    return tmp_path


def test_a_folder_gives_the_pages_below_it_in_order(site: Path) -> None:
    assert names(str(site)) == [f"{site}/{name}" for name in ("a/c.HTM", "a/e.svg", "b.html", "f.mht", "g g.xhtml")]


def test_a_slash_after_the_folder_is_not_doubled(site: Path) -> None:
    assert f"{site}/b.html" in names(f"{site}/")


def test_the_url_of_a_folder_is_that_of_its_root(site: Path) -> None:
    found = [
        source.url for source in sources([str(site)], url="https://www.example.gov/x/") if isinstance(source, Source)
    ]
    assert found[-1] == "https://www.example.gov/x/g%20g.xhtml"


def test_links_to_files_are_followed_and_links_to_folders_are_not(site: Path, tmp_path_factory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "x.html").write_text("<p>", encoding="utf-8")
    try:
        (site / "linked.html").symlink_to(elsewhere / "x.html")
        (site / "round").symlink_to(site, target_is_directory=True)
    except OSError:  # Windows lets nobody make links but who is given that right
        pytest.skip("this user may not make links")
    found = [Path(name).relative_to(site).as_posix() for name in names(str(site))]
    assert "linked.html" in found
    assert not any("round" in name for name in found)


def test_a_folder_without_pages_is_refused(tmp_path: Path) -> None:
    assert kind_of(str(tmp_path)) == "no-pages"


def test_a_file_is_named_as_given() -> None:
    assert names("./run") == ["./run"]


def test_an_address_is_named_as_given() -> None:
    assert names("HTTPS://www.example.gov/A") == ["HTTPS://www.example.gov/A"]


def test_a_list_names_one_target_a_line(tmp_path: Path) -> None:
    listing = tmp_path / "list"
    listing.write_bytes("\ufeffa b.html\r\n\r\n# not this\r\nhttps://www.example.gov/\r\n".encode())
    assert names(f"@{listing}") == ["a b.html", "https://www.example.gov/"]


def test_a_list_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert kind_of(f"@{tmp_path / 'none'}") == "list-unreadable"


def test_a_list_that_names_itself_ends(tmp_path: Path) -> None:
    listing = tmp_path / "list"
    listing.write_text(f"@{listing}\n", encoding="utf-8")
    assert kind_of(f"@{listing}") == "list-unreadable"


@pytest.mark.parametrize(
    ("target", "kind"),
    [("", "missing"), (" ", "missing"), ("http://", "bad-address"), ("https://[bad/", "bad-address")],
)
def test_what_names_nothing_is_refused(target: str, kind: str) -> None:
    assert kind_of(target) == kind


def test_an_empty_list_is_refused(tmp_path: Path) -> None:
    listing = tmp_path / "list"
    listing.write_text("# nothing\n", encoding="utf-8")
    assert kind_of(f"@{listing}") == "no-pages"


def test_targets_keep_their_order() -> None:
    assert names("b.html", "-", "a.html") == ["b.html", "-", "a.html"]
