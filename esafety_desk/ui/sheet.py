"""The window's one style sheet, made from a scheme's colours. Looks are chosen by the property ``look``."""

from __future__ import annotations

from esafety_desk.ui import icons
from esafety_desk.ui.theme import (
    CAPTION_PX,
    CARD_RADIUS,
    CONTROL_HEIGHT,
    HEADING_PX,
    MEETING_PX,
    MEETING_TITLE_PX,
    RADIUS,
    SMALL_PX,
    TITLE_PX,
    Colours,
)

_INNER = CONTROL_HEIGHT - 2
_INPUTS = "QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QAbstractSpinBox"


def sheet(colours: Colours) -> str:
    """The whole style sheet for ``colours``."""
    parts = (
        _words,
        _surfaces,
        _buttons,
        _states,
        _rail,
        _inputs,
        _marks,
        _lists,
        _small_things,
        _calendar,
        _meeting,
    )
    return "\n".join(part(colours) for part in parts)


def _words(c: Colours) -> str:
    return f"""
QLabel[look="title"] {{ font-size: {TITLE_PX}px; font-weight: 600; color: {c.ink}; }}
QLabel[look="heading"] {{ font-size: {HEADING_PX}px; font-weight: 600; color: {c.ink}; }}
QLabel[look="strong"], QLabel[look="figure"] {{ font-weight: 600; color: {c.ink}; }}
QLabel[look="sentence"], QLabel[look="secondary"] {{ color: {c.ink_2}; }}
QLabel[look="caption"] {{ font-size: {CAPTION_PX}px; color: {c.ink_2}; letter-spacing: 1px; }}
QLabel[look="hint"] {{ font-size: {SMALL_PX}px; color: {c.ink_2}; }}
QLabel[look="error"] {{ font-size: {SMALL_PX}px; color: {c.red}; }}
QLabel[look="question"] {{ font-size: {SMALL_PX}px; color: {c.amber}; }}
QLabel[look="name"] {{ font-size: {SMALL_PX}px; font-weight: 600; color: {c.ink_2}; }}
QLabel[look="key"] {{ font-family: "Cascadia Mono", "Consolas", "Menlo", "DejaVu Sans Mono", monospace;
    font-size: {TITLE_PX}px; font-weight: 600; color: {c.ink}; letter-spacing: 1px; }}
QLabel[look="step"] {{ font-size: {SMALL_PX}px; color: {c.ink_2}; border: 1px solid {c.line}; border-radius: 12px; }}
QLabel[look="step"][tone="now"] {{ color: {c.on_accent}; background: {c.accent}; border-color: {c.accent};
    font-weight: 600; }}
QLabel[look="step"][tone="done"] {{ background: {c.green_tint}; border-color: {c.green_tint}; }}
QLabel[look="mark"] {{ background: {c.tint}; border-radius: 26px; }}
QLabel[look="badge"] {{ font-size: {SMALL_PX}px; font-weight: 600; padding: 2px 7px; border-radius: 4px;
    color: {c.ink_2}; background: {c.rail}; }}
{_tones("QLabel", c)}
"""


def _tones(selector: str, c: Colours) -> str:
    lines = []
    for name in ("red", "amber", "green", "accent"):
        ink, ground = c.tone(name)
        lines.append(f'{selector}[look="badge"][tone="{name}"] {{ color: {ink}; background: {ground}; }}')
    return "\n".join(lines)


def _surfaces(c: Colours) -> str:
    return f"""
QFrame[look="card"] {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: {CARD_RADIUS}px; }}
QFrame[look="page"], QWidget[look="page"] {{ background: {c.bg}; }}
QFrame[look="panel"] {{ background: {c.bg}; border: 1px solid {c.line}; border-radius: {CARD_RADIUS}px; }}
QFrame[look="rail"] {{ background: {c.rail}; border: none; border-right: 1px solid {c.line}; }}
QFrame[look="guide"] {{ background: {c.tint}; border: none; border-top: 1px solid {c.line}; }}
QFrame[look="guide"] QLabel[look="secondary"], QFrame[look="guide"] QLabel[look="hint"] {{ color: {c.ink}; }}
QFrame[look="rule"] {{ background: {c.line}; border: none; min-height: 1px; max-height: 1px; }}
QFrame[look="message"] {{ background: {c.ink}; border: none; border-radius: {CARD_RADIUS}px; }}
QFrame[look="message"] QLabel {{ color: {c.bg}; }}
QFrame[look="message"] QPushButton {{ color: {c.bg}; background: transparent; border: 1px solid {c.ink_2};
    font-weight: 600; }}
QFrame[look="message"] QPushButton:hover, QFrame[look="message"] QPushButton:focus {{ border-color: {c.bg}; }}
QFrame[look="notice"][tone="red"] {{ background: {c.red_tint}; border: 1px solid {c.red}; border-radius: 8px; }}
QFrame[look="notice"][tone="red"] QLabel {{ color: {c.red}; }}
QFrame[look="notice"][tone="red"] QPushButton {{ color: {c.red}; background: transparent; border-color: {c.red}; }}
QFrame[look="notice"][tone="amber"] {{ background: {c.amber_tint}; border: none; border-radius: 8px; }}
QFrame[look="notice"][tone="amber"] QLabel {{ color: {c.amber}; }}
QFrame[look="notice"][tone="accent"] {{ background: {c.tint}; border: none; border-radius: 8px; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollArea > QWidget > QWidget[look="scrolled"] {{ background: transparent; }}
QSplitter::handle {{ background: transparent; }}
"""


