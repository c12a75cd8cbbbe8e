"""Hundreds of schools' returns are added up by an ordinary engine, and none of them tells of a child."""

from __future__ import annotations

import csv
import hashlib
import json
import random
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest

from esafety_desk.exchange import data_package
from esafety_desk.host.errors import BadUsage
from esafety_desk.host.resources import resource
from esafety_desk.policy.counts import ConductCounts
from esafety_desk.policy.disclosure import published
from esafety_desk.policy.figures import Edition
from esafety_desk.policy.governors import judge
from esafety_desk.policy.report_measures import BY_AREA
from esafety_desk.policy.returns import Statistics, statistics
from esafety_desk.policy.telling import told_safely
from esafety_desk.records.incident import RiskArea
from esafety_desk.records.people import Person
from esafety_desk.records.school import School
from esafety_desk.services import keeping, reporting, returns
from esafety_desk.services.keeping import Work
from esafety_desk.services.returns import TYPES, as_package, export_return
from esafety_desk.store import audit
from tests.conftest import TODAY
from tests.evidence_files import incident
from tests.policy.reporting_school import gathered

SCHOOLS = 500
ALIKE = 4
"""So many schools share a set of invented counts: judging is the slow part, and is judged elsewhere."""
SIZES = (0, 1, 3, 6, 9, 14, 20, 40, 80)
QUERY = re.compile(r"```sql\n(.*?)```", re.DOTALL)
ANYWHERE = School(name="A school")


def typed(conduct: ConductCounts, chance: random.Random) -> Counter[str]:
    """The incidents of each area over its types."""
    found: Counter[str] = Counter()
    for area, number in conduct.by_area.items():
        codes = [code for code in TYPES if code.startswith(f"{area.value}.")] or [area.value]
        found.update(chance.choices(codes, [chance.random() ** 3 for _ in codes], k=number))
    return found


@cache
def told(seed: int, most: int, name: str = "Autumn 2026") -> tuple[Statistics, ConductCounts]:
    """What an invented school tells of a period, and the true counts behind it."""
    made_from = gathered(name, most=most, seed=seed)
    true = made_from.counts[made_from.period.label].conduct
    made_from, judged = told_safely(made_from, Edition.STANDARD)
    return statistics(made_from, judged, typed(true, random.Random(seed)), TYPES), true


