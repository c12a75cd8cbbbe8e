"""Known errors: what can go wrong in the world, each one plain sentence and an exit code."""

from __future__ import annotations


class KnownError(Exception):
    """Something expected went wrong. ``sentence`` says what, and what to do; it holds no record's content."""

    exit_code = 1

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class CheckFailed(KnownError):
    """A check found something amiss."""


class BadUsage(KnownError):
    """A word on the command line, or in a setting, cannot be followed."""

    exit_code = 2


class WrongPassphrase(KnownError):
    exit_code = 3

    def __init__(self) -> None:
        super().__init__(
            "This passphrase does not open the desk. Check Caps Lock and try again, or use the recovery key."
        )


class MistypedRecoveryKey(KnownError):
    exit_code = 3

    def __init__(self) -> None:
        super().__init__(
            "The recovery key has a slip in it: its check characters do not fit. Compare it with the paper again."
        )


class WrongRecoveryKey(KnownError):
    exit_code = 3

    def __init__(self) -> None:
        super().__init__(
            "This recovery key is whole but belongs to another desk, or was replaced. Look for the newest paper."
        )


class DamagedHeader(KnownError):
    exit_code = 4

    def __init__(self) -> None:
        super().__init__(
            "The key file desk.keys is damaged or missing. Copy desk.keys back from the newest backup; "
            "your passphrase is not the problem."
        )


class DamagedPointer(KnownError):
    exit_code = 4

    def __init__(self) -> None:
        super().__init__(
            "The file desk.current is damaged or missing, so the desk cannot tell which of its records is the "
            "newest. Nothing was changed: copy desk.current back, or restore the newest backup."
        )


class DamagedDatabase(KnownError):
    exit_code = 4

    def __init__(self) -> None:
        super().__init__(
            "The records file desk.db is damaged. Do not work in it: keep it, and restore the newest backup."
        )


class DamagedBackup(KnownError):
    exit_code = 4

    def __init__(self, sentence: str = "") -> None:
        super().__init__(
            sentence
            or "The backup did not pass its check, so it was thrown away. Check the desk with esafety-desk check; "
            "if it is sound, use another stick or share."
        )


class MissingDatabase(KnownError):
    exit_code = 4

    def __init__(self) -> None:
        super().__init__(
            "The records file desk.db is missing or empty. Nothing was put in its place: "
            "look for it, or restore the newest backup."
        )


class MissingDesk(KnownError):
    exit_code = 4

    def __init__(self) -> None:
        super().__init__("There is no desk in this folder. Check the folder, or set up a new desk.")


class NewerDesk(KnownError):
    exit_code = 5

    def __init__(self) -> None:
        super().__init__(
            "This desk was last used with a newer version of the program. Install that version to open it."
        )


class CannotWrite(KnownError):
    """The disk is full, the folder is read-only, or writing failed."""

    exit_code = 6

    def __init__(self, sentence: str = "") -> None:
        super().__init__(
            sentence
            or "The desk cannot be written to. Free some space, or check that the folder may be changed; "
            "nothing was lost."
        )


class NotOnThisComputer(KnownError):
    """The desk's folder lies where no database can be kept safe. ``what`` says where that is."""

    exit_code = 6

    def __init__(self, what: str) -> None:
        super().__init__(
            f"This folder is {what}, where two computers could write at once and spoil the records. "
            "Keep the desk on this computer's own disk, and have its backups go to the share."
        )


class DeskGone(KnownError):
    """The desk's folder is not where it was when the desk was opened."""

    exit_code = 6

    def __init__(self) -> None:
        super().__init__(
            "The desk's folder was moved, deleted or replaced while it was open, so this was not saved. "
            "Put the folder back, or connect its drive again, then save once more."
        )


class CannotRead(KnownError):
    """The disk, the stick or the share does not give what is on it, which is not to say that it is damaged."""

    exit_code = 6

    def __init__(self) -> None:
        super().__init__(
            "The desk cannot be read just now. Check that its drive or folder can be reached, and try again; "
            "nothing was changed."
        )


class DeskInUse(KnownError):
    exit_code = 6

    def __init__(self) -> None:
        super().__init__("The desk is open in another window or program. Close it there and try again.")


class Stopped(KnownError):
    """A long piece of work was given up because nobody waits for it any more."""

    def __init__(self) -> None:
        super().__init__("Stopped before it was done.")
