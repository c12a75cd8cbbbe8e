"""Locking: what is half-typed is kept, the clipboard forgets what was ours, and the system's own lock is heard."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from esafety_desk.app import Program
from esafety_desk.services import drafting, unlocking
from esafety_desk.ui.jobs import Worker
from esafety_desk.ui.kit import clipboard
from esafety_desk.ui.kit.progress_line import ProgressLine
from esafety_desk.ui.opening import Opening
from esafety_desk.ui.system_watch import is_locking
from tests.conftest import CHEAP, NOW, PASSPHRASE
from tests.ui.conftest import seen
from tests.ui.test_unlock import unlock


@pytest.fixture
def afresh() -> list[str]:
    return []


@pytest.fixture
def program(qtbot, theme, settings, outside, desk_folder: Path, afresh: list[str]) -> Iterator[Program]:
    """A program whose process would be replaced at this moment."""
    made = Program(
        Opening(desk_folder, lambda: NOW, CHEAP), settings, theme, now=lambda: NOW, outside=outside,
        start_afresh=lambda: afresh.append("started"),
    )  # fmt: skip
    made.start()
    unlock(qtbot, made)
    yield made
    made.frame.close()
    made.frame.deleteLater()


def test_a_fresh_process_comes_after_the_desk_is_closed_and_what_was_half_typed_is_kept(
    qtbot, program: Program, afresh: list[str], desk_folder: Path
) -> None:
    program.shell.go("incidents")
    program.shell.page.begin_new()
    qtbot.waitUntil(lambda: program.jobs.is_idle)
    line = seen(program, "field.summary")
    qtbot.keyClicks(line, "A message in the class chat")
    program.lock()
    assert program.shell is None
    assert not program.frame.findChildren(QLineEdit, "field.passphrase")
    qtbot.waitUntil(lambda: afresh == ["started"])
    desk = unlocking.unlock(desk_folder, PASSPHRASE, now=NOW, floor=CHEAP)  # nobody holds it any more
    kept = drafting.drafts(desk)
    desk.close()
    assert "A message in the class chat" in str(kept["incidents:new"].values)


def test_printing_that_is_under_way_is_stopped(qtbot, program: Program, afresh: list[str]) -> None:
    line = ProgressLine(program.jobs)
    qtbot.addWidget(line)
    underway = line.watch(lambda done, of: "")

    def feed() -> None:
        while True:  # as a printer that takes sheet after sheet
            underway(1, 500)

    program.jobs.run(line, feed, lambda _: None, lambda _: None, on=Worker.PRINTER)
    program.lock()
    qtbot.waitUntil(lambda: afresh == ["started"])
    assert underway.is_stopped


def test_the_window_stands_where_it_stood(qtbot, program: Program, afresh: list[str], settings) -> None:
    program.frame.resize(1111, 666)
    program.lock()
    qtbot.waitUntil(lambda: bool(afresh))
    assert settings.window == program.frame.saveGeometry()


def test_what_we_copied_goes_when_the_desk_locks(qtbot, program: Program, afresh: list[str]) -> None:
    clipboard.put("OperationalError\ndesk.py:40 writing")
    program.lock()
    qtbot.waitUntil(lambda: bool(afresh))
    assert QApplication.clipboard().text() == ""


def test_what_another_program_copied_stays(qtbot, program: Program, afresh: list[str]) -> None:
    clipboard.put("of ours")
    QApplication.clipboard().setText("a shopping list")
    program.lock()
    qtbot.waitUntil(lambda: bool(afresh))
    assert QApplication.clipboard().text() == "a shopping list"


@pytest.mark.parametrize(
    ("message", "parameter", "locks"),
    [(0x0218, 4, True), (0x0218, 18, False), (0x02B1, 7, True), (0x02B1, 8, False), (0x0100, 7, False)],
)
def test_windows_says_when_it_sleeps_and_locks(message: int, parameter: int, locks: bool) -> None:
    assert is_locking(message, parameter) is locks


BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={path}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow own="*"/><allow receive_sender="*"/></policy>
</busconfig>"""
LISTEN = """
import sys
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget
from esafety_desk.ui.system_watch import SystemWatch
app = QApplication([])
watch = SystemWatch()
watch.locking.connect(lambda: print("locking", flush=True))
watch.begin(QWidget())
print("listening", flush=True)
app.exec()
"""
TELL = """
import sys
from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import QDBusConnection, QDBusMessage
app = QCoreApplication([])
owner, path, interface, name, *says = sys.argv[1:]
bus = QDBusConnection.sessionBus()
assert bus.registerService(owner)
told = QDBusMessage.createSignal(path, interface, name)
told.setArguments([word == "true" for word in says])
assert bus.send(told)
bus.interface().servicePid(owner)  # an answer: what was sent before it has gone out
"""


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    """A message bus of this test's own."""
    daemon = shutil.which("dbus-daemon")
    if daemon is None or sys.platform != "linux":
        pytest.skip("no dbus-daemon here")
    (tmp_path / "bus.conf").write_text(BUS.format(path=tmp_path / "bus"))
    words = [daemon, f"--config-file={tmp_path / 'bus.conf'}", "--nofork", "--print-address"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.mark.parametrize(
    "told",
    [
        "org.freedesktop.login1 /org/freedesktop/login1 org.freedesktop.login1.Manager PrepareForSleep true",
        "org.freedesktop.login1 /org/freedesktop/login1/session/_31 org.freedesktop.login1.Session Lock",
        "org.kde.screensaver /org/freedesktop/ScreenSaver org.freedesktop.ScreenSaver ActiveChanged true",
    ],
)
def test_linux_says_when_it_sleeps_and_locks(bus: str, told: str) -> None:
    around = os.environ | {
        "DBUS_SYSTEM_BUS_ADDRESS": bus,
        "DBUS_SESSION_BUS_ADDRESS": bus,
        "QT_QPA_PLATFORM": "offscreen",
    }
    words = [sys.executable, "-c", LISTEN]
    with subprocess.Popen(words, env=around, stdout=subprocess.PIPE, text=True) as listener:
        assert listener.stdout is not None
        assert listener.stdout.readline() == "listening\n"
        subprocess.run([sys.executable, "-c", TELL, *told.split()], check=True, env=around, timeout=20)
        said = listener.stdout.readline()
        listener.terminate()
    assert said == "locking\n"
