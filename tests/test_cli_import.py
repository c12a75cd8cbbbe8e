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
