"""Statistics for a trust, asked for on the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.test_cli import Run, cheap_keys, run, secret

__all__ = ["cheap_keys", "run", "secret"]


def test_a_return_is_a_folder_of_figures(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "return"
    ended = run(
        "export", "return", "--out", folder, "--period", "2025-26", "--to-whom", "The trust", "--json"
    )
    assert ended.code == 0
    said = json.loads(ended.out)
    assert said["period"] == "2025–26"
    assert said["count"] > 50
    assert {file.name for file in folder.iterdir()} == {
        "datapackage.json", "schools.csv", "counts.csv", "work.csv",
    }  # fmt: skip
    assert run("export", "return", "--out", folder).error.startswith("There is something at this place")
