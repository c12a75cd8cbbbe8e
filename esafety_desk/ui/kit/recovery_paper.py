"""The recovery key as it is printed for the school's safe."""

from __future__ import annotations

from html import escape


def recovery_paper(key: str) -> str:
    """A short page in HTML."""
    return (
        "<h2>E-Safety Desk: recovery key</h2>"
        f"<p style='font-size:16pt; font-family:monospace'>{escape(key)}</p>"
        "<p>Opens the desk if the passphrase is forgotten. Keep it in the school safe, apart from the computer.</p>"
    )
