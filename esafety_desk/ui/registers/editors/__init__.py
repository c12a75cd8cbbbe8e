"""One editor for each kind of field; ``editor_for`` chooses it from the declaration."""

from __future__ import annotations

from esafety_desk.records.facts import FieldFacts, Kind
from esafety_desk.ui.registers.editors.base import Editor
from esafety_desk.ui.registers.editors.chips import ChoiceChipsEditor, fits_chips
from esafety_desk.ui.registers.editors.choice import ComboEditor, SegmentsEditor, TicksEditor, fits_segments
from esafety_desk.ui.registers.editors.kindred import KindredEditor
from esafety_desk.ui.registers.editors.links import PersonEditor, RecordEditor
from esafety_desk.ui.registers.editors.parts import PartsEditor
from esafety_desk.ui.registers.editors.plain import (
    DayEditor,
    LineEditor,
    NumberEditor,
    TextEditor,
    YesNoEditor,
)
from esafety_desk.ui.registers.editors.words import WordEditor, words_editor
from esafety_desk.ui.session import Session

_SIMPLE = {
    Kind.TEXT: LineEditor,
    Kind.LONG_TEXT: TextEditor,
    Kind.NUMBER: NumberEditor,
    Kind.YES_NO: YesNoEditor,
    Kind.DATE: DayEditor,
    Kind.INSTANT: LineEditor,
    Kind.CHOICES: TicksEditor,
    Kind.WORD: WordEditor,
}


def editor_for(declared: FieldFacts, session: Session) -> Editor:
    """The editor of a field of a record."""
    if (
        declared.kind is Kind.CHOICE
        and declared.choices
        and fits_segments(declared.choices, declared.optional)
    ):
        return SegmentsEditor(declared, session)
    if declared.kind is Kind.CHOICES and declared.choices and fits_chips(declared.choices):
        return ChoiceChipsEditor(declared, session)
    if declared.kind is Kind.PARTS:
        return PartsEditor(declared, session, part_editor_for)
    return part_editor_for(declared, session)


def part_editor_for(declared: FieldFacts, session: Session) -> Editor:
    """The editor of a field within a line of parts, where there is less room."""
    if declared.kind is Kind.CHOICE:
        return ComboEditor(declared, session)
    if declared.kind is Kind.WORDS:
        return words_editor(declared, session)
    if declared.kind is Kind.LINK:
        own = {"people": PersonEditor, "any": RecordEditor}
        return own.get(declared.refers_to, KindredEditor)(declared, session)
    return _SIMPLE[declared.kind](declared, session)
