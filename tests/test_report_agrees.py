"""The governors' report on the command line: what it draws, what the lists say and what the PDF prints agree."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from esafety_desk.cli import main as cli
from tests.conftest import NOW, PASSPHRASE
from tests.gui.paper import Paper

TODAY = NOW.date().isoformat()
AUTUMN = ("2026-09-01", "2027-01-03")
AREAS = {
    "Content": "content", "Contact": "contact", "Conduct": "conduct", "Commerce": "commerce",
    "School community": "community", "Not yet sorted": "unsorted",
}  # fmt: skip


class Desk:
    """A desk driven by the command line alone."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.desk, self._secret = folder, folder / "desk", folder / "passphrase"
        self._secret.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
        assert self.run("demo", str(self.desk), "--years", "2", "--pupils", "120", on_desk=False)[0] == 0

    def run(self, *words: str, on_desk: bool = True) -> tuple[int, str, str]:
        desk = ("--desk", str(self.desk)) if on_desk else ()
        with redirect_stdout(StringIO()) as said, redirect_stderr(StringIO()) as warned:
            code = cli.main([*words, *desk, "--passphrase-file", str(self._secret)])
        return code, said.getvalue(), warned.getvalue()

    def report(self, name: str, *words: str) -> tuple[dict[str, Any], Path]:
        file = self.folder / name
        code, said, _ = self.run(
            "report", "governors", "--period", "Autumn 2026", *words, "--out", str(file), "--json"
        )
        assert code == 0
        return json.loads(said), file

    def rows(self, register: str) -> list[dict[str, Any]]:
        return json.loads(self.run("list", register, "--json")[1])["rows"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("esafety_desk.host.clock.now", lambda: NOW)
        yield Desk(tmp_path_factory.mktemp("agrees"))


def incidents(desk: Desk) -> list[dict[str, Any]]:
    until = min(AUTUMN[1], TODAY)
    counted = [row for row in desk.rows("incidents") if row["status"] not in ("draft", "error", "duplicate")]
    return [row for row in counted if AUTUMN[0] <= row["dated_on"] <= until]


def told(number: int, edition: str) -> str:
    if edition == "confidential":
        return f"{number:,}"
    return "fewer than 5" if number < 5 else f"about {5 * int(number / 5 + 0.5):,}"


def cells(drawn: dict[str, Any], key: str) -> dict[str, str]:
    tables = [drawn["glance"], *(table for section in drawn["sections"] for table in section["tables"])]
    rows = next(table["rows"] for table in tables if table["key"] == key)
    return {row["label"]: row["cells"][0]["text"] for row in rows}


@pytest.mark.parametrize("edition", ["standard", "confidential"])
def test_lists_drawn_figures_and_the_paper_agree(edition: str, desk: Desk) -> None:
    drawn, file = desk.report(f"{edition}.pdf", "--edition", edition)
    paper, rows = Paper(file), incidents(desk)
    assert cells(drawn, "glance")["Incidents recorded"] == told(len(rows), edition)
    assert paper.figures("Incidents recorded").startswith(told(len(rows), edition))
    areas, shown = Counter(row["risk_area"] for row in rows), cells(drawn, "by-area")
    alone = [label for label in AREAS if label in shown]
    assert alone
    for label in alone:
        assert shown[label] == told(areas[AREAS[label]], edition)
        assert paper.figures(label, after="Incidents by risk area").startswith(shown[label])
    for label, value in cells(drawn, "exemptions").items():
        assert paper.figures(label, after="Filter exemptions").startswith(value)
    opened = sum(
        AUTUMN[0] <= row["starts_on"] <= TODAY and row["state"] in ("in-force", "removed")
        for row in desk.rows("exemptions")
    )
    assert cells(drawn, "exemptions")["Opened"] == str(opened)
    seen = [row for row in desk.rows("positive-uses") if AUTUMN[0] <= row["seen_on"] <= TODAY]
    if seen:
        assert cells(drawn, "well")["Benefits seen"] == str(len(seen))


def test_every_part_of_the_report_is_there_and_can_be_left_out(desk: Desk) -> None:
    drawn, _ = desk.report("whole.pdf")
    keys = [section["key"] for section in drawn["sections"]]
    assert keys == [
        "scorecard", "incidents", "timeliness", "quality", "referrals", "approvals", "exemptions", "filtering",
        "accounts", "people", "well", "next",
    ]  # fmt: skip
    assert drawn["is_draft"]
    short, _ = desk.report("short.pdf", "--leave-out", "scorecard", "well")
    assert [section["key"] for section in short["sections"]] == [
        key for key in keys if key not in ("scorecard", "well")
    ]


def test_issued_report_is_verified_and_a_draft_is_not(desk: Desk) -> None:
    _, draft = desk.report("draft.pdf")
    assert desk.run("verify", str(draft))[:2] == (1, "draft.pdf: not issued\n")
    drawn, issued = desk.report("issued.pdf", "--issue", "--attest", "Head teacher")
    assert not drawn["is_draft"]
    code, said, _ = desk.run("verify", str(issued))
    assert (code, said) == (0, "issued.pdf: as issued (Autumn 2026, standard edition)\n")
    altered = desk.folder / "altered.pdf"
    altered.write_bytes(issued.read_bytes().replace(b"%PDF", b"%PDf", 1))
    assert desk.run("verify", str(altered))[0] == 1
    assert json.loads(desk.run("verify", str(altered), "--json")[1])["outcome"] == "altered"
    foreign = desk.folder / "foreign.pdf"
    foreign.write_bytes(b"%PDF-1.7")
    assert desk.run("verify", str(foreign))[:2] == (1, "foreign.pdf: not from this desk\n")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--issue",), 2),
        (("--attest", "Head teacher"), 2),
        (("--issue", "--attest", "Head teacher", "--edition", "confidential"), 2),
        (("--edition", "secret"), 2),
        (("--leave-out", "sign-off"), 2),
    ],
)
def test_unclear_orders_are_asked_about_and_nothing_is_written(
    words: tuple[str, ...], code: int, desk: Desk
) -> None:
    file = desk.folder / "never.pdf"
    found, _, warned = desk.run("report", "governors", "--period", "Autumn 2026", *words, "--out", str(file))
    assert (found, file.exists(), warned.count("\n")) == (code, False, 1)


def test_file_that_is_not_there_or_a_folder_to_write_to_is_one_plain_sentence(desk: Desk) -> None:
    code, _, warned = desk.run("verify", str(desk.folder / "nothing.pdf"))
    assert (code, warned.count("\n")) == (2, 1)
    code, _, warned = desk.run("report", "governors", "--period", "Autumn 2026", "--out", str(desk.desk))
    assert (code, warned.count("\n")) == (6, 1)


def test_full_disk_leaves_what_was_there(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    file = desk.folder / "kept.pdf"
    file.write_bytes(b"the one before")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("esafety_desk.host.files.os.fsync", full)
    code, _, warned = desk.run("report", "governors", "--period", "Autumn 2026", "--out", str(file))
    assert (code, warned.count("\n")) == (6, 1)
    assert file.read_bytes() == b"the one before"
    assert not list(desk.folder.glob("*.part"))
