"""The words that stand in the cells of an old log: places, yes and no, times, outcomes, people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from esafety_desk.exchange.roster_words import words_of
from esafety_desk.records.incident import ParentsTold, Severity, Whereabouts
from esafety_desk.records.names import folded, tidy
from esafety_desk.records.referral import ReferredTo

_TIME = re.compile(
    r"(?:at |about |c\.? ?|approx\.? )?([0-9]{1,2})[:.h]([0-9]{2})(?::[0-9]{2})? ?([ap]\.?m\.?)?",
    re.IGNORECASE,
)
_HOUR = re.compile(r"([0-9]{1,2}) ?([ap]\.?m\.?|o'?clock)", re.IGNORECASE)
_FRACTION = re.compile(r"0?\.[0-9]{3,}")
_PARTS_OF_DAY = frozenset(
    {"am", "pm", "morning", "afternoon", "evening", "night", "lunch", "lunchtime", "break", "after school", "weekend",
     "before school", "playtime", "assembly", "home time", "overnight"}
)  # fmt: skip
_NOTHING = frozenset(
    {"", "-", "–", "—", "n/a", "na", "none", "nil", "null", "unknown", "not known", "?", "tbc", "no one", "nobody",
     "not applicable", "x", "."}
)  # fmt: skip
_YES = frozenset(
    {
        "y",
        "yes",
        "true",
        "✓",
        "✔",
        "told",
        "informed",
        "done",
        "both",
        "phoned",
        "emailed",
        "spoken",
        "rang",
        "called",
    }
)
_NO = frozenset({"n", "no", "false", "✗", "✘", "not"})
_OUTSIDE = frozenset(
    {
        "home",
        "out",
        "outside",
        "weekend",
        "evening",
        "holiday",
        "off",
        "offsite",
        "community",
        "online",
        "park",
        "holidays",
    }
)
_INSIDE = frozenset(
    {"school", "in", "class", "classroom", "suite", "ict", "playground", "library", "hall", "lesson", "onsite", "room",
     "lab", "cloakroom", "computing", "club", "trip", "corridor"}
)  # fmt: skip
_REFERRALS: tuple[tuple[ReferredTo, frozenset[str]], ...] = (
    (ReferredTo.ANTI_BULLYING, frozenset({"bullying", "antibullying", "abc"})),
    (ReferredTo.DSL, frozenset({"dsl", "safeguarding", "cpo", "ddsl"})),
    (ReferredTo.LEGAL, frozenset({"governors", "governor", "legal", "chair"})),
    (ReferredTo.HEAD, frozenset({"head", "headteacher", "ht", "slt", "deputy"})),
    (ReferredTo.HR, frozenset({"hr"})),
    (ReferredTo.LADO, frozenset({"lado"})),
    (ReferredTo.POLICE, frozenset({"police", "pcso"})),
    (ReferredTo.SOCIAL_CARE, frozenset({"mash", "social", "childrens", "csc"})),
    (ReferredTo.PREVENT, frozenset({"prevent", "channel"})),
    (ReferredTo.CEOP, frozenset({"ceop"})),
    (ReferredTo.IWF, frozenset({"iwf"})),
    (ReferredTo.LA_FILTERING, frozenset({"filtering", "filter"})),
    (ReferredTo.DPO, frozenset({"dpo"})),
)
_CLOSED = frozenset(
    {"closed", "close", "resolved", "complete", "completed", "nfa", "finished", "done", "ended"}
)
_OPEN = frozenset({"open", "ongoing", "monitoring", "monitor", "pending", "waiting"})
_FEW = 3
_SEVERITIES = {
    Severity.CRITICAL: frozenset({"critical", "4", "urgent"}),
    Severity.HIGH: frozenset({"high", "3", "serious", "major", "red"}),
    Severity.MODERATE: frozenset({"moderate", "medium", "2", "amber", "med"}),
    Severity.LOW: frozenset({"low", "1", "minor", "green"}),
}  # fmt: skip


@lru_cache(maxsize=2048)
def is_nothing(text: str) -> bool:
    """Nothing said, or a word for it: "n/a", "-", "unknown"."""
    return folded(text).strip() in _NOTHING


@lru_cache(maxsize=2048)
def time_of_day(text: str) -> str | None:
    """A time as 09:30, a part of the day as it is written; None for anything else."""
    said = folded(text).strip()
    if found := _TIME.fullmatch(said):
        return _clock(int(found[1]), int(found[2]), found[3] or "")
    if found := _HOUR.fullmatch(said):
        return _clock(int(found[1]), 0, found[2])
    if _FRACTION.fullmatch(said):  # how a sheet keeps a time that it shows as a plain number
        minutes = round(float(said) * 24 * 60)
        return _clock(minutes // 60, minutes % 60, "")
    return tidy(text) if said in _PARTS_OF_DAY else None


def _clock(hour: int, minute: int, half: str) -> str | None:
    if half.startswith("p") and hour < 12:
        hour += 12
    if half.startswith("a") and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


@lru_cache(maxsize=2048)
def whereabouts(text: str) -> Whereabouts | None:
    """In or outside school as "School - ICT suite", "Home (weekend)" or "both" say; None for other words."""
    if is_nothing(text):
        return Whereabouts.UNKNOWN
    said = set(words_of(text))
    if folded(text).replace("-", " ").strip() in (
        "out of school",
        "outside school",
        "off site",
        "not in school",
    ):
        return Whereabouts.OUTSIDE
    outside, inside = bool(said & _OUTSIDE), bool(said & _INSIDE)
    if "both" in said or (said >= {"home", "school"}) or (outside and inside and said & {"and", "then"}):
        return Whereabouts.BOTH
    if outside:
        return Whereabouts.OUTSIDE
    return Whereabouts.IN_SCHOOL if inside else None


@lru_cache(maxsize=2048)
def parents_told(text: str) -> ParentsTold | None:
    """What "Y", "yes – by phone", "n/a" or "No" says; None for other words."""
    said = folded(text).strip()
    if said in ("n/a", "na", "not applicable", "not needed", "not required"):
        return ParentsTold.NOT_NEEDED
    if is_nothing(text):
        return ParentsTold.NOT_YET
    words = words_of(text) or [said]
    if words[0] in _NO:
        return ParentsTold.NOT_YET
    return ParentsTold.TOLD if words[0] in _YES or "yes" in words else None


@lru_cache(maxsize=2048)
def referred_to(text: str) -> tuple[ReferredTo, ...]:
    """Everyone whom "Head / Governors" or "Anti-bullying lead" names."""
    said = set(words_of(text))
    return tuple(who for who, words in _REFERRALS if said & words)


def is_closed(text: str) -> bool | None:
    """Whether an outcome says closed or still open; None where it says neither, or says more than that."""
    said = words_of(text)
    if not said or {"not", "un", "no"} & set(said[:2]):
        return True if said == ["no", "further", "action"] else None
    if set(said) & _OPEN:
        return False
    return True if said[0] in _CLOSED or (len(said) <= _FEW and set(said) & _CLOSED) else None


def asks_whether_closed(heading: str) -> bool:
    """Whether "Y" under this heading says that a matter is closed."""
    return not _CLOSED.isdisjoint(words_of(heading))


@lru_cache(maxsize=2048)
def severity(text: str) -> Severity | None:
    """The severity that "High" or "3" means; None for other words."""
    said = set(words_of(text))
    return next((level for level, words in _SEVERITIES.items() if said & words), None)


def yes_or_no(text: str) -> bool | None:
    """True for yes and its kin, False for no; None for other words."""
    words: Sequence[str] = words_of(text) or [folded(text).strip()]
    if words[0] in _NO | {"refused", "rejected", "declined", "denied"}:
        return False
    return True if words[0] in _YES | {"approved", "agreed", "granted", "ok", "accepted"} else None
