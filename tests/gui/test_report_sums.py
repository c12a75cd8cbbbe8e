"""What the governors' report prints is what anyone finds who lists the registers and counts by hand."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from esafety_desk.cli import main as cli
from tests.conftest import NOW, PASSPHRASE
from tests.gui.paper import Paper

TODAY = NOW.date().isoformat()
ROSTER = Path(__file__).parent.parent / "exchange" / "data"
NAMESAKE = "Łukasz"
"""A child of the roster whom the invented school has too: whether both are one, the importer rightly asks."""
LISTED = ("people", "support-sessions", "approvals", "incidents", "referrals", "actions")
COLUMNS = {
    "Autumn 2026": ("2026-09-01", "2027-01-03"),
    "Summer 2026": ("2026-04-20", "2026-08-31"),
    "Autumn 2025": ("2025-09-01", "2026-01-04"),
}
AREAS = {
    "Content": "content",
    "Contact": "contact",
    "Conduct": "conduct",
    "Commerce": "commerce",
    "School community": "community",
    "Not yet sorted": "unsorted",
}
STATUSES = {
    "Open": "open",
    "Waiting": "waiting",
    "Monitoring": "monitoring",
    "Closed": "closed",
    "Closed – no further action": "closed-no-action",
    "Reopened": "reopened",
}
SEVERITIES = {"1 low": "1-low", "2 moderate": "2-moderate", "3 high": "3-high", "4 critical": "4-critical"}
ADDRESSEES = {
    "Anti-bullying lead": {"anti-bullying"},
    "Designated safeguarding lead": {"dsl"},
    "Head teacher": {"head"},
    "HR and legal": {"hr", "legal"},
    "Outside agencies": {"lado", "police", "social-care", "prevent", "ceop", "iwf"},
    "Platforms, filtering and helplines": {"harmful-content", "posh", "platform", "la-filtering"},
    "Data protection officer": {"dpo"},
}
Row = dict[str, Any]


class School:
    """A desk built, filled and printed by the command line alone."""

    def __init__(self, folder: Path) -> None:
        self._desk, self._secret = folder / "desk", folder / "passphrase"
        self.pdf = folder / "Governors-report.pdf"
        self._secret.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
        pupils = (ROSTER / "Student.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        roster = folder / "Student.csv"
        roster.write_text("".join(line for line in pupils if NAMESAKE not in line), encoding="utf-8")
        self.codes = {
            "demo": self.run("demo", str(self._desk), "--years", "2", on_desk=False),
            "import": self.run("import", "people", str(roster), str(ROSTER / "Teacher.csv")),
            "report": self.run("report", "governors", "--period", "Autumn 2026", "--out", str(self.pdf)),
        }
        self.lists = {name: self._list(name) for name in LISTED}
        self.codes["check"] = self.run("check")
        self.paper = Paper(self.pdf)

    def run(self, *words: str, on_desk: bool = True) -> int:
        desk = ("--desk", str(self._desk)) if on_desk else ()
        return cli.main([*words, *desk, "--passphrase-file", str(self._secret)])

    def in_a_process_of_its_own(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = (sys.executable, "-m", "esafety_desk", *words, "--desk", str(self._desk))
        return subprocess.run(
            [*command, "--passphrase-file", "-"],
            input=PASSPHRASE,
            capture_output=True,
            text=True,
            check=False,
        )

    def _list(self, register: str) -> list[Row]:
        with redirect_stdout(StringIO()) as told:
            self.codes[f"list {register}"] = self.run("list", register, "--json")
        listed = json.loads(told.getvalue())
        assert listed["count"] == len(listed["rows"])
        return listed["rows"]


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("esafety_desk.host.clock.now", lambda: NOW)
        yield School(tmp_path_factory.mktemp("school"))


def test_every_verb_ends_well(school: School) -> None:
    assert set(school.codes.values()) == {0}


def test_columns_count_the_days_they_say(school: School) -> None:
    days = "Days counted: Autumn 2026, 1 September 2026 – 3 January 2027; Summer 2026, 20 April – 31 August 2026;"
    assert days in school.paper.text
    assert "Autumn 2025, 1 September 2025 – 4 January 2026." in school.paper.text


def test_numbers_of_incidents_and_referrals_are_the_lists_rounded(school: School) -> None:
    figures = school.paper.figures
    assert figures("Incidents recorded") == rounded(each_column(incidents(school), lambda _: True))
    assert figures("Referrals made") == rounded(each_column(school.lists["referrals"], lambda _: True))


@pytest.mark.parametrize(
    ("title", "field", "kinds"),
    [
        ("Incidents by risk area", "risk_area", AREAS),
        ("Incidents by status", "status", STATUSES),
        ("Incidents by severity", "severity", SEVERITIES),
    ],
)
def test_incidents_by_kind_are_the_list_rounded(
    school: School, title: str, field: str, kinds: dict[str, str]
) -> None:
    printed = {label: school.paper.figures(label, after=title) for label in kinds}
    counted = {
        label: rounded(each_column(incidents(school), lambda row, kind=kind: row[field] == kind))
        for label, kind in kinds.items()
    }
    assert printed == counted
    assert any("about" in figures for figures in printed.values())


def test_referrals_by_addressee_are_the_list_rounded(school: School) -> None:
    printed = {label: school.paper.figures(label, after="Referrals by addressee") for label in ADDRESSEES}
    counted = {
        label: rounded(each_column(school.lists["referrals"], lambda row, to=to: row["to"] in to))
        for label, to in ADDRESSEES.items()
    }
    assert printed == counted


def test_support_sessions_are_the_list_exactly(school: School) -> None:
    held = each_column(school.lists["support-sessions"], lambda _: True)
    assert school.paper.figures("Support sessions held") == exact(held)


def test_approvals_are_the_list_exactly(school: School) -> None:
    def figures(label: str) -> str:
        return school.paper.figures(label, after="Accounts asked for and decided")

    rows = school.lists["approvals"]
    assert figures("Asked for") == exact(each_column(rows, lambda _: True))
    for label, decision in {"Approved": "approved", "Refused": "refused"}.items():
        decided = each_column(rows, lambda row, d=decision: row["decision"] == d, day="decided_on")
        assert figures(label) == exact(decided)


def test_staff_coverage_is_staff_in_post_with_a_session_in_twelve_months(school: School) -> None:
    covered = [coverage(school, min(last, TODAY)) for _, last in COLUMNS.values()]
    assert school.paper.figures("Staff supported within twelve months") == " ".join(
        f"{supported} of {in_post}" for supported, in_post in covered
    )


def test_nobody_of_the_desk_is_named_anywhere_in_the_file(school: School) -> None:
    people = school.lists["people"]
    names = {row[field] for row in people for field in ("given_name", "family_name", "known_as")} - {""}
    assert {"Pennyfeather", "Tregear"} <= names
    assert school.paper.names_in(sorted(names)) == []


def test_a_process_of_its_own_lists_the_same_and_nothing_else(school: School) -> None:
    done = school.in_a_process_of_its_own("list", "people", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["rows"] == school.lists["people"]


def incidents(school: School) -> list[Row]:
    """Those that count: no drafts, no errors, no duplicates."""
    left_out = ("draft", "error", "duplicate")
    return [row for row in school.lists["incidents"] if row["status"] not in left_out]


def each_column(rows: Iterable[Row], counts: Callable[[Row], bool], day: str = "dated_on") -> list[int]:
    """How many rows count, in each period of the report, up to the day it was printed."""
    told = Counter(
        label
        for row in rows
        for label, (first, last) in COLUMNS.items()
        if row[day] and first <= row[day] <= min(last, TODAY) and counts(row)
    )
    return [told[label] for label in COLUMNS]


def rounded(counts: Iterable[int]) -> str:
    return " ".join("fewer than 5" if n < 5 else f"about {5 * int(n / 5 + 0.5)}" for n in counts)


def exact(counts: Iterable[int]) -> str:
    return " ".join(str(n) for n in counts)


def coverage(school: School, on: str) -> tuple[int, int]:
    """How many of the staff in post that day had come to a session in the twelve months before, and of how many."""
    day = date.fromisoformat(on)
    since = day.replace(year=day.year - 1).isoformat()
    in_post = {
        row["id"]
        for row in school.lists["people"]
        if row["kind"] == "staff" and (row["joined_on"] or on) <= on <= (row["left_on"] or on)
    }
    came = {
        attendee["person_id"]
        for row in school.lists["support-sessions"]
        if since <= row["held_on"] <= on
        for attendee in row["attendees"]
    }
    return len(in_post & came), len(in_post)
