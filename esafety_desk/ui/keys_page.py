"""Keys: who can open the desk, and everything that changes that. Each act asks for a passphrase again."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from esafety_desk.policy.wording import counted
from esafety_desk.services import keys, rotating
from esafety_desk.services.keys import KeyHolder
from esafety_desk.ui.change_passphrase import ChangePassphrase
from esafety_desk.ui.key_cards import DeputyCard, RecoveryCard
from esafety_desk.ui.key_proof import KeyAct, ProofCard
from esafety_desk.ui.kit.basics import button, column, emptied, holder, label, row, rule, scrolling
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.kit.days import day_text
from esafety_desk.ui.kit.page_head import PageHead
from esafety_desk.ui.opening import Opening
from esafety_desk.ui.page import Page
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import HAIR, SPACE, WIDE

_BAR = 12
_LOCKS = "The desk locks when it is done; open it again as always."


class KeysPage(Page):
    """Reads who can open the desk when it comes into view and after each act."""

    def __init__(self, session: Session, opening: Opening) -> None:
        super().__init__()
        self._session, self._opening = session, opening
        self.head = PageHead("Keys")
        self.head.search_asked.connect(session.search_asked)
        self._who = WhoCard(session)
        self._who.setObjectName("card.who")
        self._take_away = ProofCard(session, "", "", "Take the key away", name="take-away", gives_up=True)
        self._take_away.hide()
        self._who.taking_asked.connect(self._on_taking_asked)
        deputy, recovery = DeputyCard(session, opening), RecoveryCard(session, opening)
        for card in (deputy, recovery):
            card.done.connect(self.refresh)
        self._deputy = deputy
        rotate = ProofCard(
            session,
            "New data key",
            "Do this if somebody may know a passphrase, or may have a copy of the file desk.keys. The whole desk is "
            "encrypted anew; passphrases and the recovery key stay as they are. Backups made before today still "
            f"open with the keys of their day. {_LOCKS}",
            "Make a new data key",
            name="rotate",
        )
        rotate.proven.connect(self._on_rotate)
        self._rotate = rotate
        change = ChangePassphrase(session, opening)
        self._lay_out(row(change, deputy, gap=SPACE), row(recovery, rotate, gap=SPACE))

    def refresh(self) -> None:
        desk = self._session.desk
        self._session.run(self, partial(keys.who_can_open, desk), self._show, channel="keys")
        self._deputy.refresh()

    def step_back(self) -> bool:
        was_open = not self._take_away.isHidden()
        self._take_away.hide()
        return was_open

    def _lay_out(self, *rows: QVBoxLayout) -> None:
        within = column(self._who, self._take_away, *rows, 0, gap=SPACE)
        within.setContentsMargins(0, 0, WIDE - _BAR - HAIR, WIDE)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(WIDE, SPACE, HAIR, 0)
        whole.setSpacing(SPACE)
        head = row(self.head)
        head.setContentsMargins(0, 0, WIDE - HAIR, 0)
        whole.addLayout(head)
        whole.addWidget(scrolling(holder(within)), 1)

    def _show(self, found: tuple[KeyHolder, ...]) -> None:
        people = sum(not one.is_recovery for one in found)
        spare = "the recovery key" if any(one.is_recovery for one in found) else "no recovery key"
        self.head.set_sentence(f"{counted(people, 'passphrase')} and {spare} can open this desk.")
        self._who.show_keys(found)

    def _on_taking_asked(self, chosen: KeyHolder) -> None:
        whose = (
            "the recovery key" if chosen.is_recovery else f"the key of {chosen.name or chosen.title.lower()}"
        )
        self._take_away.ask(
            f"Take away {whose}",
            f"Whoever has it can open the desk no more, not even with an old copy of the file desk.keys. {_LOCKS}",
            partial(self._on_take_away, chosen.slot),
        )

    def _on_take_away(self, slot: str, mine: str) -> None:
        now, cost, desk = self._session.clock(), self._opening.cost, self._session.desk
        self._start(self._take_away, partial(rotating.remove, desk, mine, slot, now=now, cost=cost))

    def _on_rotate(self, mine: str) -> None:
        now, cost, desk = self._session.clock(), self._opening.cost, self._session.desk
        self._start(self._rotate, partial(rotating.rotate, desk, mine, now=now, cost=cost))

    def _start(self, card: ProofCard, act: KeyAct) -> None:
        """Such an act closes the desk: what is half-typed anywhere is kept before it, and the lock comes after."""
        self._session.flush_asked.emit()
        card.start(act, lambda _: self._session.lock_asked.emit())


class WhoCard(Card):
    """Every key with its holder; ``taking_asked`` carries the KeyHolder whose key is to be taken away."""

    taking_asked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__("Who can open this desk")
        self._today = session.today
        self._lines = QVBoxLayout()
        self._lines.setSpacing(SPACE - HAIR)
        self.body.addLayout(self._lines)

    def show_keys(self, found: tuple[KeyHolder, ...]) -> None:
        emptied(self._lines)
        is_last = sum(not one.is_recovery for one in found) == 1
        for one in found:
            if self._lines.count():
                self._lines.addWidget(rule())
            self._lines.addWidget(self._line(one, can_go=one.is_recovery or not is_last))

    def _line(self, one: KeyHolder, *, can_go: bool) -> QWidget:
        since = f"since {day_text(one.since.astimezone().date(), self._today())}" if one.since else ""
        second = " · ".join(part for part in (one.title if one.name else "", since) if part)
        second = second[:1].upper() + second[1:]
        words = column(label(one.name or one.title, "strong"), label(second, "secondary"), gap=1)
        take = button(
            "Take away…", name=f"action.take-away.{one.slot}", on_click=partial(self.taking_asked.emit, one)
        )
        take.setAccessibleName(f"Take away the key of {one.name or one.title}")
        take.setEnabled(can_go)
        if not can_go:
            take.setToolTip("One passphrase has to stay. Give a deputy a key first.")
        return holder(row(words, 0, take))
