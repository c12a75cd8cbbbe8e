"""A line of the audit put into words: what was done, to which record, in one sentence a teacher reads."""

from __future__ import annotations

from collections.abc import Sequence

from esafety_desk.policy.wording import counted, listed
from esafety_desk.records.facts import facts
from esafety_desk.records.registers import REGISTERS, Register

UNAUTHENTICATED = "unauthenticated"
_BY_PREFIX = {register.prefix: register for register in REGISTERS.values()}
_PLAIN = {
    "passphrase changed": "Changed the passphrase",
    "passphrase set by recovery key": "Set a new passphrase with the recovery key",
    "recovery key renewed": "Made a new recovery key",
    "data key rotated": "Rotated the data key: the whole desk was encrypted anew",
    "backup place chosen": "Chose a place for backups",
    "backup place given up": "Gave up a place for backups",
    "anchor noted": "Wrote down the anchor",
    "desk restored": "Restored the desk from a backup",
}
"""Acts that concern no record."""
_ON_A_RECORD = {
    "created": "Entered",
    "viewed": "Looked at",
    "looked at": "Looked at",
    "undone": "Took back a change of",
    "reinstated": "Brought back",
    "sealed": "Sealed",
    "released": "Released",
    "destroyed": "Destroyed",
    "merged": "Merged",
    "erased": "Erased",
    "kept on review": "Decided to keep",
    "kept longer": "Decided to keep longer",
    "held": "Held",
    "decision taken back": "Took back what was decided about keeping",
}
_ON_SOMETHING = {
    "listed": "Listed",
    "printed": "Printed",
    "year turned": "School year turned",
    "year turn confirmed": "New school year confirmed",
    "year turn taken back": "New school year taken back",
    "exported": "Exported",
    "export not written": "Export not written",
    "copied": "Copied as text",
    "issued": "Issued",
    "imported": "Imported",
    "key added": "Gave a key to",
    "key removed": "Took away the key of",
    "word added": "Added a word to",
    "word renamed": "Renamed a word of",
    "word archived": "Archived a word of",
    "word brought back": "Brought back a word of",
    "word moved": "Moved a word of",
}


def told(verb: str, reference: str, fields: Sequence[str]) -> str:
    """The sentence for one line; a verb this version does not know is said as it stands."""
    if verb == "failed unlocks":
        number = int(fields[0]) if fields and fields[0].isdecimal() else 1
        return f"{counted(number, 'failed attempt')} to open the desk before this line"
    if verb in _PLAIN:
        return _PLAIN[verb]
    register = register_named(reference)
    if register is None:
        return f"{_ON_SOMETHING.get(verb, verb.capitalize())} {thing(reference)}".rstrip()
    of = f"{_article(register.singular)} {register.singular}"
    if verb == "withdrawn":
        return f"Withdrew {of}"
    if verb == "changed":
        return f"Changed {of}{_titles(register, fields)}"
    return f"{_ON_A_RECORD.get(verb, _ON_SOMETHING.get(verb, verb.capitalize()))} {of}"


def register_named(reference: str) -> Register | None:
    """The register that a reference such as "INC-2026-014" belongs to."""
    prefix, dash, _ = reference.partition("-")
    return _BY_PREFIX.get(prefix) if dash else None


def thing(reference: str) -> str:
    """What is no record as a person calls it: a register, a key, a list of words, a paper."""
    if reference in REGISTERS:
        return REGISTERS[reference].title.lower()
    if reference.startswith("deputy-"):
        return f"deputy {reference.removeprefix('deputy-')}"
    known = {"leader": "the e-safety leader", "recovery": "the recovery key", "audit": "the audit"}
    return known.get(reference, reference.replace("-", " ").replace("_", " "))


def actor_title(actor: str) -> str:
    """Whose key it was, without a name: "E-safety leader", "Deputy 2"."""
    known = {
        "leader": "E-safety leader",
        "recovery": "Recovery key",
        UNAUTHENTICATED: "Nobody who got in",
        "upgrade": "The program",
    }
    return known.get(actor) or thing(actor).capitalize()


def _titles(register: Register, fields: Sequence[str]) -> str:
    known = facts(register.record)
    titles = [_lowered(known[name].title) for name in fields if name in known]
    return f": {listed(titles)}" if titles else ""


def _lowered(title: str) -> str:
    bare = title.rstrip("?")
    return bare if bare[:2].isupper() else bare[:1].lower() + bare[1:]


def _article(noun: str) -> str:
    return "an" if noun[:1].lower() in "aeiou" else "a"
