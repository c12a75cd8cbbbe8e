"""Answers reach living owners on the GUI thread, the newest only, and errors reach somebody."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QWidget

from esafety_desk.host.errors import DeskInUse
from esafety_desk.ui.jobs import Jobs, Worker


class Heard:
    """What nobody else took."""

    def __init__(self) -> None:
        self.errors: list[BaseException] = []


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def jobs(qtbot, heard: Heard) -> Iterator[Jobs]:
    made = Jobs(heard.errors.append)
    yield made
    made.shutdown()


def test_work_runs_elsewhere_and_answers_on_the_gui_thread(qtbot, jobs: Jobs) -> None:
    owner, seen = QObject(), []
    gui = QThread.currentThread()
    jobs.run(owner, threading.get_ident, lambda where: seen.append((where, QThread.currentThread())))
    qtbot.waitUntil(lambda: bool(seen))
    where, answered_on = seen[0]
    assert where != threading.get_ident()
    assert answered_on == gui


def test_all_store_work_shares_one_thread_and_keeps_its_order(qtbot, jobs: Jobs) -> None:
    owner, order, threads = QObject(), [], set()
    for number in range(20):
        jobs.run(
            owner,
            lambda n=number: (n, threading.get_ident()),
            lambda a: (order.append(a[0]), threads.add(a[1])),
        )
    qtbot.waitUntil(lambda: len(order) == 20)
    assert order == list(range(20))
    assert len(threads) == 1


def test_rendering_does_not_wait_for_the_store(qtbot, jobs: Jobs) -> None:
    owner, gate, seen = QObject(), threading.Event(), []
    jobs.run(owner, gate.wait, lambda _: None)
    jobs.run(owner, lambda: "page", seen.append, on=Worker.RENDER)
    qtbot.waitUntil(lambda: seen == ["page"])
    gate.set()


def test_a_stale_answer_of_a_channel_is_dropped_and_what_waits_is_never_begun(qtbot, jobs: Jobs) -> None:
    owner, gate, begun, seen = QObject(), threading.Event(), [], []

    def work(number: int) -> int:
        begun.append(number)
        gate.wait()
        return number

    for number in (1, 2, 3):
        jobs.run(owner, lambda n=number: work(n), seen.append, channel="search")
    qtbot.waitUntil(lambda: bool(begun))
    gate.set()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [3]
    assert begun in ([1, 3], [3])


def test_channels_of_different_owners_do_not_disturb_each_other(qtbot, jobs: Jobs) -> None:
    owners, seen = [QObject(), QObject()], []
    for number, owner in enumerate(owners):
        jobs.run(owner, lambda n=number: n, seen.append, channel="list")
    qtbot.waitUntil(lambda: len(seen) == 2)


def test_an_owner_destroyed_meanwhile_hears_nothing(qtbot, jobs: Jobs) -> None:
    owner, gate, seen = QWidget(), threading.Event(), []
    jobs.run(owner, gate.wait, seen.append)
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    gate.set()
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert seen == []


def test_an_owner_let_go_by_python_hears_nothing_and_is_not_kept_alive(qtbot, jobs: Jobs) -> None:
    owner, gate, seen = QObject(), threading.Event(), []
    gone = weakref.ref(owner)
    jobs.run(owner, gate.wait, seen.append)
    del owner
    gc.collect()
    assert gone() is None
    gate.set()
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert seen == []


def test_the_last_hold_on_a_widget_is_never_let_go_on_a_worker(qtbot, jobs: Jobs) -> None:
    class Witness:
        died_on = 0

        def __del__(self) -> None:
            Witness.died_on = threading.get_ident()

    owner, seen = QObject(), []

    def ask() -> None:
        witness = Witness()
        jobs.run(owner, lambda: witness and None, seen.append)

    ask()
    qtbot.waitUntil(lambda: bool(seen) and bool(Witness.died_on))
    assert Witness.died_on == threading.get_ident()


def test_an_error_goes_to_its_form_or_else_to_the_reporter(qtbot, jobs: Jobs, heard: Heard) -> None:
    owner, taken = QObject(), []

    def fail() -> None:
        raise DeskInUse

    jobs.run(owner, fail, lambda _: None, taken.append)
    jobs.run(owner, fail, lambda _: None)
    qtbot.waitUntil(lambda: bool(taken) and bool(heard.errors))
    assert isinstance(taken[0], DeskInUse)
    assert isinstance(heard.errors[0], DeskInUse)


def test_shutdown_finishes_what_was_begun_and_takes_nothing_new(qtbot) -> None:
    jobs, owner, done = Jobs(lambda _: None), QObject(), []
    jobs.run(owner, lambda: done.append("first"), lambda _: None)
    jobs.run(owner, lambda: done.append("second"), lambda _: None)
    jobs.shutdown()
    jobs.run(owner, lambda: done.append("late"), lambda _: None)
    assert done == ["first", "second"]
    assert jobs.is_idle
