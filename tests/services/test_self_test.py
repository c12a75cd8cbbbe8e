"""The program proves itself whole, on any day, and leaves nothing behind."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from esafety_desk.host.errors import CheckFailed
from esafety_desk.reports import governors
from esafety_desk.services.self_test import self_test


def test_a_whole_program_says_ok(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert self_test(datetime(2026, 8, 31, 0, 5, tzinfo=UTC)) == "OK"
    assert list(tmp_path.iterdir()) == []


def test_a_program_that_draws_no_report_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(governors, "render", lambda report, logo=None: b"")
    with pytest.raises(CheckFailed, match="report was not drawn"):
        self_test(datetime(2026, 11, 19, tzinfo=UTC))
