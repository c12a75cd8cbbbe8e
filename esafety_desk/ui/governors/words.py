"""The author's words: proposed from the figures, edited here, kept by themselves, and read for names as one writes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from esafety_desk.policy.narrative import Narrative
from esafety_desk.policy.wording import counted
from esafety_desk.ui.governors.blocks import AnswersBlock, ListBlock, RemarksBlock
from esafety_desk.ui.governors.draft import Drafted, ReportDraft
from esafety_desk.ui.governors.lines import PromiseLine, RiskLine, SentenceLine
from esafety_desk.ui.kit.basics import column, label, scrolling
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, SPACE, WIDE, dress

_PAUSE_MS = 350
_SENTENCES, _RISKS, _DECISIONS = 5, 3, 1
_CLEAR = "The words name nobody of the desk."


class WordsPanel(QWidget):
    """Writes into the draft a moment after the last key; ``flush`` does so at once."""

    def __init__(self, session: Session, draft: ReportDraft) -> None:
        super().__init__()
        self._draft = draft
        self._shown: Drafted | None = None
        self._not_names: frozenset[str] = frozenset()
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self._write)
        self._standing = label("", "hint", wraps=True, name="words.standing")
        self._sentences = ListBlock(
            "In five sentences", SentenceLine, place="Sentence", key="sentences", least=_SENTENCES
        )
        self._risks = ListBlock("Three risks", RiskLine, place="Risk", key="risks", least=_RISKS)
        self._decisions = ListBlock(
            "Decisions asked of governors", SentenceLine, place="Decision", key="decisions",
            least=_DECISIONS, add="Add a decision",
        )  # fmt: skip
        self._promises = ListBlock(
            "Next steps", partial(PromiseLine, session), place="Action", key="promises", least=1,
            hint="Owners by role, never by name.", add="Add a step",
        )  # fmt: skip
        self._answers = AnswersBlock()
        self._remarks = RemarksBlock()
        self._lay_out()
        draft.drafted.connect(self._on_drafted)

    def flush(self) -> None:
        """Keep what was typed just now."""
        if self._soon.isActive():
            self._soon.stop()
            self._write()

    def _lay_out(self) -> None:
        blocks = (
            self._sentences, self._risks, self._decisions, self._promises, self._answers, self._remarks,
        )  # fmt: skip
        for block in blocks:
            block.edited.connect(self._soon.start)
            block.means_nobody.connect(self._on_means_nobody)
        inside = QWidget()
        inside.setLayout(column(self._standing, *blocks, 0, gap=WIDE))
        inside.layout().setContentsMargins(0, 0, GAP, 0)
        dress(inside, "scrolled")
        card = Card(margins=SPACE)
        card.body.addWidget(scrolling(inside))
        self.setLayout(column(card))

    def _on_drafted(self, drafted: Drafted) -> None:
        """Show the words of another report whole; of the same one only what changed elsewhere."""
        if self._soon.isActive():
            return
        self._shown, self._not_names = drafted, drafted.narrative.not_names
        proposed, written = drafted.composed.proposed, drafted.narrative
        self._sentences.show_lines(proposed.sentences, written.sentences)
        self._risks.show_lines(proposed.risks, written.risks)
        self._decisions.show_lines(proposed.decisions, written.decisions)
        self._promises.show_lines(proposed.promises, written.promises)
        self._answers.show_answers(proposed.carried, written.answers)
        self._remarks.show_remarks(written.remarks)
        for block in (self._sentences, self._risks, self._decisions, self._promises):
            block.show_named(drafted.named)
        self._answers.show_named(drafted.named)
        self._remarks.show_named(drafted.named)
        self._say(len(drafted.named))

    def _say(self, hits: int) -> None:
        """How things stand with names."""
        told = f"{counted(hits, 'name')} found, marked below. The report is not issued with a name in it."
        self._standing.setText(told if hits else _CLEAR)
        dress(self._standing, "question" if hits else "hint")

    def _on_means_nobody(self, words: str) -> None:
        """The author has looked at these words; they are asked about no more."""
        self._not_names |= {words}
        self._soon.stop()
        self._write()

    def _write(self) -> None:
        if self._shown is None:
            return
        self._draft.write(
            Narrative(
                sentences=self._sentences.value(),
                risks=self._risks.value(),
                decisions=self._decisions.value(),
                promises=self._promises.value(),
                answers=self._answers.value(),
                remarks=self._remarks.value(),
                not_names=self._not_names,
            )
        )
