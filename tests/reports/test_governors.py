"""The governors' report, rendered and read back."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from esafety_desk.host.errors import KnownError
from esafety_desk.policy.figures import Edition, GovernorReport, Table
from esafety_desk.reports import fonts
from esafety_desk.reports.errors import Unprintable
from esafety_desk.reports.governors import CONFIDENTIAL, EXACT, ROUNDED, render, unprintable
from esafety_desk.reports.style import MARGIN, PAGE_HEIGHT, PAGE_WIDTH, REGULAR, SEMIBOLD, TEXT
from tests.reports import factory
from tests.reports.reading import assert_within_margins, outline, reader, texts


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render(factory.report())


def empty() -> GovernorReport:
    glance = Table("glance", "The term at a glance", (), ())
    return factory.report(sentences=(), decisions=(), risks=(), sections=(), method=(), glance=glance)


def test_first_page_says_the_whole_report_in_short(pdf: bytes) -> None:
    made, first = factory.report(), texts(pdf)[0]
    assert "Online safety report to governors" in first
    assert "Autumn 2026 · standard edition · Cuddington Primary School" in first
    assert "1 September – 18 December 2026" in first
    assert "In five sentences" in first
    assert "Three risks we watch" in first
    assert "Figures as at 18 December 2026" in first
    for text in (*made.sentences, *made.decisions, *(word for risk in made.risks for word in risk)):
        assert text in first


def test_every_line_of_every_table_prints_its_figures_in_order(pdf: bytes) -> None:
    made, printed = factory.report(), " ".join(texts(pdf))
    tables = [made.glance, *(table for section in made.sections for table in section.tables)]
    for line in (line for table in tables for line in table.rows):
        assert " ".join((line.label, *(cell.text for cell in line.cells))) in printed


def test_chart_prints_published_figures_and_marks_the_hidden_ones(pdf: bytes) -> None:
    printed = texts(pdf)[1]
    assert "<5" in printed
    assert "fewer than 5, not to scale" in printed
    assert factory.risk_areas().alt in printed


def test_figures_end_on_the_same_line_on_the_right(pdf: bytes) -> None:
    ends: list[float] = []

    def visit(text: str, _cm: list[float], tm: list[float], font: dict[str, str] | None, size: float) -> None:
        if text.strip() == "24 of 39" and font:
            ends.append(tm[4])

    reader(pdf).pages[0].extract_text(visitor_text=visit)
    assert ends[0] + fonts.width("24 of 39", TEXT) == pytest.approx(PAGE_WIDTH - MARGIN, abs=0.1)


def test_every_page_has_its_foot_with_number_method_and_school(pdf: bytes) -> None:
    pages = texts(pdf)
    for number, page in enumerate(pages, start=1):
        assert f"{ROUNDED} Method: page {len(pages)}. {number} of {len(pages)}" in page
        assert "Cuddington Primary School · Autumn 2026 · standard edition" in page
    assert "How this was counted" in pages[-1]


def test_last_page_has_sign_off_and_verification(pdf: bytes) -> None:
    last = texts(pdf)[-1]
    assert "Verification: change 8214 · 3f9a02c1d7e4b605" in last
    assert all(role in last for role in factory.report().signatories)


def test_outline_leads_to_summary_sections_method_and_sign_off(pdf: bytes) -> None:
    assert outline(pdf) == [
        ("Summary", 1),
        ("1 Incidents", 2),
        ("2 Support for staff", 3),
        ("3 How this was counted", 3),
        ("4 Sign-off", 3),
    ]


def test_file_tells_title_language_and_role_and_nothing_of_the_machine(pdf: bytes) -> None:
    opened = reader(pdf)
    assert opened.metadata is not None
    assert (
        opened.metadata.title == "Online safety report to governors · Autumn 2026 · Cuddington Primary School"
    )
    assert opened.metadata.author == "E-safety leader"
    assert opened.metadata.subject == "Standard edition, 1 September – 18 December 2026"
    assert opened.metadata.producer == opened.metadata.creator == "E-Safety Desk"
    assert opened.metadata.get("/CreationDate") == "D:20261218000000Z"
    assert opened.root_object["/Lang"] == "en-GB"
    assert bool(opened.root_object["/ViewerPreferences"]["/DisplayDocTitle"])
    assert os.fsencode(Path.home()) not in pdf
    assert os.fsencode(Path.cwd()) not in pdf


def test_fonts_are_embedded_and_only_ours(pdf: bytes) -> None:
    found = {}
    for page in reader(pdf).pages:
        for font in page["/Resources"]["/Font"].values():
            font = font.get_object()
            found[font["/BaseFont"].split("+")[1]] = "/FontFile2" in font["/FontDescriptor"]
    assert found == {REGULAR: True, SEMIBOLD: True}


def test_pages_are_a4(pdf: bytes) -> None:
    for page in reader(pdf).pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(
            (PAGE_WIDTH, PAGE_HEIGHT)
        )


def test_same_report_gives_same_bytes_here_and_in_another_process(pdf: bytes) -> None:
    assert render(factory.report()) == pdf
    script = (
        "import hashlib; from tests.reports import factory; from esafety_desk.reports.governors import render; "
        "print(hashlib.sha256(render(factory.report())).hexdigest())"
    )
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": os.pathsep.join(sys.path),
        "TZ": "Asia/Tokyo",
    }
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == hashlib.sha256(pdf).hexdigest()


def test_confidential_edition_is_marked_on_every_page_and_does_not_speak_of_rounding() -> None:
    made = factory.report(edition=Edition.CONFIDENTIAL)
    pdf = render(made)
    for page in texts(pdf):
        assert CONFIDENTIAL in page
        assert EXACT in page
        assert ROUNDED not in page
    metadata = reader(pdf).metadata
    assert metadata is not None
    assert str(metadata.subject).startswith("Confidential edition")


def test_empty_report_says_so_on_two_calm_pages() -> None:
    pdf = render(empty())
    first, last = texts(pdf)
    assert "No decision is asked this time." in first
    assert "Nothing to count in this period." in first
    assert "sentences" not in first
    assert "Method: page" not in first
    assert "Verification: change 8214" in last
    assert outline(pdf) == [("Summary", 1), ("1 Sign-off", 2)]


@pytest.mark.parametrize("name", ["Ysgol Łódź Thảo", "Şeyma & Zając <Primary>", "Школа № 5", "Αθήνα"])
def test_school_names_print_with_their_accents(name: str) -> None:
    pdf = render(factory.report(school_name=name))
    assert all(name in page for page in texts(pdf))
    metadata = reader(pdf).metadata
    assert metadata is not None
    assert name in str(metadata.title)


@pytest.mark.parametrize("name", ["Long school name " * 12, "w" * 200])
def test_school_name_of_two_hundred_letters_stays_within_the_margins(name: str) -> None:
    pdf = render(factory.report(school_name=name))
    assert len(texts(pdf)) == 3
    assert re.sub(r"\s", "", name) in re.sub(
        r"\s", "", texts(pdf)[0].split("In five")[0].replace("Prepared", " ")
    )
    assert_within_margins(pdf)


def test_names_in_decomposed_letters_are_composed() -> None:
    assert "Thảo" in texts(render(factory.report(school_name="Tha\u0309o")))[0]


def test_unseen_and_special_spaces_and_hyphens_do_not_stop_the_print() -> None:
    made = factory.report(decisions=("Agree\u202fthis\u2011and\u200b\u00ad that\n\ttoo\ufeff.",))
    assert unprintable(made) == ()
    assert "Agree this-and that too." in texts(render(made))[0].replace("\u00a0", " ")


def test_characters_no_font_has_are_noticed_and_named() -> None:
    made = factory.report(school_name="学校", decisions=("Agree 🙂",))
    assert unprintable(made) == ("学", "校", "🙂")
    with pytest.raises(Unprintable, match=re.escape("学 (U+5B66), 校 (U+6821), 🙂 (U+1F642)")) as raised:
        render(made)
    assert isinstance(raised.value, KnownError)
    assert raised.value.characters == ("学", "校", "🙂")


def test_long_report_of_fourteen_sections_keeps_every_line_and_its_order() -> None:
    made = factory.long_report()
    pdf = render(made)
    pages = texts(pdf)
    printed = " ".join(pages)
    for section in made.sections:
        for line in section.tables[0].rows:
            assert printed.count(" ".join((line.label, *(cell.text for cell in line.cells)))) == 1
        assert printed.count(section.tables[0].note) == 1
    assert [title for title, _ in outline(pdf)][1:15] == [f"{n} Section {n}" for n in range(1, 15)]
    assert len(pages) == len(reader(pdf).pages) > 30
    assert_within_margins(pdf)


def test_page_of_a_continued_table_repeats_its_title_and_columns() -> None:
    pages = texts(render(factory.long_report(1)))
    continued = [page for page in pages if "Long table 1 (continued)" in page]
    assert continued
    assert all("Autumn 2026 Summer 2026 Autumn 2025" in page for page in continued)


def test_a_crowded_first_page_is_drawn_closer_until_it_fits() -> None:
    glance = factory.glance()
    crowded = factory.report(
        glance=Table("glance", glance.title, glance.columns, glance.rows + glance.rows[:6])
    )
    pdf = render(crowded)
    assert "a second is being trained" in texts(pdf)[0]
    assert outline(pdf)[1] == ("1 Incidents", 2)