def _buttons(c: Colours) -> str:
    return f"""
QPushButton {{ min-height: {_INNER}px; padding: 0 13px; border: 1px solid {c.line}; border-radius: {RADIUS}px;
    background: {c.surface}; color: {c.ink}; outline: none; }}
QPushButton:hover {{ background: {c.hover}; }}
QPushButton:pressed {{ background: {c.tint}; }}
QPushButton:focus {{ border: 2px solid {c.accent}; padding: 0 12px; min-height: {_INNER - 2}px; }}
QPushButton:disabled {{ color: {c.ink_2}; background: {c.bg}; }}
QPushButton[look="primary"] {{ background: {c.accent}; border-color: {c.accent}; color: {c.on_accent};
    font-weight: 600; padding: 0 15px; }}
QPushButton[look="primary"]:hover {{ background: {c.accent_hover}; border-color: {c.accent_hover}; }}
QPushButton[look="primary"]:focus {{ border: 2px solid {c.ink}; padding: 0 14px; }}
QPushButton[look="primary"]:disabled {{ background: {c.line}; border-color: {c.line}; color: {c.ink_2}; }}
QPushButton[look="quiet"] {{ background: transparent; border-color: transparent; color: {c.ink_2}; }}
QPushButton[look="quiet"]:hover {{ background: {c.hover}; color: {c.ink}; }}
QPushButton[look="quiet"]:focus {{ border-color: {c.accent}; }}
QPushButton[look="icon"] {{ background: transparent; border-color: transparent; padding: 0; min-width: {_INNER}px; }}
QPushButton[look="icon"]:hover {{ background: {c.hover}; }}
QPushButton[look="icon"]:focus {{ border-color: {c.accent}; padding: 0; min-width: {_INNER - 2}px; }}
QPushButton[look="link"] {{ background: transparent; border-color: transparent; color: {c.accent}; padding: 0 3px;
    min-height: 22px; text-align: left; }}
QPushButton[look="link"]:hover {{ text-decoration: underline; }}
QPushButton[look="link"]:disabled {{ color: {c.ink_2}; background: transparent; }}
QPushButton[look="link"]:focus {{ border: 2px solid {c.accent}; padding: 0 2px; min-height: 20px; }}
"""


