"""Hears the system say that the session is being locked or that the machine goes to sleep."""

from __future__ import annotations

import sys
from typing import Any

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

_LOGIN = "org.freedesktop.login1"
_SCREEN_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver")
_POWER_BROADCAST, _SUSPEND = 0x0218, 0x0004
_SESSION_CHANGE, _SESSION_LOCK = 0x02B1, 0x0007


class SystemWatch(QObject):
    """``locking`` is emitted when the system locks or sleeps, where it tells. Listening opens no network socket."""

    locking = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._native: _WindowsMessages | None = None
        self._is_listening = False

    def begin(self, window: QWidget) -> None:
        """Listen from now on; a second call changes nothing."""
        if self._is_listening:
            return
        self._is_listening = True
        if sys.platform == "win32":
            self._native = _WindowsMessages(self, int(window.winId()))
        else:
            self._listen_to_buses()

    @Slot()
    def on_lock(self) -> None:
        self.locking.emit()

    @Slot(bool)
    def on_begun(self, has_begun: bool) -> None:
        """The system goes to sleep or its screen is covered (true), or it comes back (false)."""
        if has_begun:
            self.locking.emit()

    def _listen_to_buses(self) -> None:
        """The buses are local; where one is not there the desk still locks by its own clock."""
        from PySide6.QtDBus import QDBusConnection

        system, session = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        if system.isConnected():
            manager = "/org/freedesktop/login1"
            system.connect(
                _LOGIN, manager, f"{_LOGIN}.Manager", "PrepareForSleep", self, SLOT("on_begun(bool)")
            )
            # Of whichever session: one desk too many is locked where several people sit at one machine.
            system.connect(_LOGIN, "", f"{_LOGIN}.Session", "Lock", self, SLOT("on_lock()"))
        if session.isConnected():
            for name in _SCREEN_SAVERS:
                session.connect("", "", name, "ActiveChanged", self, SLOT("on_begun(bool)"))


def is_locking(message: int, parameter: int) -> bool:
    """Whether a message of Windows says that the session locks or the machine goes to sleep."""
    return (message, parameter) in ((_POWER_BROADCAST, _SUSPEND), (_SESSION_CHANGE, _SESSION_LOCK))


class _WindowsMessages(QAbstractNativeEventFilter):
    """Reads the messages of the window; Windows sends those about the session to windows that ask for them."""

    def __init__(self, watch: SystemWatch, window: int) -> None:
        super().__init__()
        import ctypes

        self._watch = watch
        ctypes.WinDLL("wtsapi32").WTSRegisterSessionNotification(ctypes.c_void_p(window), 0)
        QCoreApplication.instance().installNativeEventFilter(self)

    def nativeEventFilter(self, kind: Any, address: Any) -> tuple[bool, int]:
        from ctypes import wintypes

        if bytes(kind) == b"windows_generic_MSG":
            found = wintypes.MSG.from_address(int(address))
            if is_locking(found.message, found.wParam):
                self._watch.locking.emit()
        return False, 0
