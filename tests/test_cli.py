"""The desk without its window: exit codes, one line on the error stream, and results a machine can read."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from esafety_desk import __main__ as first_word
from esafety_desk.cli import main as cli
from esafety_desk.records.people import Person
from esafety_desk.records.referral import Referral, ReferredTo
from esafety_desk.services import keeping, listing, unlocking
from esafety_desk.services.keeping import Work
from esafety_desk.store import audit, header
from tests.conftest import CHEAP, NOW, PASSPHRASE, TODAY

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Ended:
    """How a run ended: its exit code and what it said."""

    code: int
    out: str
    err: str

    @property
    def error(self) -> str:
        """The one line of the error stream."""
        assert self.out == ""
        assert self.err.count("\n") == 1
        assert self.err.endswith(".\n")
        assert "Traceback" not in self.err
        return self.err.strip()


Run = Callable[..., Ended]


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keys at the tests' own cost, and a log that stays out of the user's folders."""
    monkeypatch.setitem(unlocking.unlock.__kwdefaults__, "floor", CHEAP)
    monkeypatch.setitem(unlocking.create_desk.__kwdefaults__, "cost", CHEAP)
    monkeypatch.setattr(cli, "log_folder", lambda: tmp_path / "log")


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "passphrase.txt"
    file.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return file


@pytest.fixture
def run(desk_folder: Path, secret: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run words on this test's own desk, with its passphrase."""

    def run(*words: object) -> Ended:
        code = cli.main(
            [str(w) for w in words] + ["--desk", str(desk_folder), "--passphrase-file", str(secret)]
        )
        said = capsys.readouterr()
        return Ended(code, said.out, said.err)

    return run


@pytest.fixture
def filled(work: Work, pupil: Person) -> Work:
    """A pupil and a legal referral, on a desk that is closed again."""
    referral = Referral(to=ReferredTo.LEGAL, referred_on=TODAY, about_id=pupil.id, reason="wombat")
    keeping.save(work, referral)
    work.desk.close()
    return work


def head(folder: Path) -> audit.Head:
    desk = unlocking.unlock(folder, PASSPHRASE, now=NOW, floor=CHEAP)
    with desk.reading() as connection:
        found = audit.head(connection)
    desk.close()
    return found


def test_a_list_in_json_has_its_shape_and_is_one_audit_line(
    run: Run, filled: Work, desk_folder: Path
) -> None:
    before = head(desk_folder)
    ended = run("list", "people", "--json")
    said: dict[str, Any] = json.loads(ended.out)
    assert (ended.code, ended.err) == (0, "")
    assert set(said) == {"register", "count", "rows"}
    assert (said["register"], said["count"]) == ("people", 2)
    assert [(row["given_name"], row["family_name"]) for row in said["rows"]] == [
        ("Morwenna", "Tregear"),
        ("Łukasz", "Zając"),
    ]
    assert head(desk_folder).sequence == before.sequence + 1


def test_a_list_for_people_is_a_line_each(run: Run, filled: Work) -> None:
    ended = run("list", "people")
    assert ended.code == 0
    assert [line.split("\t")[0] for line in ended.out.splitlines()] == ["PER-2026-001", "PER-2026-002"]


@pytest.mark.parametrize(
    "register", ["people", "support-sessions", "approvals", "incidents", "referrals", "actions"]
)
def test_every_register_can_be_listed(run: Run, register: str) -> None:
    ended = run("list", register, "--json")
    assert ended.code == 0
    assert json.loads(ended.out)["register"] == register


def test_a_restricted_referral_is_listed_without_its_content(run: Run, filled: Work) -> None:
    for words in (["list", "referrals"], ["list", "referrals", "--json"]):
        assert "wombat" not in run(*words).out
        assert "REF-2026-001" in run(*words).out


def test_check_says_all_is_well_and_writes_nothing(run: Run, filled: Work, desk_folder: Path) -> None:
    before = head(desk_folder)
    ended = run("check", "--json")
    said = json.loads(ended.out)
    assert (ended.code, said["sound"], said["problems"]) == (0, True, [])
    assert said["counts"]["referrals"] == 1
    assert said["audit"] == {"lines": before.sequence, "head": before.short_hash}
    assert head(desk_folder) == before
    assert run("check").out.endswith("Everything is as it was left.\n")


def test_a_check_that_finds_something_ends_with_one(run: Run, work: Work, pupil: Person) -> None:
    with work.desk.sketching() as connection:
        connection.exec_driver_sql("UPDATE people SET given_name = 'Nobody' WHERE id = 32")
    work.desk.close()
    ended = run("check")
    assert ended.code == 1
    assert f"{pupil.reference} was changed outside the program." in ended.out


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["list"],
        ["list", "zebras"],
        ["list", "school"],
        ["lst", "people"],
        ["report", "governors"],
        ["report", "governors", "--out", "g.pdf", "--period", "Autumn 1066"],
        ["report", "governors", "--out", "g.pdf"],
        ["report", "governors", "--out", "g.pdf", "--from", "2026-31-31"],
        ["report", "governors", "--out", "g.pdf", "--from", "2026-12-01", "--to", "2026-09-01"],
        ["import", "people"],
        ["import", "people", "x.csv", "--day-first", "--month-first"],
        ["check", "--colour"],
    ],
)
def test_words_that_cannot_be_followed_end_with_two(run: Run, words: list[str]) -> None:
    ended = run(*words)
    assert ended.code == 2
    assert ended.error


