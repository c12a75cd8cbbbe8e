"""Keeping a window out of screenshots and shared screens, where the system has a way to."""

from __future__ import annotations

import ctypes

_EXCLUDED, _SHOWN = 0x11, 0x00
"""WDA_EXCLUDEFROMCAPTURE and WDA_NONE. Source: Windows, SetWindowDisplayAffinity."""


def keep_out(window: int, *, out: bool = True) -> bool:
    """Have captures show nothing of the window with this handle, or show it again; whether the system does so.

    Known to Windows 10 of 2020 and later; elsewhere nothing happens.
    """
    system = getattr(ctypes, "windll", None)
    if system is None:
        return False
    return bool(system.user32.SetWindowDisplayAffinity(window, _EXCLUDED if out else _SHOWN))
