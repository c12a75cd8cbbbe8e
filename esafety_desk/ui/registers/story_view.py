"""The inside of the detail panel: badges, title, facts, people, links, actions and the chronology of one record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from esafety_desk.records.facts import facts
from esafety_desk.services.story import Decision, Fact, Participant, Story, ToDo
from esafety_desk.ui.kit.basics import label, row
from esafety_desk.ui.kit.chip import Badge
from esafety_desk.ui.kit.days import day_text
from esafety_desk.ui.registers.chronology import Chronology, LongText
from esafety_desk.ui.registers.declaration import RegisterView
from esafety_desk.ui.registers.link_label import LinkLabel
from esafety_desk.ui.theme import GAP, HAIR, SPACE

_NAMES_WIDTH = 118


class StoryView(QWidget):
    """Shows one story. ``followed``: another record is wanted; ``done``: an action was ticked or unticked."""

    followed = Signal(str, int)
    done = Signal(int, bool)

    def __init__(self, story: Story, view: RegisterView, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story, self._today = story, today
        titles = {name: fact.title for name, fact in facts(view.register.record).items()}
        self._lead = [titles[name] for name in view.lead]
        self._unsaid = {titles[name] for name in view.unsaid} | set(self._lead)
        self._within = QVBoxLayout(self)
        self._within.setContentsMargins(SPACE + 4, 0, SPACE + 4, SPACE)
        self._within.setSpacing(GAP)
        self._head()
        self._panel_at = self._within.count()
        self._people()
        self._facts()
        self._links()
        self._actions()
        if story.events:
            self._section("Chronology")
            self._within.addWidget(Chronology(story.events, today, self.followed.emit))
        self._within.addStretch(1)

    def add_panel(self, panel: QWidget) -> None:
        """Put ``panel`` beneath the title and those that stand there."""
        self._within.insertWidget(self._panel_at, panel)
        self._panel_at += 1

    def add_section(self, section: QWidget) -> None:
        """Put ``section`` beneath everything else."""
        self._within.insertWidget(self._within.count() - 1, section)

    def _head(self) -> None:
        title = label(self._story.title, "heading", wraps=True, name="detail.title")
        title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._within.addWidget(title)
        badges = [Badge(text, tone, self) for text, tone in self._story.badges]
        if self._story.restricted:
            badges.append(Badge("Restricted", "amber", self))
        if self._story.withdrawn:
            badges.append(Badge("Withdrawn", "red", self))
        if self._story.decision.hold:
            badges.append(Badge("Held", "accent", self))
        if badges:
            self._within.addLayout(row(*badges, 0))
        if self._story.withdrawn:
            self._within.addWidget(label(f"Withdrawn: {self._story.withdrawn}", "secondary", wraps=True))
        for said in _decided(self._story.decision, self._today):
            self._within.addWidget(label(said, "secondary", wraps=True))

        said = {fact.label: self._text(fact) for fact in self._story.facts}
        lead = " · ".join(said[title] for title in self._lead if title in said)
        if lead:
            self._within.addWidget(label(lead, "secondary", wraps=True, name="detail.lead"))

    def _facts(self) -> None:
        """What the title, the badges and the line beneath them did not say already."""
        badges = [text for text, _ in self._story.badges]
        told = [
            fact
            for fact in self._story.facts
            if fact.label not in self._unsaid
            and (fact.day or not any(said.endswith(fact.text) for said in [self._story.title, *badges]))
        ]
        if not told:
            return
        if self._story.people:
            self._section("Details")
        grid = self._grid()
        for at, fact in enumerate(told):
            grid.addWidget(self._name(fact.label), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(LongText(self._text(fact)), at, 1, Qt.AlignmentFlag.AlignTop)

    def _people(self) -> None:
        if not self._story.people:
            return
        self._section("Roles" if self._story.register == "people" else "People")
        grid = self._grid()
        for at, person in enumerate(self._story.people):
            grid.addWidget(self._name(person.role), at, 0, Qt.AlignmentFlag.AlignTop)
            if person.id is None:
                grid.addWidget(label(self._held(person), wraps=True), at, 1)
            else:
                grid.addWidget(self._link(person.name, "people", person.id), at, 1, Qt.AlignmentFlag.AlignTop)

    def _held(self, role: Participant) -> str:
        since = f", from {day_text(role.since, self._today)}" if role.since else ""
        return f"{role.name}{since}" + (f" until {day_text(role.until, self._today)}" if role.until else "")

    def _links(self) -> None:
        if not self._story.links:
            return
        self._section("Belongs together")
        grid = self._grid()
        for at, link in enumerate(self._story.links):
            grid.addWidget(
                self._link(link.reference, link.register, link.id), at, 0, Qt.AlignmentFlag.AlignTop
            )
            day = f" · {day_text(link.day, self._today)}" if link.day else ""
            grid.addWidget(label(f"{link.text}{day}", wraps=True), at, 1)

    def _actions(self) -> None:
        if not self._story.actions:
            return
        self._section("Actions")
        for action in self._story.actions:
            self._within.addWidget(self._action(action))

    def _action(self, action: ToDo) -> QWidget:
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, HAIR)
        grid.setHorizontalSpacing(HAIR)
        grid.setVerticalSpacing(0)
        tick = QCheckBox()
        tick.setChecked(action.done_on is not None)
        tick.setEnabled(action.is_open or action.done_on is not None)
        tick.setObjectName(f"action.done.{action.id}")
        tick.setAccessibleName(f"Done: {action.what}")
        tick.setToolTip("Tick when it is done")
        tick.clicked.connect(lambda is_done: self.done.emit(action.id, is_done))
        grid.addWidget(tick, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._link(action.what, "actions", action.id), 0, 1)
        aside = label(_when(action, self._today), "hint", wraps=True)
        grid.addWidget(aside, 1, 1)
        grid.setColumnStretch(1, 1)
        return whole

    def _section(self, title: str) -> None:
        heading = label(title, "heading")
        heading.setContentsMargins(0, GAP, 0, 0)
        self._within.addWidget(heading)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(HAIR + 2)
        grid.setColumnMinimumWidth(0, _NAMES_WIDTH)
        grid.setColumnStretch(1, 1)
        self._within.addLayout(grid)
        return grid

    def _name(self, text: str) -> QWidget:
        made = label(text, "secondary", wraps=True)
        made.setFixedWidth(_NAMES_WIDTH)
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        return made

    def _text(self, fact: Fact) -> str:
        return day_text(fact.day, self._today) if fact.day else fact.text

    def _link(self, text: str, register: str, record_id: int) -> QWidget:
        return LinkLabel(text, lambda: self.followed.emit(register, record_id))


def _decided(decision: Decision, today: date) -> Iterator[str]:
    if decision.hold:
        yield f"Held: {decision.hold}"
    if decision.reason and decision.review_on:
        yield f"Kept until {day_text(decision.review_on, today)}: {decision.reason}"


def _when(action: ToDo, today: date) -> str:
    said = [action.owner] if action.owner else []
    if action.done_on is not None:
        said.append(f"done {day_text(action.done_on, today)}")
    elif not action.is_open:
        said.append("set aside")
    elif action.due_on is not None:
        late = (today - action.due_on).days
        said.append(f"due {day_text(action.due_on, today)}" + (f", {late} days late" if late > 1 else ""))
    return " · ".join(said)
