"""The school's own wording of its papers, kept in the desk."""

from __future__ import annotations

import pytest

from esafety_desk.host.errors import KnownError
from esafety_desk.policy.letters import LETTERS
from esafety_desk.services.keeping import Work
from esafety_desk.services.papers import printing, wordings
from esafety_desk.services.papers.wording_in_use import shipped
from esafety_desk.store import audit
from tests.papers import hostile
from tests.reports.reading import texts


@pytest.mark.parametrize("name", LETTERS)
def test_what_ships_with_the_program_passes_its_own_check(name: str) -> None:
    assert wordings.problem(name, shipped(name)) == ""


def test_a_school_s_own_wording_is_printed_and_audited(work: Work) -> None:
    project = hostile(work).project
    wordings.reword(
        work, "parents-letter", "Hello families,\n\n{project} begins on {first_use}.\n\n{details}"
    )
    composed = printing.compose(work, "parents-letter", project.reference)
    letter = " ".join(texts(printing.draw(composed)))
    assert "Hello families, River blog begins on 28 November 2026." in letter
    with work.desk.reading() as connection:
        line = list(audit.lines(connection))[-1]
    assert (line.verb, line.reference) == ("letter reworded", "parents-letter")


def test_going_back_brings_the_shipped_wording(work: Work) -> None:
    wordings.reword(work, "session-handout", "Bye.")
    wordings.go_back(work, "session-handout")
    told = {one.name: one for one in wordings.wordings(work.desk)}["session-handout"]
    assert (told.text, told.is_own) == (shipped("session-handout"), False)


@pytest.mark.parametrize("text", ["{projct}", "{project", "漢", "x" * 20_001, "  "])
def test_a_wording_that_could_not_be_printed_is_refused_and_nothing_changes(work: Work, text: str) -> None:
    with pytest.raises(KnownError):
        wordings.reword(work, "parents-letter", text)
    assert not any(one.is_own for one in wordings.wordings(work.desk))
