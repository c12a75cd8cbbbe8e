"""Every page, form and step: Tab comes to each control, each has a spoken name, and no text is cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut

from esafety_desk.records.registers import REGISTERS
from esafety_desk.services.demo import build_demo_desk
from esafety_desk.ui.frame import SMALLEST
from esafety_desk.ui.places import KEYED, PLACE_OF
from esafety_desk.ui.theme import Theme
from tests.conftest import CHEAP, NOW, PASSPHRASE
from tests.gui.driving import Leader, program_on, settings_in, wait
from tests.gui.looking import Findings, looked_at

SIZES = {"1280 × 720": (1280, 720), "1920 × 1080 at 200 %": (960, 540)}
WITH_FORMS = tuple(page for page in PLACE_OF if page in REGISTERS)
ALL_WELL = Findings(unreached=[], nameless=[], clipped=[])


@pytest.fixture(scope="module")
def aside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("every-page")


@pytest.fixture(scope="module")
def school(aside: Path) -> Path:
    """The desk of a small invented school."""
    folder = aside / "desk"
    build_demo_desk(folder, PASSPHRASE, now=NOW, pupils=60, years=1, cost=CHEAP).close()
    return folder


@pytest.fixture(scope="module", params=SIZES.values(), ids=SIZES)
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    return request.param


@pytest.fixture(scope="module")
def seat(school: Path, aside: Path, theme: Theme, size: tuple[int, int]) -> Iterator[Leader]:
    """The window that all tests of one size go through, from page to page."""
    yield from seated(school, aside, theme, size)


@pytest.fixture
def leader(seat: Leader) -> Leader:
    """The leader at the open desk, whatever the test before left in view."""
    bring_to_front(seat)
    if seat.program.shell is None:
        seat.type(PASSPHRASE)
        seat.press("Return")
        seat.waits_for("Thursday 19 November")
    return seat


@pytest.fixture
def newcomer(aside: Path, theme: Theme, size: tuple[int, int]) -> Iterator[Leader]:
    """Someone at the first run, who never comes to the end of it."""
    yield from seated(aside / "never made", aside, theme, size)


def seated(folder: Path, aside: Path, theme: Theme, size: tuple[int, int]) -> Iterator[Leader]:
    program = program_on(folder, settings_in(aside / "window.ini"), theme)
    program.frame.resize(*size)
    program.start()
    leader = Leader(program)
    bring_to_front(leader)
    leader.settle()
    yield leader
    program.frame.close()
    program.frame.deleteLater()


def bring_to_front(leader: Leader) -> None:
    leader.program.frame.activateWindow()
    wait(leader.program.frame.isActiveWindow, "the window to be in front")


def at(place: str) -> Callable[[Leader], None]:
    def step(leader: Leader) -> None:
        leader.program.shell.show_page(place)
        leader.settle()
        if place == "reports":
            wait(lambda: leader.see("action.save_pdf").isEnabled(), "the pages")

    return step


def at_form(register: str) -> Callable[[Leader], None]:
    def step(leader: Leader) -> None:
        at(register)(leader)
        leader.press("Ctrl+N")

    return step


def at_refused_incident(leader: Leader) -> None:
    at_form("incidents")(leader)
    leader.click("field.whereabouts.outside")
    leader.click("field.people.add")
    leader.press("Ctrl+S")


def at_new_person(leader: Leader) -> None:
    at_form("incidents")(leader)
    leader.pick("field.owner_id", "Zofia Nowak")


def at_words(leader: Leader) -> None:
    at("reports")(leader)
    leader.click("tab.words")


def at_figures(leader: Leader) -> None:
    at("reports")(leader)
    leader.click("tab.figures")


def at_issuing(leader: Leader) -> None:
    at("reports")(leader)
    leader.click("action.issue")


def at_issued(leader: Leader) -> None:
    at("reports")(leader)
    leader.click("tab.issued")


VIEWS: dict[str, Callable[[Leader], None]] = {
    **{page: at(page) for page in PLACE_OF},
    **{f"new {register}": at_form(register) for register in WITH_FORMS},
    "words of the report": at_words,
    "figures of the report": at_figures,
    "issued reports": at_issued,
    "issuing the report": at_issuing,
    "refused incident": at_refused_incident,
    "person added on the spot": at_new_person,
}


@pytest.mark.parametrize("view", VIEWS)
def test_everything_is_reached_named_and_read_in_full(leader: Leader, view: str) -> None:
    VIEWS[view](leader)
    found = looked_at(leader)
    leave_form(leader)
    assert found == ALL_WELL


def leave_form(leader: Leader) -> None:
    page = leader.program.shell.page
    if page.objectName() == "page.reports":
        while page.step_back():
            pass
        leader.click("tab.choose")
    while getattr(page, "form", None) is not None:
        leader.press("Esc")


def test_first_run_is_reached_named_and_read_in_full(newcomer: Leader) -> None:
    answers = (
        ("wizard.next", "Willowmere Primary School"),
        ("wizard.next", "Maren"),
        ("wizard.next", PASSPHRASE),
        ("wizard.next", ""),
    )
    for button, text in answers:
        newcomer.type(text)
        assert looked_at(newcomer) == ALL_WELL, text
        newcomer.click(button)
    assert looked_at(newcomer) == ALL_WELL


def test_ways_in_are_reached_named_and_read_in_full(leader: Leader) -> None:
    leader.press("Ctrl+L")
    assert looked_at(leader) == ALL_WELL
    leader.type("not the passphrase")
    leader.press("Return")
    leader.waits_for("This passphrase does not open the desk.")
    assert looked_at(leader) == ALL_WELL
    leader.click("action.use-recovery-key")
    assert looked_at(leader) == ALL_WELL
    leader.click("action.use-passphrase")


def test_no_two_shortcuts_collide_with_every_form_open(leader: Leader) -> None:
    for register in WITH_FORMS:
        at_form(register)(leader)
    whole_window = (Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut)
    frame = leader.program.frame
    keys = [
        shortcut.key() for shortcut in frame.findChildren(QShortcut) if shortcut.context() in whole_window
    ]
    keys += [key for action in frame.findChildren(QAction) for key in action.shortcuts()]
    said = [QKeySequence(key).toString() for key in keys]
    assert {key for key in said if said.count(key) > 1} == set()
    for register in WITH_FORMS:
        at(register)(leader)
        leave_form(leader)


def test_number_keys_lead_where_the_tips_say(leader: Leader) -> None:
    for number, place in enumerate(KEYED, start=1):
        leader.press(f"Ctrl+{number}")
        assert leader.see(f"nav.{place.key}").isChecked()
        assert leader.see(f"nav.{place.key}").toolTip().endswith(f"(Ctrl+{number})")


def test_first_window_is_no_larger_than_the_screen(aside: Path, theme: Theme) -> None:
    frame = program_on(aside / "never made", settings_in(aside / "nothing kept.ini"), theme).frame
    room = frame.screen().availableSize().expandedTo(SMALLEST)
    assert (frame.width() <= room.width(), frame.height() <= room.height()) == (True, True)
    frame.close()