def _states(c: Colours) -> str:
    """Buttons that stand for a state or a place: filter chips, tabs, counts, the search, menus."""
    return f"""
QPushButton[look="chip"] {{ min-height: 26px; max-height: 26px; padding: 0 12px; border-radius: 14px;
    font-size: 13px; color: {c.ink_2}; }}
QPushButton[look="chip"]:checked {{ background: {c.tint}; border-color: {c.accent}; color: {c.accent}; }}
QPushButton[look="chip"]:focus {{ border: 2px solid {c.accent}; padding: 0 11px; min-height: 24px; max-height: 24px; }}
QPushButton[look="tab"] {{ min-height: 26px; max-height: 26px; padding: 0 2px; border: none; border-radius: 0;
    border-bottom: 2px solid transparent; background: transparent; color: {c.ink_2};
    margin-right: 6px; text-align: left; }}
QPushButton[look="tab"]:hover {{ color: {c.ink}; }}
QPushButton[look="tab"]:checked {{ color: {c.accent}; border-bottom: 2px solid {c.accent}; font-weight: 600; }}
QPushButton[look="tab"]:focus {{ border: 2px solid {c.accent}; border-radius: {RADIUS}px; padding: 0;
    min-height: 24px; max-height: 24px; }}
QPushButton[look="count"] {{ min-height: 18px; padding: 0; border: 1px solid {c.green_tint}; border-radius: 4px;
    background: {c.green_tint}; color: {c.green}; font-size: {SMALL_PX}px; font-weight: 600; }}
QPushButton[look="count"]:hover {{ border-color: {c.green}; }}
QPushButton[look="count"]:focus {{ border: 2px solid {c.accent}; padding: 0; min-height: 16px; }}
QPushButton[look="gap"] {{ min-height: 18px; padding: 0; border: 1px solid {c.amber_tint}; border-radius: 4px;
    background: {c.amber_tint}; color: {c.amber}; font-size: {CAPTION_PX}px; }}
QPushButton[look="gap"]:hover {{ border-color: {c.amber}; }}
QPushButton[look="gap"]:focus {{ border: 2px solid {c.accent}; padding: 0; min-height: 16px; }}
QPushButton[look="search"] {{ text-align: left; color: {c.ink_2}; padding: 0 11px; }}
QPushButton[look="search"]:focus {{ padding: 0 10px; }}
QPushButton::menu-indicator {{ image: url({icons.sheet_file("chevron")}); subcontrol-position: right center;
    subcontrol-origin: padding; right: 9px; width: 12px; height: 12px; }}
QPushButton[menu="true"] {{ text-align: left; padding: 0 30px 0 13px; }}
QPushButton[menu="true"]:focus {{ padding: 0 29px 0 12px; }}
QToolButton {{ border: none; background: transparent; border-radius: {RADIUS}px; padding: 4px; }}
QToolButton:hover {{ background: {c.hover}; }}
"""


def _rail(c: Colours) -> str:
    return f"""
QPushButton[look="nav"] {{ text-align: left; border: 2px solid transparent; background: transparent; color: {c.ink_2};
    min-height: 26px; padding: 0 10px; }}
QPushButton[look="nav"]:hover {{ background: {c.line}; color: {c.ink}; }}
QPushButton[look="nav"]:checked {{ background: {c.tint}; color: {c.accent}; font-weight: 600; }}
QPushButton[look="nav"]:focus {{ border-color: {c.accent}; padding: 0 10px; min-height: 26px; }}
"""


def _inputs(c: Colours) -> str:
    return f"""
{_INPUTS} {{ background: {c.surface}; color: {c.ink}; border: 1px solid {c.line}; border-radius: {RADIUS}px;
    padding: 0 9px; placeholder-text-color: {c.ink_2}; selection-background-color: {c.accent};
    selection-color: {c.on_accent}; }}
QLineEdit, QComboBox {{ min-height: {_INNER}px; }}
QAbstractSpinBox {{ min-height: {_INNER - 2}px; }}
QPlainTextEdit, QTextEdit {{ padding: 6px; }}
QLineEdit:focus, QComboBox:focus {{ border: 2px solid {c.accent}; padding: 0 8px; min-height: {_INNER - 2}px; }}
QAbstractSpinBox:focus {{ border: 2px solid {c.accent}; padding: 0 8px; min-height: {_INNER - 4}px; }}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{ border: none; padding: 0 0 0 8px; min-height: 0;
    background: transparent; }}
QLineEdit[look="filter"] {{ padding-left: 2px; }}
QLineEdit[look="filter"]:focus {{ padding-left: 1px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {c.accent}; padding: 5px; }}
QLineEdit[state="wrong"], QComboBox[state="wrong"], QPlainTextEdit[state="wrong"], QAbstractSpinBox[state="wrong"]
    {{ border-color: {c.red}; }}
QLineEdit[state="question"], QComboBox[state="question"], QPlainTextEdit[state="question"]
    {{ border-color: {c.amber}; }}
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled, QAbstractSpinBox:disabled
    {{ background: {c.bg}; color: {c.ink_2}; }}
QLineEdit:read-only {{ background: {c.bg}; }}
QLineEdit[look="bare"] {{ border: none; background: transparent; }}
QComboBox::drop-down {{ border: none; width: 28px; }}
QComboBox::down-arrow {{ image: url({icons.sheet_file("chevron")}); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {c.surface}; border: 1px solid {c.line}; padding: 4px; outline: none; }}
QComboBox QAbstractItemView::item {{ min-height: 30px; padding: 0 8px; border-radius: 4px; color: {c.ink}; }}
QComboBox QAbstractItemView::item:selected {{ background: {c.tint}; color: {c.ink}; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: none; }}
"""


