"""Named views of a list: kept in the encrypted desk, one name each, one opens first, and every act has its opposite."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from esafety_desk.services import undoing, unlocking, viewing
from esafety_desk.services.keeping import KnownError, Refused, Work
from esafety_desk.services.viewing import ListView
from esafety_desk.store import audit
from tests.conftest import CHEAP, NOW, PASSPHRASE

OPEN = ListView(
    "incidents", "Open, by day", chips=("status.open",), columns=("happened_on", "kind"), mine=True
)


def names(work: Work) -> list[str]:
    return [view.name for view in viewing.views(work.desk, "incidents")]


def test_a_view_comes_back_as_it_was_kept_after_a_lock(work: Work, desk_folder: Path) -> None:
    kept = viewing.keep(work, replace(OPEN, name="  Open, by day ")).view
    work.desk.close()
    desk = unlocking.unlock(desk_folder, PASSPHRASE, now=NOW, floor=CHEAP)
    assert viewing.views(desk, "incidents") == (replace(OPEN, id=kept.id),)
    assert viewing.views(desk, "people") == ()
    desk.close()


def test_views_leave_no_audit_line(work: Work) -> None:
    with work.desk.reading() as connection:
        before = len(list(audit.lines(connection)))
    viewing.drop(work, viewing.keep(work, OPEN).view)
    with work.desk.reading() as connection:
        assert len(list(audit.lines(connection))) == before


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "ÓPEN, by day"])
def test_a_view_needs_a_name_of_its_own(work: Work, name: str) -> None:
    viewing.keep(work, OPEN)
    with pytest.raises(Refused):
        viewing.keep(work, replace(OPEN, name=name))
    assert names(work) == ["Open, by day"]


def test_another_register_may_use_the_same_name(work: Work) -> None:
    viewing.keep(work, OPEN)
    viewing.keep(work, replace(OPEN, register="actions"))
    assert len(viewing.views(work.desk)) == 2


def test_one_view_of_a_register_opens_first(work: Work) -> None:
    viewing.keep(work, replace(OPEN, opens_first=True))
    viewing.keep(work, replace(OPEN, name="Closed", opens_first=True))
    assert [(view.name, view.opens_first) for view in viewing.views(work.desk)] == [
        ("Closed", True),
        ("Open, by day", False),
    ]


def test_keeping_renaming_and_dropping_are_taken_back(work: Work) -> None:
    kept = viewing.keep(work, OPEN)
    renamed = viewing.keep(work, replace(kept.view, name="All that wait", opens_first=True))
    assert names(work) == ["All that wait"]
    undoing.undo(work, renamed.undo)
    assert viewing.views(work.desk) == (kept.view,)
    dropped = viewing.drop(work, kept.view)
    assert names(work) == []
    undoing.undo(work, dropped.undo)
    assert viewing.views(work.desk) == (kept.view,)
    undoing.undo(work, kept.undo)
    assert names(work) == []


def test_undo_of_a_view_is_refused_once_the_views_have_changed(work: Work) -> None:
    kept = viewing.keep(work, OPEN)
    viewing.keep(work, replace(OPEN, name="Another"))
    with pytest.raises(KnownError, match="changed since"):
        undoing.undo(work, kept.undo)
