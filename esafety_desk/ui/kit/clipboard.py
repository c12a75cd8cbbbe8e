"""The clipboard, as far as this program has put something there: that goes when the desk locks."""

from __future__ import annotations

import atexit
import hashlib

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication

_MODES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection, QClipboard.Mode.FindBuffer)
_put: set[bytes] = set()
"""Digests of what was put there by a button: not every system tells whose the clipboard's content is."""
_KEPT_OUT = {
    "x-kde-passwordManagerHint": b"secret",
    "ExcludeClipboardContentFromMonitorProcessing": b"1",
    "application/x-nspasteboard-concealed-type": b"1",
}
"""What asks a system to leave a copy out of its clipboard's history and out of its cloud."""


def put(text: str) -> None:
    """Copy ``text``, for no history of copies; ``clear_ours`` will know it again."""
    _put.add(_digest(text))
    data = QMimeData()
    data.setText(text)
    for kind, mark in _KEPT_OUT.items():
        data.setData(kind, mark)
    QGuiApplication.clipboard().setMimeData(data)
    atexit.unregister(_clear_at_exit)
    atexit.register(_clear_at_exit)


def clear_ours() -> None:
    """Empty the clipboard where what it holds came from this program; what came from another stays."""
    clipboard = QGuiApplication.clipboard()
    for mode in _MODES:
        is_ours = clipboard.ownsClipboard() if mode is _MODES[0] else _owns(clipboard, mode)
        if is_ours or _digest(clipboard.text(mode)) in _put:
            clipboard.clear(mode)
    _put.clear()


def _clear_at_exit() -> None:
    """However the program comes to its end, its copies do not outlive it; Qt could not let go of them any later."""
    if QGuiApplication.instance() is not None:
        clear_ours()


def _owns(clipboard: QClipboard, mode: QClipboard.Mode) -> bool:
    if mode is QClipboard.Mode.Selection:
        return clipboard.supportsSelection() and clipboard.ownsSelection()
    return clipboard.supportsFindBuffer() and clipboard.ownsFindBuffer()


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode(errors="surrogatepass")).digest()