def _marks(c: Colours) -> str:
    return f"""
QCheckBox, QRadioButton {{ spacing: 8px; outline: none; color: {c.ink}; min-height: 26px; border: 2px solid transparent;
    border-radius: {RADIUS}px; padding: 0 4px 0 0; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {c.accent}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {c.ink_2}; }}
QCheckBox::indicator, QAbstractItemView::indicator, QMenu::indicator {{ width: 16px; height: 16px;
    border: 1px solid {c.ink_2}; border-radius: 4px; background: {c.surface}; }}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked, QMenu::indicator:checked
    {{ background: {c.accent}; border-color: {c.accent}; image: url({icons.sheet_file("tick-" + c.name)}); }}
QRadioButton::indicator {{ width: 16px; height: 16px; border: 1px solid {c.ink_2}; border-radius: 9px;
    background: {c.surface}; }}
QRadioButton::indicator:checked {{ border: 5px solid {c.accent}; width: 8px; height: 8px; }}
"""


def _lists(c: Colours) -> str:
    return f"""
QTableView, QListView, QTreeView {{ background: {c.surface}; border: none; outline: none; color: {c.ink};
    selection-background-color: {c.tint}; selection-color: {c.ink}; gridline-color: transparent; }}
QListView::item {{ min-height: 32px; padding: 0 8px; border-radius: {RADIUS}px; }}
QTreeView::item {{ min-height: 28px; }}
QListView::item:selected, QTableView::item:selected, QTreeView::item:selected
    {{ background: {c.tint}; color: {c.ink}; }}
QTableWidget::item {{ padding: 0 10px; }}
QHeaderView {{ background: {c.surface}; border: none; }}
QHeaderView::section {{ background: {c.surface}; color: {c.ink_2}; font-size: {SMALL_PX}px; font-weight: 600;
    border: none; border-bottom: 1px solid {c.line}; padding: 0 10px; min-height: 38px; }}
QHeaderView::section:hover {{ color: {c.ink}; }}
QTableCornerButton::section {{ background: {c.surface}; border: none; }}
"""


def _small_things(c: Colours) -> str:
    return f"""
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{ background: {c.line}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 36px; }}
QScrollBar::handle:horizontal {{ min-width: 36px; }}
QScrollBar::handle:hover {{ background: {c.ink_2}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QMenu {{ background: {c.surface}; border: 1px solid {c.line}; padding: 5px; }}
QMenu::item {{ padding: 7px 28px 7px 12px; border-radius: 4px; color: {c.ink}; }}
QMenu::item:selected {{ background: {c.tint}; }}
QMenu::item:disabled {{ color: {c.ink_2}; }}
QMenu::separator {{ height: 1px; background: {c.line}; margin: 5px 8px; }}
QMenu::indicator {{ margin-left: 8px; }}
QToolTip {{ background: {c.ink}; color: {c.bg}; border: none; padding: 5px 8px; font-size: {SMALL_PX}px; }}
QProgressBar {{ background: {c.line}; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: 2px; }}
QDialog {{ background: {c.bg}; }}
"""


def _calendar(c: Colours) -> str:
    return f"""
QCalendarWidget QWidget {{ background: {c.surface}; color: {c.ink}; alternate-background-color: {c.surface}; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {c.surface}; border-bottom: 1px solid {c.line}; }}
QCalendarWidget QToolButton {{ color: {c.ink}; font-weight: 600; min-height: 28px; padding: 0 8px; }}
QCalendarWidget QToolButton:hover {{ background: {c.tint}; }}
QCalendarWidget QToolButton::menu-indicator {{ image: none; }}
QCalendarWidget QAbstractItemView {{ selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QCalendarWidget QAbstractItemView:disabled {{ color: {c.ink_2}; }}
"""


def _meeting(c: Colours) -> str:
    """Everything in a meeting is large."""
    large = ", ".join(
        f'QWidget[look="meeting"] {kind}'
        for kind in ("QLabel", "QPushButton", "QLineEdit", "QComboBox", "QRadioButton", "QTableWidget")
    )
    return f"""
{large} {{ font-size: {MEETING_PX}px; }}
QWidget[look="meeting"] QLabel[look="title"] {{ font-size: {MEETING_TITLE_PX}px; }}
QWidget[look="meeting"] QLabel[look="hint"], QWidget[look="meeting"] QLabel[look="error"]
    {{ font-size: {HEADING_PX}px; }}
QWidget[look="meeting"] QHeaderView, QWidget[look="meeting"] QHeaderView::section {{ font-size: {HEADING_PX}px; }}
QWidget[look="meeting"] QTableWidget::item {{ padding: 10px; border: none; border-bottom: 1px solid {c.line}; }}
QWidget[look="meeting"] QTableWidget::item:selected {{ background: {c.tint}; }}
QWidget[look="meeting"] QPushButton[look="tab"] {{ min-height: 36px; max-height: 36px; }}
"""
