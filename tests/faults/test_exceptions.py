"""Whatever goes wrong with a record in hand, nothing of it comes out: not in the log, the streams or the message."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from esafety_desk.cli import main as cli
from esafety_desk.host import bugs
from esafety_desk.records.base import Record
from esafety_desk.records.registers import REGISTERS
from esafety_desk.services import keeping, unlocking
from esafety_desk.services.keeping import Work
from esafety_desk.store.unit import Unit
from tests.conftest import CHEAP, PASSPHRASE
from tests.faults.canary import CANARY, in_every_field, stands_in
from tests.gui.conftest import ComeIn
from tests.gui.driving import Leader
from tests.records.examples import records

NAMES = sorted(set(REGISTERS) & set(records()))


class Age(BaseModel):
    years: int


def as_a_bug(record: Record) -> None:
    raise RuntimeError(repr(record), record)


def as_bad_input(record: Record) -> None:
    Age.model_validate({"years": str(record)})


def as_a_missing_key(record: Record) -> None:
    {}[str(record)]


def as_unwritable_text(record: Record) -> None:
    f"{record}\ud800".encode()


FAILURES = (as_a_bug, as_bad_input, as_a_missing_key, as_unwritable_text)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "log"
    bugs.log_to(folder)
    yield folder / "faults.log"
    logger = logging.getLogger("esafety_desk.bugs")
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()


@pytest.fixture
def leader(come_in: ComeIn) -> Leader:
    return come_in()


def fail_with(record: Record, failure: object, leader: Leader) -> None:
    """Save ``record`` from the window on a day on which the program has that fault."""
    session = leader.program.shell.session
    with pytest.MonkeyPatch.context() as faulty:
        faulty.setattr(Unit, "add", lambda unit, given: failure(given))
        session.change(leader.program.shell, lambda work: _save(work, record))
        leader.settle()


def _save(work: Work, record: Record) -> keeping.Saved[Record]:
    with work.desk.writing(work.actor, work.now) as unit:
        unit.add(record)
    raise AssertionError("the fault did not come")


def test_no_fault_tells_what_was_being_saved(
    leader: Leader, log: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    bar, whole = leader.program.shell.messages, records()
    for number, name in enumerate(NAMES):
        record = in_every_field(whole[name])
        assert CANARY in record.model_dump_json(), name
        fail_with(record, FAILURES[number % len(FAILURES)], leader)
        assert not bar.isHidden(), name
        assert not stands_in(f"{bar._text.text()}{bar._details}".encode()), name
        assert "unit" in bar._details or "_save" in bar._details, "the details say nothing of the place"
        bar.hide()
    said = capfd.readouterr()
    assert not stands_in((said.out + said.err).encode())
    written = log.read_bytes()
    assert written.count(b"\n") == len(NAMES)
    assert not stands_in(written)


@pytest.mark.parametrize("failure", FAILURES)
def test_no_import_tells_what_it_read(
    desk_folder: Path,
    tmp_path: Path,
    failure: object,
    log: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(unlocking.unlock.__kwdefaults__, "floor", CHEAP)
    monkeypatch.setattr(cli, "log_folder", lambda: log.parent)
    monkeypatch.setattr(Unit, "add", lambda unit, given: failure(given))
    roster, secret = tmp_path / "roster.csv", tmp_path / "secret"
    roster.write_text(f"Forename,Surname,Year\n{CANARY},{CANARY},5\n", encoding="utf-8")
    secret.write_text(PASSPHRASE, encoding="utf-8")
    words = ["import", "people", str(roster), "--desk", str(desk_folder), "--passphrase-file", str(secret)]
    assert cli.main(words) == 1
    said = capfd.readouterr()
    assert said.err.startswith("The program made a mistake")
    assert not stands_in((said.out + said.err).encode())
    assert not stands_in(log.read_bytes())


def test_the_hunt_would_find_it(capfd: pytest.CaptureFixture[str]) -> None:
    print(json.dumps({"name": CANARY}))
    assert stands_in(capfd.readouterr().out.encode())
