"""Resources are found in a checkout, beside an installed package, and nowhere outside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from esafety_desk.host import resources
from esafety_desk.host.resources import resource


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package folder of this test's own."""
    folder = tmp_path / "esafety_desk"
    folder.mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", folder)
    resources._root.cache_clear()
    yield folder
    resources._root.cache_clear()


def test_words_of_this_program_are_found() -> None:
    assert resource("words.json").is_file()
    assert resource("icons").is_dir()


def test_installed_program_finds_what_it_carries_inside(package: Path) -> None:
    carried = package / "_resources" / "words.json"
    carried.parent.mkdir()
    carried.write_text("{}", encoding="utf-8")
    assert resource("words.json") == carried


def test_checkout_finds_what_lies_beside_the_package(package: Path) -> None:
    beside = package.parent / "resources" / "words.json"
    beside.parent.mkdir()
    beside.write_text("{}", encoding="utf-8")
    assert resource("words.json") == beside


def test_program_without_resources_says_so(package: Path) -> None:
    with pytest.raises(FileNotFoundError, match="install it again"):
        resource("words.json")


def test_missing_resource_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="no-such"):
        resource("no-such.svg")


def test_nothing_outside_the_folder_is_given_out() -> None:
    with pytest.raises(ValueError, match="inside"):
        resource("../pyproject.toml")
