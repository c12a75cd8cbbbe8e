"""The audit proves what was done: with its newest anchor no change of it stays unseen, and it speaks in words."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

import pytest

from esafety_desk.host.errors import BadUsage, Stopped
from esafety_desk.policy import anchors
from esafety_desk.records.base import PersonId
from esafety_desk.records.people import Person
from esafety_desk.services import auditing, checking, keeping, keys
from esafety_desk.services.auditing import AuditQuery
from esafety_desk.services.keeping import Work
from esafety_desk.services.today import agenda
from esafety_desk.store import audit, inspection
from esafety_desk.store.desk import Desk
from esafety_desk.store.engine import Connection
from tests.conftest import CHEAP, NOW, PASSPHRASE, TODAY


def sql(desk: Desk, *statements: str) -> None:
    """Change the database as someone who has the key could."""
    with desk.sketching() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def sign_again(desk: Desk) -> None:
    """Give every line a fitting seal, as someone who has the key and this program could."""
    with desk.sketching() as connection:
        key, before = audit._key(connection), bytes(32)
        for line in list(audit.lines(connection)):
            before = audit._seal(key, before, line)
            change = "UPDATE audit SET mac = ? WHERE sequence = ?"
            connection.exec_driver_sql(change, (before, line.sequence))


@pytest.fixture
def full(work: Work, pupil: Person, teacher: Person) -> Work:
    keeping.save(work, pupil.changed(known_as="Lukey"))
    keeping.save(work, teacher.changed(known_as="Ms O’Brien"))
    return work


def edited(desk: Desk) -> None:
    sql(desk, "UPDATE audit SET verb = 'viewed' WHERE sequence = 3")


def deleted(desk: Desk) -> None:
    sql(desk, "DELETE FROM audit WHERE sequence = 3")


def renumbered(desk: Desk) -> None:
    sql(
        desk,
        "DELETE FROM audit WHERE sequence = 3",
        "UPDATE audit SET sequence = sequence - 1 WHERE sequence > 3",
    )


def tail_cut(desk: Desk) -> None:
    sql(desk, "DELETE FROM audit WHERE sequence > (SELECT max(sequence) - 1 FROM audit)")


def signed_again(desk: Desk) -> None:
    edited(desk)
    sign_again(desk)


@pytest.mark.parametrize("fault", [edited, deleted, renumbered, tail_cut, signed_again])
def test_with_the_newest_anchor_every_change_of_the_audit_is_found(full: Work, fault) -> None:
    written_down = str(auditing.anchor(full.desk))
    assert checking.check(full.desk, written_down).is_sound
    fault(full.desk)
    found = checking.check(full.desk, written_down).problems
    assert any("audit chain" in problem for problem in found)


def test_only_the_anchor_finds_what_was_sealed_anew(full: Work) -> None:
    """A line that concerns no record is changed and the chain signed again: without the anchor nobody knows."""
    auditing.witness_view(full, "PER-2026-001")
    written_down = str(auditing.anchor(full.desk))
    sql(full.desk, "UPDATE audit SET actor = 'deputy-1' WHERE verb = 'viewed'")
    sign_again(full.desk)
    assert checking.check(full.desk).is_sound
    assert "sealed anew" in " ".join(checking.check(full.desk, written_down).problems)


def test_an_anchor_still_fits_after_more_was_done(full: Work, pupil: Person) -> None:
    written_down = str(auditing.anchor(full.desk))
    keeping.save(full, pupil.changed(known_as="Luke"))
    assert checking.check(full.desk, written_down).is_sound


WRITTEN = ("8,214 3F9A02C1D7E4B605", "line 8214 3f9a 02c1 d7e4 b605", " 8214  3f9a02c1d7e4b605 ")


@pytest.mark.parametrize("written", WRITTEN)
def test_an_anchor_is_read_however_it_was_written(written: str) -> None:
    assert anchors.read(written) == anchors.Anchor(8214, "3f9a02c1d7e4b605")


def test_what_is_no_anchor_is_said_to_be_none(work: Work) -> None:
    with pytest.raises(BadUsage):
        checking.check(work.desk, "8214")


def test_an_old_record_put_back_is_found(full: Work, pupil: Person) -> None:
    sql(full.desk, f"UPDATE people SET known_as = '' WHERE id = {pupil.id}")
    assert any(pupil.reference in problem for problem in checking.look_over(full.desk, lambda: True))


def test_looking_over_stops_when_nobody_waits_for_it(full: Work) -> None:
    with pytest.raises(Stopped):
        checking.look_over(full.desk, lambda: False)


def test_looking_over_leaves_the_desk_to_be_worked_in(full: Work, pupil: Person) -> None:
    with full.desk.apart(lambda: True) as other, other.reading() as connection:
        before = audit.head(connection)
        keeping.save(full, pupil.changed(known_as="Luke"))
        assert audit.head(connection) == before
    assert checking.look_over(full.desk, lambda: True) == ()


def test_a_save_while_the_desk_is_looked_over_is_kept_and_says_nothing_of_another_window(
    full: Work, pupil: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a desk with years in it the looking over takes seconds, and somebody saves meanwhile."""
    read_chain = inspection.first_broken_line

    def saved_meanwhile(connection: Connection) -> int | None:
        keeping.save(full, pupil.changed(known_as="Luke"))
        return read_chain(connection)

    monkeypatch.setattr(inspection, "first_broken_line", saved_meanwhile)
    assert checking.look_over(full.desk, lambda: True) == ()
    assert keeping.load(full, "people", pupil.id).known_as == "Luke"


