"""A paper of any parts, rendered and read back."""

from __future__ import annotations

import re

import pytest

from esafety_desk.reports.document import Column, Heading, Letterhead, Paragraph, Row, Table
from esafety_desk.reports.errors import Unprintable
from esafety_desk.reports.furniture import DRAFT
from esafety_desk.reports.paper import render, unprintable
from tests.reports.papers import paper, picture
from tests.reports.reading import assert_within_margins, outline, reader, texts

LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff" * 6


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_every_part_is_printed_with_all_its_words() -> None:
    printed = " ".join(texts(render(paper())))
    for words in (
        "Online tools in our next project",
        "Letter to parents · Year 5 · Cuddington Primary School",
        "this is on a line of its own.",
        "Age limit 13, with parents’ consent below",
        "Mon 23 Nov First board 28",
        "Counted on the first day.",
        "2 Then that.",
        "I have a question.",
        "Before anything else Do not forward the picture.",
        "Group chats the commonest concern",
        "32 of 41",
        "Name of child",
        "The small print.",
        "Parent or carer",
        "Cuddington Primary School · PRJ-2026-004",
    ):
        assert words in printed


def test_draft_and_confidential_papers_say_so_on_each_page() -> None:
    pages = texts(render(paper(is_draft=True, mark="Confidential · safeguarding")))
    assert len(pages) > 1
    assert all(DRAFT in page and "Confidential · safeguarding" in page for page in pages)


def test_a_page_break_begins_a_new_page() -> None:
    assert "The small print." not in texts(render(paper()))[0]


def test_headings_of_both_levels_are_bookmarks() -> None:
    entries = [title for title, _ in outline(render(paper()))]
    assert entries[:2] == ["Online tools in our next project", "What we shall use"]


def test_title_that_names_a_person_stays_out_of_what_the_file_says_of_itself() -> None:
    made = render(paper(title="Chronology of Zofia Zając", file_title="Chronology of one person"))
    metadata = reader(made).metadata
    assert metadata is not None
    assert metadata.title == "Chronology of one person"
    assert "Zofia" not in str(metadata)
    assert b"Zofia" not in reader(made).root_object["/Metadata"].get_data()


def test_a_name_of_two_hundred_letters_is_printed_whole_within_the_margins() -> None:
    table = Table((Column("Who"), Column("What"), Column("No", align="right")), (Row((LONG_NAME, "x", "1")),))
    made = render(paper(Paragraph(LONG_NAME), table, Heading(LONG_NAME), title=LONG_NAME))
    assert_within_margins(made)
    assert squeezed(" ".join(texts(made))).count(LONG_NAME) >= 3


def test_a_narrative_of_forty_pages_runs_on_without_losing_a_line() -> None:
    numbers = [str(number) for number in range(10_000, 16_500)]
    made = render(paper(Paragraph(" ".join(f"Sentence {number} of a long account." for number in numbers))))
    pages = texts(made)
    assert len(pages) >= 40
    assert re.findall(r"\b1\d{4}\b", " ".join(pages)) == numbers
    assert_within_margins(made)


def test_a_note_of_three_thousand_words_in_a_table_begins_beside_the_row_above() -> None:
    rows = tuple(Row((f"{day} Nov", "It was said again. " * words)) for day, words in ((2, 1), (3, 750)))
    pages = texts(render(paper(Table((Column("When"), Column("Note")), rows, "Chronology"))))
    assert "3 Nov It was said again." in pages[0]
    assert sum(page.count("again.") for page in pages) == 751
    assert all("When Note" in page for page in pages)


def test_a_row_of_a_few_lines_is_never_split() -> None:
    rows = tuple(Row((f"<{at}>", "words " * 80)) for at in range(40))
    pages = texts(render(paper(Table((Column("No"), Column("Note")), rows))))
    for page in pages:
        counted = {part.count("words") for part in re.split(r"<\d+>", page)[1:]}
        assert counted == {80}


def test_combining_letters_are_kept_where_the_font_has_them() -> None:
    made = paper(Paragraph("Thảo is Tha\u0309o, and q\u0301 has its accent"))
    assert unprintable(made) == ()
    assert "Thảo is Thảo, and q\u0301 has its accent" in texts(render(made))[0]


def test_an_accent_the_font_lacks_is_named_upon_a_circle() -> None:
    with pytest.raises(Unprintable, match=re.escape("\u25cc\u0302 (U+0302)")):
        render(paper(Paragraph("x\u0302")))


def test_a_character_no_font_has_is_named_before_printing_and_stops_the_print() -> None:
    made = paper(Paragraph("Said by 李 with 🙂"), school=Letterhead("Ysgol ☃"))
    assert unprintable(made) == ("☃", "李", "🙂")
    assert unprintable("李") == ("李",)
    with pytest.raises(Unprintable):
        render(made)


def test_same_paper_gives_the_same_bytes_with_its_logo() -> None:
    made = paper(school=Letterhead("Cuddington Primary School", picture()))
    assert render(made) == render(made)


def test_paper_without_parts_is_one_calm_page() -> None:
    made = texts(render(paper(Table((Column("When"),), ()))))
    assert len(made) == 1
    assert "Nothing to show." in made[0]


def test_a_sentence_between_a_heading_and_its_table_stays_with_both() -> None:
    heading, sentence = Heading("How many"), Paragraph("All of them.")
    table = Table((Column("What"),), tuple(Row((f"Line {at}",)) for at in range(8)))
    for lines in range(30, 52):
        pages = texts(render(paper(Paragraph("filled\n" * lines), heading, sentence, table)))
        (page,) = [page for page in pages if "How many" in page]
        assert "All of them. What Line 0" in page