def rows_of(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.slow
def test_five_hundred_returns_are_asked_together_in_one_query(tmp_path: Path) -> None:
    true: Counter[str] = Counter()
    for seed in range(SCHOOLS):
        statistics_told, conduct = told(seed // ALIKE, SIZES[seed // ALIKE % len(SIZES)])
        code = f"school{seed:03}"
        package = as_package(statistics_told, code, ANYWHERE, with_name=False, today=TODAY)
        data_package.write(package, tmp_path / "returns" / code)
        true.update({area.value: number for area, number in conduct.by_area.items()})
    written = resource("help/returns.md").read_text(encoding="utf-8")
    found = QUERY.search(written)
    assert found is not None
    query = found[1].replace("returns/*", f"{tmp_path.as_posix()}/returns/*")
    answer = duckdb.connect().execute(query).fetchall()
    areas = {row[0]: row[1:] for row in answer}
    assert set(areas) == {area.value for area in RiskArea}
    for schools, least, most, fewer in areas.values():
        assert 0 < fewer <= schools <= SCHOOLS
        assert least <= most
    whole = (
        duckdb.connect()
        .execute(
            "SELECT count(*), sum(at_least), sum(at_most) FROM read_csv(?) "
            "WHERE grouped_by = 'all' AND counted = 'incidents' AND span = 'period'",
            [f"{tmp_path.as_posix()}/returns/*/counts.csv"],
        )
        .fetchone()
    )
    assert whole is not None
    assert whole[0] == SCHOOLS
    assert whole[1] <= true.total() <= whole[2]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["Autumn 2026", "2025-26"])
def test_no_hidden_figure_can_be_worked_out_of_a_return_beside_its_report(name: str) -> None:
    told_by_type = 0
    for seed in range(18):
        found, _ = told(seed, SIZES[seed % len(SIZES)], name)
        assert found.ledger.given_away() == (), seed
        told_by_type += any(line.by == "type" for line in found.counted)
    assert told_by_type >= 4


def test_a_return_tells_the_figures_of_the_standard_edition_and_no_others() -> None:
    made_from = gathered("2025-26", most=80, seed=4)
    made_from, judged = told_safely(made_from, Edition.STANDARD)
    found = statistics(made_from, judged, {}, TYPES)
    by_area = {
        line.label: line.figure for line in found.counted if line.by == "area" and not line.span.is_term
    }
    printed = {row.label: row.cells[0] for row in judged[0].tables[BY_AREA].rows if not row.is_total}
    assert by_area == printed
    for line in found.counted:
        assert line.figure == published(line.at_least)
        assert line.figure == published(line.at_most)


def test_types_of_the_schools_own_are_counted_by_their_area_and_never_named() -> None:
    made_from = gathered("2025-26", most=80, seed=4)
    by_area = made_from.counts[made_from.period.label].conduct.by_area
    own = {f"{area.value}.zofia-in-5b": number for area, number in by_area.items()}
    made_from, judged = told_safely(made_from, Edition.STANDARD)
    told_of = [line for line in statistics(made_from, judged, own, TYPES).counted if line.by == "type"]
    assert told_of
    assert "zofia" not in repr(told_of)
    assert {line.code for line in told_of if not line.figure.is_hidden} <= {
        f"{a.value}.own" for a in RiskArea
    }


@pytest.fixture
def recorded(work: Work, pupil: Person) -> Work:
    """A year with more incidents than can be hidden, some of a type the school added."""
    for number in range(24):
        kind = ("conduct.online-bullying", "contact.peer-pressure", "conduct.wombat-club")[number % 3]
        day = date(2026, 1 + number % 6, 10)
        keeping.save(
            work, incident(kind=kind, happened_on=day, reported_on=day, summary=f"{pupil.full_name} wombat")
        )
    return work


def test_the_folder_says_what_it_holds_and_names_nobody(
    recorded: Work, tmp_path: Path, pupil: Person
) -> None:
    folder = tmp_path / "return"
    period = returns.period_asked_for(recorded, None)
    done = export_return(recorded, folder, period, purpose="yearly figures", to_whom="The trust")
    described: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert done.period == "2025–26"
    for part in described["resources"]:
        content = (folder / part["path"]).read_bytes()
        assert part["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        rows = rows_of(folder, part["name"])
        names = [field["name"] for field in part["schema"]["fields"]]
        assert list(rows[0]) == names
        keys = [tuple(row[name] for name in part["schema"]["primaryKey"]) for row in rows]
        assert len(set(keys)) == len(keys)
        for field in part["schema"]["fields"]:
            assert field["description"].endswith(".")
            values = {row[field["name"]] for row in rows} - {""}
            if field["type"] == "integer":
                assert all(value.isdecimal() for value in values)
            elif field["type"] == "date":
                assert all(date.fromisoformat(value) for value in values)
            assert not field.get("constraints") or all(row[field["name"]] for row in rows)
    whole = "".join(file.read_text(encoding="utf-8") for file in folder.iterdir()).casefold()
    for hidden in ("wombat", "Willowmere", pupil.given_name, pupil.family_name, "Tregear"):
        assert hidden.casefold() not in whole
    incidents = {(r["span"], r["code"]): r for r in rows_of(folder, "counts") if r["counted"] == "incidents"}
    assert incidents["period", "all"]["shown"] == "about 25"
    assert (incidents["period", "all"]["at_least"], incidents["period", "all"]["at_most"]) == ("23", "27")
    with recorded.desk.reading() as connection:
        last = list(audit.lines(connection))[-1]
    assert (last.verb, last.reference) == ("exported", "return")
    assert "The trust" in last.fields


def test_the_schools_own_work_is_told_exactly_by_term(recorded: Work, tmp_path: Path) -> None:
    period = returns.period_asked_for(recorded, "2025-26")
    export_return(recorded, tmp_path / "return", period)
    rows = rows_of(tmp_path / "return", "work")
    assert {row["name"] for row in rows} == {"2025–26", "Autumn 2025", "Spring 2026", "Summer 2026"}
    staff = next(row for row in rows if row["code"] == "staff-in-post" and row["name"] == "2025–26")
    report = reporting.governors_report(recorded.desk, period, today=TODAY)
    assert report.period_label == "2025–26"
    assert staff["number"].isdecimal()


def test_the_school_bears_one_code_and_its_name_only_where_it_is_asked_for(
    work: Work, tmp_path: Path
) -> None:
    period = returns.period_asked_for(work, None)
    first = export_return(work, tmp_path / "one", period)
    second = export_return(work, tmp_path / "two", period, with_name=True)
    assert first.school == second.school
    (plain,), (named,) = rows_of(tmp_path / "one", "schools"), rows_of(tmp_path / "two", "schools")
    assert (plain["school_name"], plain["pupils"]) == ("", "")
    assert (named["school_name"], named["pupils"]) == ("Willowmere Primary School", "420")


def test_a_folder_with_something_in_it_is_left_alone(work: Work, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(BadUsage, match="new or empty"):
        export_return(work, tmp_path, returns.period_asked_for(work, None))
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["mine.txt"]


def test_where_the_areas_had_to_be_left_out_their_types_are_not_told_either() -> None:
    made_from = gathered("2025-26", most=80, seed=4)
    conduct = made_from.counts[made_from.period.label].conduct
    judged = judge(made_from, Edition.STANDARD, withheld={BY_AREA})
    found = statistics(made_from, judged, typed(conduct, random.Random(4)), TYPES)
    assert {line.by for line in found.counted if not line.span.is_term}.isdisjoint({"area", "type"})