def test_a_look_at_a_persons_file_is_a_line_and_a_second_one_is_the_same_look(
    work: Work, pupil: Person
) -> None:
    for minutes in (0, 10, 45):
        later = replace(work, now=NOW + timedelta(minutes=minutes))
        auditing.witness_view(later, pupil.reference)
    found = auditing.page(work.desk, AuditQuery(verb="viewed"))
    assert [(one.what, one.reference) for one in found.entries] == [
        ("Looked at a person", pupil.reference)
    ] * 2


def test_a_line_says_who_did_what_in_words(full: Work, pupil: Person, teacher: Person) -> None:
    keys.add_deputy(
        full.desk, PASSPHRASE, PersonId(teacher.id or 0), "nine amber buckets beside", now=NOW, cost=CHEAP
    )
    newest, *_ = auditing.page(full.desk, AuditQuery()).entries
    assert (newest.who, newest.what) == ("Morwenna Tregear (e-safety leader)", "Gave a key to deputy 1")
    changed, *_ = auditing.page(full.desk, AuditQuery(reference=pupil.reference)).entries
    assert changed.what == "Changed a person: known as"


def test_lines_are_narrowed_by_who_what_when_and_record(full: Work, pupil: Person) -> None:
    def said(query: AuditQuery) -> int:
        return auditing.page(full.desk, query).count

    assert said(AuditQuery(actor="deputy-7")) == 0
    assert said(AuditQuery(reference=pupil.reference)) == 2
    assert said(AuditQuery(verb="changed")) == 2
    assert said(AuditQuery(until=NOW)) == 0
    assert said(AuditQuery(since=NOW)) == said(AuditQuery())


def test_older_lines_follow_on_request(full: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auditing, "PAGE", 3)
    first = auditing.page(full.desk, AuditQuery())
    second = auditing.page(full.desk, AuditQuery(), before=first.entries[-1].sequence)
    assert first.more
    assert [one.sequence for one in (*first.entries, *second.entries)] == list(
        range(first.count, first.count - 6, -1)
    )


def test_the_audit_is_taken_out_as_text_and_that_is_a_line_too(full: Work) -> None:
    content = auditing.export(full, AuditQuery())
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0][:4] == ["Line", "When", "Who", "What"]
    assert [int(row[0]) for row in rows[1:]] == list(range(1, len(rows)))
    assert auditing.page(full.desk, AuditQuery()).entries[0].what == "Exported the audit"


def test_the_anchor_is_asked_for_once_a_term_from_the_term_after_the_first(work: Work) -> None:
    spring = date(2027, 1, 11)
    with work.desk.reading() as connection:
        assert not auditing.anchor_is_due(connection, TODAY)
        assert not auditing.anchor_is_due(connection, date(2026, 12, 27))
        assert auditing.anchor_is_due(connection, spring)
    assert [one.title for one in agenda(work.desk, spring).reminders.waiting] == ["Write down the anchor"]
    auditing.note_anchor(replace(work, now=NOW + timedelta(days=53)))
    assert agenda(work.desk, spring).reminders.waiting == ()
