"""What is published gives no hidden count away."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esafety_desk.policy.disclosure import (
    FEWER,
    KEPT_OPEN,
    NOT_SHOWN,
    TOO_FEW,
    Ledger,
    inferred,
    inferred_from_words,
    published,
    share,
)
from esafety_desk.policy.feasibility import possible_values
from esafety_desk.policy.figures import Edition
from esafety_desk.policy.measures import CountRow, CountTable, Group, Share, Split
from esafety_desk.policy.protection import (
    ALL_FEWER,
    COUNTED_TOGETHER,
    LEFT_OUT,
    WITHOUT_TOTAL,
    Protected,
    protect,
)

TERMS = ("Autumn 2026", "Summer 2026", "Spring 2026")


def table(
    key: str,
    *lines: tuple[int, ...],
    columns: tuple[str, ...] = TERMS[:1],
    rest_label: str = "",
    groups: tuple[Group, ...] = (),
) -> CountTable:
    rows = tuple(CountRow(f"{key}.{n}", f"Line {n}", line) for n, line in enumerate(lines))
    sums = tuple(sum(column) for column in zip(*lines, strict=True))
    total = CountRow("incidents", "All incidents", sums)
    return CountTable(key, key.title(), columns, rows, total, rest_label, groups)


def headline(*counts: int, columns: tuple[str, ...] = TERMS[:1]) -> CountTable:
    return CountTable("headline", "", columns, (CountRow("incidents", "Incidents", counts),))


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, FEWER), (4, FEWER), (5, "about 5"), (7, "about 5"), (8, "about 10"), (12, "about 10"), (13, "about 15"),
     (1003, "about 1,005")],
)  # fmt: skip
def test_standard_edition_hides_small_counts_and_rounds_the_others(count: int, text: str) -> None:
    assert published(count).text == text


def test_confidential_edition_is_exact() -> None:
    assert published(3, Edition.CONFIDENTIAL).text == "3"
    assert share(3, 7, Edition.CONFIDENTIAL).text == "3 of 7"
    assert share(3, 4, Edition.CONFIDENTIAL).text == TOO_FEW


@given(st.integers(0, 5_000))
def test_true_count_lies_within_what_a_reader_infers(count: int) -> None:
    least, most = inferred(published(count))
    assert least <= count <= most
    assert {published(n) for n in range(least, most + 1)} == {published(count)}


@given(st.integers(0, 60), st.integers(0, 60))
def test_words_of_a_share_follow_from_rounded_figures_only(base: int, part: int) -> None:
    part = min(part, base)
    words = share(part, base).text
    least, most = inferred_from_words(words, published(base))
    assert least <= part <= most
    if words != TOO_FEW:
        assert all(share(n, base).text == words for n in range(least, min(most, base) + 1))


@pytest.mark.parametrize(
    ("part", "base", "words"),
    [(10, 10, "nearly all"), (7, 10, "about half"), (8, 12, "nearly all"), (2, 10, "few"), (15, 20, "most"),
     (5, 20, "some"), (3, 7, TOO_FEW)],
)  # fmt: skip
def test_shares_are_said_in_words(part: int, base: int, words: str) -> None:
    assert share(part, base).text == words


def test_two_hidden_lines_whose_total_would_give_them_away_lose_the_total() -> None:
    drawn = protect([table("area", (4,), (4,))]).tables["area"]
    assert drawn.rows == ()
    assert drawn.note == ALL_FEWER
    shown = protect([table("area", (4,), (4,), (7,), (7,), (7,), (7,), (7,))]).tables["area"]
    assert [row.label for row in shown.rows][-1] == "Line 6"
    assert shown.note == WITHOUT_TOTAL


def test_lines_are_joined_where_the_total_is_known_from_elsewhere() -> None:
    lines = ((8,), (8,), (5,), (0,), (0,), (0,))
    shown = protect([headline(21), table("area", *lines, rest_label="Other areas")]).tables["area"]
    assert [(row.label, row.cells[0].text) for row in shown.rows] == [
        ("Line 0", "about 10"), ("Line 1", "about 10"), ("Other areas", "about 5"), ("All incidents", "about 20"),
    ]  # fmt: skip
    assert shown.note == COUNTED_TOGETHER


def test_table_that_cannot_be_mended_is_left_out_and_says_why() -> None:
    shown = protect([headline(8), table("status", (4,), (4,))]).tables["status"]
    assert shown.rows == ()
    assert shown.note == LEFT_OUT


def test_groups_are_joined_whole_where_every_line_is_hidden() -> None:
    groups = (Group("Still open", frozenset({"s.0", "s.1"})), Group("Closed", frozenset({"s.2", "s.3"})))
    shown = protect([table("s", (4,), (4,), (4,), (2,), groups=groups)]).tables["s"]
    told = [(row.label, row.cells[0].text) for row in shown.rows]
    assert told[:2] == [("Still open", "about 10"), ("Closed", "about 5")]


def test_share_is_not_said_where_it_would_give_a_hidden_line_away() -> None:
    lines = table("area", (4,), (5,))
    share_of = Share("area.0", "incidents", TERMS[:1], (4,), (9,))
    assert protect([headline(9), lines, share_of]).shares["area.0"][0].text in ("few", NOT_SHOWN)


def random_report(chance: random.Random) -> tuple[list[CountTable | Share], list[Split]]:
    """A small school's tables: two ways to split incidents over terms, a share, and the year of the terms."""
    width = chance.randint(1, 3)
    columns = TERMS[:width]
    often = chance.choice([(0, 1, 2), (0, 1, 4, 9), (0, 2, 3, 4, 5), (5, 7, 8, 12, 0, 4)])
    areas = [tuple(chance.choice(often) for _ in columns) for _ in range(chance.randint(2, 6))]
    totals = [sum(column) for column in zip(*areas, strict=True)]
    status = [split_of(total, 3, chance) for total in totals]
    outside = tuple(chance.randint(0, total) for total in totals)
    groups = (Group("Open", frozenset({"status.0", "status.1"})), Group("Closed", frozenset({"status.2"})))
    measures: list[CountTable | Share] = [
        headline(*totals, columns=columns),
        table("area", *areas, columns=columns, rest_label="Other areas"),
        table("status", *zip(*status, strict=True), columns=columns, groups=groups),
        Share("outside", "incidents", columns, outside, tuple(totals)),
    ]
    if chance.random() < 0.5:
        measures += [
            headline(sum(totals), columns=("2026",)),
            table("area", *((sum(line),) for line in areas), columns=("2026",), rest_label="Other areas"),
        ]
    return measures, [Split("2026", columns)]


