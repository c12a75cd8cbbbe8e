"""The words of a governors' report: kept while they are written, and read for names before they go out.

``kept`` and ``keep`` hold the author's draft for one period and edition in the encrypted desk; ``drop`` goes back
to what the figures propose. ``names_found`` says which of these words name someone.
"""

from __future__ import annotations

from pydantic import TypeAdapter, ValidationError

from esafety_desk.policy.calendar import Period
from esafety_desk.policy.figures import Edition
from esafety_desk.policy.known_names import KnownNames
from esafety_desk.policy.name_check import Hit, hits
from esafety_desk.policy.narrative import Narrative
from esafety_desk.services.keeping import Work
from esafety_desk.services.name_words import name_words
from esafety_desk.store import drafts, known_names
from esafety_desk.store.desk import Desk
from esafety_desk.store.engine import Connection

_NARRATIVE = TypeAdapter(Narrative)


def kept(desk: Desk, period: Period, edition: Edition) -> Narrative:
    """The author's words for this report; an untouched one where nothing was written yet."""
    with desk.reading() as connection:
        return read(connection, period, edition)


def keep(work: Work, period: Period, edition: Edition, narrative: Narrative) -> None:
    """Remember the author's words until the report is issued or they are dropped."""
    values = _NARRATIVE.dump_python(narrative, mode="json")
    with work.desk.sketching() as connection:
        drafts.keep(connection, _form(period, edition), values, work.now)


def drop(work: Work, period: Period, edition: Edition) -> None:
    """Go back to the words that the figures propose."""
    with work.desk.sketching() as connection:
        forget(connection, period, edition)


def names_found(desk: Desk, narrative: Narrative) -> tuple[Hit, ...]:
    """Every place where the author's words name someone of the desk."""
    with desk.reading() as connection:
        return found(connection, narrative)


def read(connection: Connection, period: Period, edition: Edition) -> Narrative:
    """As ``kept``, inside an open transaction."""
    draft = drafts.kept(connection).get(_form(period, edition))
    try:
        return Narrative() if draft is None else _NARRATIVE.validate_python(draft.values)
    except ValidationError:  # written by another version of the program
        return Narrative()


def forget(connection: Connection, period: Period, edition: Edition) -> None:
    """As ``drop``, inside an open transaction."""
    drafts.drop(connection, _form(period, edition))


def found(connection: Connection, narrative: Narrative) -> tuple[Hit, ...]:
    """As ``names_found``, inside an open transaction."""
    written = tuple(narrative.written())
    if not written:
        return ()
    names = KnownNames(known_names.read(connection), name_words())
    return hits(written, names, narrative.not_names)


def _form(period: Period, edition: Edition) -> str:
    return f"governors-report:{edition}:{period.starts_on}:{period.ends_on}"
