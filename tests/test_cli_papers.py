"""Papers on the command line: every name is listed, printed and put on record."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from esafety_desk.cli import main as cli
from esafety_desk.services import unlocking
from esafety_desk.services.keeping import Work
from esafety_desk.services.papers.catalogue import PAPERS
from esafety_desk.store import audit
from tests.conftest import CHEAP, NOW, PASSPHRASE
from tests.papers import hostile, made_from
from tests.reports.reading import texts

Run = Callable[..., int]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, desk_folder: Path) -> Run:
    monkeypatch.setitem(unlocking.unlock.__kwdefaults__, "floor", CHEAP)
    secret = tmp_path / "passphrase.txt"
    secret.write_text(PASSPHRASE + "\n", encoding="utf-8")

    def ran(*words: object) -> int:
        return cli.main(
            ["report", *map(str, words), "--desk", str(desk_folder), "--passphrase-file", str(secret)]
        )

    return ran


def test_every_paper_is_named_the_governors_report_among_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["report", "--list"]) == 0
    assert [line.split("\t")[0] for line in capsys.readouterr().out.splitlines()] == ["governors", *PAPERS]
    assert cli.main(["report", "--list", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["papers"]
    assert {"name": "blank-forms", "title": "Blank forms", "from": ["register"], "roles": False} in told


def test_every_paper_is_written_to_a_file_and_put_on_record(
    work: Work, run: Run, tmp_path: Path, desk_folder: Path
) -> None:
    references = made_from(hostile(work))
    work.desk.close()
    for name in PAPERS:
        words = [references[name]] if name in references else []
        assert run(name, *words, "--out", tmp_path / f"{name}.pdf") == 0
        assert "Willowmere" in texts((tmp_path / f"{name}.pdf").read_bytes())[0]
    desk = unlocking.unlock(desk_folder, PASSPHRASE, now=NOW, floor=CHEAP)
    with desk.reading() as connection:
        printed = [line.fields for line in audit.lines(connection) if line.verb == "printed"]
    desk.close()
    assert printed == list(PAPERS)


def test_roles_stand_in_for_names_where_they_are_asked_for(
    work: Work, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    incident = hostile(work).incident.reference
    work.desk.close()
    assert run("incident-summary", incident, "--roles", "--json", "--out", tmp_path / "s.pdf") == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"paper": "incident-summary", "reference": incident, "roles": True}
    assert "Thảo" not in " ".join(texts((tmp_path / "s.pdf").read_bytes()))


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["parents-letter"],
        ["parents-letter", "--out", "x.pdf"],
        ["zebras", "--out", "x.pdf"],
        ["blank-forms", "zebras", "--out", "x.pdf"],
    ],
)
def test_what_cannot_be_printed_ends_with_two_and_a_sentence(
    run: Run, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert run(*words) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_paper_that_cannot_be_written_leaves_nothing_behind(
    work: Work, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    work.desk.close()
    assert run("action-list", "--out", tmp_path / "nowhere" / "a.pdf") == 6
    assert "cannot be written" in capsys.readouterr().err