def split_of(total: int, ways: int, chance: random.Random) -> tuple[int, ...]:
    cuts = sorted(chance.randint(0, total) for _ in range(ways - 1))
    return tuple(b - a for a, b in zip((0, *cuts), (*cuts, total), strict=True))


def hidden_cells_drawn(protected: Protected) -> int:
    return sum(cell.is_hidden for t in protected.tables.values() for row in t.rows for cell in row.cells)


def test_no_hidden_cell_of_random_reports_has_fewer_than_three_values() -> None:
    drawn = 0
    for seed in range(200):
        measures, splits = random_report(random.Random(seed))
        protected = protect(measures, splits=splits)
        ledger = protected.ledger
        found = possible_values(ledger.bounds, ledger.sums, ledger.hidden, KEPT_OPEN, budget=20_000)
        assert all(values >= KEPT_OPEN for values in found.values()), seed
        drawn += hidden_cells_drawn(protected)
    assert drawn > 200


def test_what_was_issued_before_is_judged_with_the_new_tables() -> None:
    seen = Ledger().adding({("Autumn 2026", "incidents"): (8, 8)})
    alone = protect([table("area", (4,), (0,), (4,), (0,))])
    after = protect([table("area", (4,), (4,))], known=seen)
    assert alone.tables["area"].note == ALL_FEWER
    assert after.tables["area"].note == LEFT_OUT


def test_same_counts_give_the_same_tables() -> None:
    measures, splits = random_report(random.Random(7))
    assert protect(measures, splits=splits).tables == protect(measures, splits=splits).tables


def test_report_is_judged_quickly() -> None:
    columns = tuple(f"Term {n}" for n in range(6))
    chance = random.Random(1)
    areas = [tuple(chance.choice([0, 1, 3, 6, 9, 14]) for _ in columns) for _ in range(6)]
    totals = [sum(column) for column in zip(*areas, strict=True)]
    status = [split_of(total, 6, chance) for total in totals]
    measures: list[CountTable | Share] = [
        headline(*totals, columns=columns),
        table("area", *areas, columns=columns, rest_label="Other areas"),
        table("status", *zip(*status, strict=True), columns=columns),
    ]
    started = time.perf_counter()
    protect(measures)
    assert time.perf_counter() - started < 0.25


def test_too_few_to_say_is_judged_like_any_other_word() -> None:
    """It tells that the base is small: beside lines and totals that are known, that may be too much."""
    lines = table("area", (5,), (2,), rest_label="Others")
    words = Share("outside", "incidents", TERMS[:1], (3,), (7,))
    found = protect([lines, words])
    assert found.ledger.given_away() == ()
