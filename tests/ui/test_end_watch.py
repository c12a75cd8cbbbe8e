"""The system asks the program to end: it is heard at once, though nobody touches the window."""

from __future__ import annotations

import os
import signal
import sys

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from esafety_desk.ui.end_watch import EndWatch


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a program without asking it")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_request_to_end_is_heard(qtbot: QtBot, number: signal.Signals) -> None:
    before = signal.getsignal(number)
    parent = QObject()
    watch = EndWatch(parent)
    try:
        with qtbot.waitSignal(watch.asked):
            os.kill(os.getpid(), number)
    finally:
        watch.rest()
    assert signal.getsignal(number) == before
