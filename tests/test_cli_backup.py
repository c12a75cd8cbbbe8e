"""Backups from the command line, as a scheduled task would make them and a new computer would need them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from esafety_desk.cli import main as cli
from esafety_desk.services import proving, unlocking
from tests.conftest import CHEAP, PASSPHRASE

Run = Callable[..., int]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, desk_folder: Path) -> Run:
    monkeypatch.setitem(unlocking.unlock.__kwdefaults__, "floor", CHEAP)
    monkeypatch.setattr(proving.by_either, "__defaults__", (CHEAP,))
    secret = tmp_path / "passphrase.txt"
    secret.write_text(PASSPHRASE + "\n", encoding="utf-8")

    def ran(*words: object, desk: Path = desk_folder) -> int:
        return cli.main([*map(str, words), "--desk", str(desk), "--passphrase-file", str(secret)])

    return ran


def test_a_backup_is_made_tried_out_and_brought_back(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "stick"
    assert run("backup", "--to", stick, "--json") == 0
    (made,) = json.loads(capsys.readouterr().out)
    assert (made["problem"], (stick / made["backup"]).is_dir()) == ("", True)
    assert run("drill", "--from", stick) == 0
    assert "came back as they were" in capsys.readouterr().out
    elsewhere = tmp_path / "elsewhere" / "desk"
    assert run("restore", stick, desk=elsewhere) == 0
    assert "is the desk in" in capsys.readouterr().out
    assert run("check", desk=elsewhere) == 0


def test_without_any_place_it_is_said_and_nothing_is_made(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("backup") == 2
    assert "--to DIR" in capsys.readouterr().err
    assert run("drill") == 2
    assert "no backup" in capsys.readouterr().err


def test_a_backup_that_cannot_be_written_ends_with_six(run: Run, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file stands in the way")
    assert run("backup", "--to", tmp_path / "taken") == 6
