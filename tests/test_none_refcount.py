"""PySide6 must not lose references to None: 6.12.0 on Python 3.11 does, and dies after some thousand calls."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject

_CALLS = 1_000
_SLACK = 50  # other work of the interpreter while the loop runs


def test_none_keeps_its_references_over_a_thousand_calls_that_return_nothing() -> None:
    thing = QObject()
    thing.setObjectName("warmed.up")
    before = sys.getrefcount(None)
    for _ in range(_CALLS):
        thing.setObjectName("field.occurred_on")
    lost = before - sys.getrefcount(None)
    assert abs(lost) < _SLACK, f"{lost} references to None were lost in {_CALLS} calls"
