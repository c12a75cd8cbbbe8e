"""Old logs come in without a window: every row is told, refusals stop nothing else unless that is asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.test_cli import Run, cheap_keys, head, roster, run, secret

__all__ = ["cheap_keys", "run", "secret"]


def test_an_old_log_tells_each_row_and_goes_on_past_refused_ones(
    run: Run, tmp_path: Path, desk_folder: Path
) -> None:
    file = tmp_path / "log.csv"
    file.write_text("When,What\n31/1/2025,A scam.\nsoon,A post.\n", encoding="utf-8")
    mapping = tmp_path / "mapping.json"
    mapping.write_text('{"When": "date", "What": "details"}', encoding="utf-8")
    before = head(desk_folder)
    asked = ("import", "incidents", file, "--mapping", mapping, "--json")
    assert run(*asked, "--all-or-nothing").code == 1
    assert run(*asked, "--dry-run").code == 1
    assert head(desk_folder) == before
    ended = run(*asked, "--refused", tmp_path / "refused.csv")
    assert ended.code == 1
    told = json.loads(ended.out)
    assert told["counts"] == {"added": 1, "refused": 1}
    assert [(row["line"], row["action"]) for row in told["rows"]] == [(2, "added"), (3, "refused")]
    assert told["rows"][0]["understood"]["happened_on"] == "2025-01-31"
    assert "cannot be read as a date" in told["rows"][1]["reason"]
    assert "soon,A post." in (tmp_path / "refused.csv").read_text(encoding="utf-8-sig")
    assert json.loads(run("list", "incidents", "--json").out)["count"] == 1


@pytest.mark.parametrize("text", ["no json", "[]", '{"When": "whenever"}'])
def test_a_mapping_that_says_nothing_is_refused(run: Run, tmp_path: Path, text: str) -> None:
    (tmp_path / "mapping.json").write_text(text, encoding="utf-8")
    file = roster(tmp_path, "Otto,Otter,5")
    assert run("import", "incidents", file, "--mapping", tmp_path / "mapping.json").code == 2


def test_the_columns_of_a_list_of_people_are_told_by_hand_and_remembered(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "Pupils.csv"
    file.write_text("Called,House,Set\nOtto,Otter,5B\n", encoding="utf-8")
    assert run("import", "people", file).code == 2
    mapping = tmp_path / "mapping.json"
    mapping.write_text('{"Called": "given_name", "House": "family_name", "Set": "class"}', encoding="utf-8")
    ended = run("import", "people", file, "--mapping", mapping, "--json")
    assert ended.code == 0
    told = json.loads(ended.out)
    assert told["rows"][0]["understood"]["class_name"] == "5B"
    assert [column["meaning"] for column in told["sheets"][0]["columns"]] == [
        "given_name",
        "family_name",
        "class",
    ]
    file.write_text("House,Called,Set\nOtter,Otto,6B\n", encoding="utf-8")
    again = json.loads(run("import", "people", file, "--json").out)
    assert again["counts"] == {"changed": 1}
    assert [column["why"] for column in again["sheets"][0]["columns"]] == ["remembered"] * 3


def test_a_mapping_for_people_knows_no_words_of_logs(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mapping.json").write_text('{"Called": "details"}', encoding="utf-8")
    ended = run("import", "people", roster(tmp_path, "Otto,Otter,5"), "--mapping", tmp_path / "mapping.json")
    assert ended.code == 2
    assert "given_name" in ended.err


def test_dates_of_a_roster_that_could_be_read_either_way_are_told_as_undecided(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "Pupils.csv"
    file.write_text("Forename,Surname,DOB\nOtto,Otter,03/04/2016\n", encoding="utf-8")
    told = json.loads(run("import", "people", file, "--dry-run", "--json").out)
    assert told["sheets"][0]["undecided_dates"] == ["DOB"]
    assert told["counts"] == {"refused": 1}
    assert run("import", "people", file, "--day-first").code == 0
