"""Hands and eyes at a real X screen: xdotool types and clicks, and what shows is looked at until it rests."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage, QScreen

from esafety_desk.ui.theme import LIGHT

SIZE = (1280, 760)
_PATIENCE, _BETWEEN, _STILL = 90.0, 0.12, 5
_CURSOR = 120
"""In pixels: a cursor that blinks is no change."""
_STEP = 4
_BUTTON = (32, 20)
"""In px: the least a filled button measures; letters and badges in its colour are smaller."""


class RealHands:
    """Each act waits until the window has answered: it changed, and has come to rest since."""

    def __init__(self, out: Path, screen: QScreen) -> None:
        self._out, self._screen = out, screen
        self._seen = QImage()
        self._rest()

    def look(self, name: str) -> None:
        """Keep a picture of the screen."""
        self._rest()
        assert self._seen.save(str(self._out / f"{name}.png"))

    def type(self, text: str) -> None:
        self._do("type", "--delay", "15", text)

    def press(self, *keys: str) -> None:
        """Press keys by the names xdotool knows, one after another."""
        self._do("key", "--delay", "120", *keys)

    def click_filled_button(self) -> None:
        """Click the one filled button in view. Raises LookupError where there is none."""
        spot = filled_button(self._seen)
        self._do("mousemove", str(spot.x()), str(spot.y()), "click", "1")

    def _do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], check=True)
        self._wait_for_change()
        self._rest()

    def _wait_for_change(self) -> None:
        limit = time.monotonic() + _PATIENCE
        while changed(self._seen, self._now()) <= _CURSOR:
            if time.monotonic() > limit:
                raise TimeoutError("the window does not answer")
            time.sleep(_BETWEEN)

    def _rest(self) -> None:
        """Look until the screen has been the same several times running. Raises TimeoutError."""
        limit, still = time.monotonic() + _PATIENCE, 0
        while still < _STILL:
            now = self._now()
            still = still + 1 if changed(self._seen, now) <= _CURSOR else 0
            self._seen = now
            if time.monotonic() > limit:
                raise TimeoutError("the window does not come to rest")
            time.sleep(_BETWEEN)

    def _now(self) -> QImage:
        return self._screen.grabWindow(0).toImage()


def changed(before: QImage, after: QImage) -> int:
    """How many pixels differ."""
    if before.size() != after.size():
        return after.width() * after.height()
    mine, yours = bytes(before.constBits()), bytes(after.constBits())
    if mine == yours:
        return 0
    return sum(mine[at : at + 4] != yours[at : at + 4] for at in range(0, len(mine), 4))


def filled_button(picture: QImage) -> QPoint:
    """Where the lowest rectangle of the accent colour lies, that is wide and high enough to be a button."""
    accent = QColor(LIGHT.accent).rgb()
    wide, high = _BUTTON
    for y in range(picture.height() - high, 0, -_STEP):
        run = 0
        for x in range(0, picture.width(), _STEP):
            run = run + _STEP if _is_filled(picture, x, y, accent, high) else 0
            if run >= wide:
                return QPoint(x - run // 2, y + high // 2)
    raise LookupError("no filled button in view")


def _is_filled(picture: QImage, x: int, y: int, colour: int, high: int) -> bool:
    return picture.pixel(x, y) == colour == picture.pixel(x, y + high)