def test_a_wrong_passphrase_ends_with_three_and_is_counted(run: Run, secret: Path, desk_folder: Path) -> None:
    secret.write_text("not this one at all")
    ended = run("check")
    assert (ended.code, "passphrase" in ended.error) == (3, True)
    assert header.read(desk_folder).failed_unlocks == 1


@pytest.mark.parametrize(
    ("file", "content"),
    [("desk.db", None), ("desk.db", b""), ("desk.db", bytes(8192)), ("desk.keys", None), ("desk.keys", b"x")],
)
def test_a_damaged_or_missing_desk_ends_with_four(
    run: Run, desk_folder: Path, file: str, content: bytes | None
) -> None:
    (desk_folder / file).unlink()
    if content is not None:
        (desk_folder / file).write_bytes(content)
    ended = run("check")
    assert ended.code == 4
    assert file in ended.error


def test_a_folder_without_a_desk_ends_with_four(run: Run, desk_folder: Path) -> None:
    for file in desk_folder.glob("desk.*"):
        file.unlink()
    assert "no desk" in run("list", "people").error
    assert run("list", "people").code == 4


def test_a_desk_of_a_newer_version_ends_with_five(run: Run, work: Work) -> None:
    with work.desk.sketching() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    work.desk.close()
    ended = run("check")
    assert (ended.code, "newer version" in ended.error) == (5, True)


@pytest.mark.parametrize("out", ["nowhere/g.pdf", ".", "passphrase.txt/g.pdf"])
def test_a_report_that_cannot_be_written_ends_with_six(run: Run, tmp_path: Path, out: str) -> None:
    ended = run("report", "governors", "--period", "Autumn 2026", "--out", tmp_path / out)
    assert ended.code == 6
    assert "cannot be written" in ended.error


def test_a_report_is_written_whole_and_its_print_is_audited(
    run: Run, tmp_path: Path, desk_folder: Path
) -> None:
    before = head(desk_folder)
    out = tmp_path / "g.pdf"
    assert run("report", "governors", "--period", "Autumn 2026", "--out", out).code == 0
    assert out.read_bytes().startswith(b"%PDF-")
    assert head(desk_folder).sequence == before.sequence + 1
    as_json = run("report", "governors", "--from", "2026-09-01", "--to", "2026-10-01", "--out", out, "--json")
    assert json.loads(as_json.out)["school_name"] == "Willowmere Primary School"


def roster(tmp_path: Path, *lines: str) -> Path:
    file = tmp_path / "roster.csv"
    file.write_text("\n".join(["First name,Last name,Year", *lines]) + "\n", encoding="utf-8")
    return file


def test_an_import_says_what_it_did_and_a_dry_run_does_nothing(
    run: Run, tmp_path: Path, desk_folder: Path
) -> None:
    file = roster(tmp_path, "Otto,Otter,5", "Ada,Adder,6")
    before = head(desk_folder)
    assert run("import", "people", file, "--dry-run").code == 0
    assert head(desk_folder) == before
    assert run("import", "people", file, "--json").code == 0
    assert json.loads(run("list", "people", "--json").out)["count"] == 3


def test_a_bug_is_one_line_and_leaves_no_content_in_the_log(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("Łukasz Zając")

    monkeypatch.setattr(listing, "dump", broken)
    ended = run("list", "people")
    assert ended.code == 1
    assert "made a mistake" in ended.error
    log = (tmp_path / "log" / "faults.log").read_text(encoding="utf-8")
    assert "ValueError" in log
    assert "Zając" not in log


def program(*words: object, **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "esafety_desk", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, **options)


def test_help_works_and_names_every_verb() -> None:
    ended = program("--help")
    assert (ended.returncode, ended.stderr) == (0, b"")
    for verb in (b"demo", b"report", b"import", b"list", b"check", b"--self-test"):
        assert verb in ended.stdout


def test_the_program_speaks_utf8_whatever_the_terminal(secret: Path, tmp_path: Path) -> None:
    ended = program("check", "--desk", tmp_path / "Zając", env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert ended.returncode == 4
    assert ended.stderr.decode("utf-8").startswith("There is no desk in this folder.")


def test_every_verb_is_reached_by_the_first_word(monkeypatch: pytest.MonkeyPatch) -> None:
    reached = []
    monkeypatch.setattr(cli, "main", lambda words: reached.append(words[0]) or 0)
    for module in cli._VERBS:
        name = module.__name__.rpartition(".")[2]
        monkeypatch.setattr(sys, "argv", ["esafety-desk", name])
        assert first_word.main() == 0
    assert len(reached) == len(cli._VERBS)
