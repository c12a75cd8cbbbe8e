"""The verb "key" and the anchor, without the window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from esafety_desk.cli import main as cli
from esafety_desk.services import auditing, keys, rotating, unlocking
from esafety_desk.services.keeping import Work
from tests.conftest import CHEAP, NOW, PASSPHRASE

WORDS = "nine amber buckets beside the mill"


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys at the tests' own cost."""
    monkeypatch.setitem(unlocking.unlock.__kwdefaults__, "floor", CHEAP)
    for verb in (keys.add_deputy, keys.renew_recovery_key, rotating.remove, rotating.rotate):
        monkeypatch.setitem(verb.__kwdefaults__, "cost", CHEAP)


@pytest.fixture
def run(desk_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    secret = tmp_path / "passphrase.txt"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    (tmp_path / "theirs.txt").write_text(WORDS, encoding="utf-8")

    def run(*words: str) -> tuple[int, str]:
        code = cli.main([*words, "--desk", str(desk_folder), "--passphrase-file", str(secret)])
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def test_a_deputy_is_added_listed_and_removed(run, desk_folder: Path, tmp_path: Path) -> None:
    theirs = ("--new-passphrase-file", str(tmp_path / "theirs.txt"))
    assert run("key", "add", "--person", "PER-2026-001", *theirs)[0] == 2  # the leader has one already
    assert run("key", "remove", "--slot", "recovery")[0] == 0
    assert run("key", "remove", "--slot", "leader")[0] == 2
    code, said = run("key", "list", "--json")
    assert code == 0
    assert [one["slot"] for one in json.loads(said)] == ["leader"]


def test_rotating_and_a_new_recovery_key(run, desk_folder: Path) -> None:
    code, said = run("key", "recovery")
    assert code == 0
    spelt = said.partition(": ")[2].splitlines()[0]
    assert run("key", "rotate")[0] == 0
    unlocking.unlock_with_recovery_key(desk_folder, spelt, now=NOW).close()


def test_check_holds_the_desk_against_its_anchor(run, work: Work) -> None:
    written = str(auditing.anchor(work.desk))
    work.desk.close()
    assert run("check", "--anchor", written)[0] == 0
    code, said = run("check", "--anchor", "99999 0123456789abcdef")
    assert code == 1
    assert "its end was cut off" in said
    assert run("check", "--anchor", "yesterday")[0] == 2
