"""What the way in is dressed with before ``PySide6.QtCore.Qt`` is loaded.

That one name builds every enumeration of the namespace and costs more of the start than the whole window.
So until the first paint its members are set as properties, by number; a test holds the numbers to their names.
"""

from __future__ import annotations

from PySide6.QtCore import QObject

PLAIN_TEXT = {"textFormat": 0}
CENTRED = {"alignment": 0x0084}
TOP_LEFT = {"alignment": 0x0021}
BY_TAB_ONLY = {"focusPolicy": 1}
NO_FOCUS = {"focusPolicy": 0}
SECRET_INPUT = {"inputMethodHints": 0x2 | 0x4 | 0x40}


def give(thing: QObject, numbers: dict[str, int]) -> None:
    """Set each of ``numbers`` as a property of ``thing``."""
    for name, number in numbers.items():
        thing.setProperty(name, number)
