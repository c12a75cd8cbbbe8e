"""The passphrase a verb is given: the first line of a file or of standard input, never asked of nobody."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from esafety_desk.host import terminal
from esafety_desk.host.errors import BadUsage

PASSPHRASE = "siedem żółtych łódek płynie"


def in_file(folder: Path, content: bytes) -> str:
    file = folder / "passphrase.txt"
    file.write_bytes(content)
    return terminal.passphrase(str(file), "Passphrase: ")


@pytest.mark.parametrize("ending", ["", "\n", "\r\n", "\nanother line\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_first_line_of_the_file_counts(tmp_path: Path, mark: str, ending: str) -> None:
    assert in_file(tmp_path, f"{mark}{PASSPHRASE}{ending}".encode()) == PASSPHRASE


@pytest.mark.parametrize("content", [b"", b"\n", b"  \nsecond line"])
def test_an_empty_first_line_is_no_passphrase(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(BadUsage, match="is empty"):
        in_file(tmp_path, content)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadUsage, match="cannot be read"):
        in_file(tmp_path, b"\xff\xfe\x00")
    with pytest.raises(BadUsage, match="cannot be read"):
        terminal.passphrase(str(tmp_path / "none.txt"), "")
    with pytest.raises(BadUsage, match="cannot be read"):
        terminal.passphrase(str(tmp_path), "")


def test_standard_input_is_read_as_utf8_whatever_the_machine_thinks(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = io.BytesIO(f"{PASSPHRASE}\n".encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(typed, encoding="ascii"))
    assert terminal.passphrase("-", "") == PASSPHRASE


def test_without_a_terminal_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    with pytest.raises(BadUsage, match="--passphrase-file"):
        terminal.passphrase(None, "Passphrase: ")
