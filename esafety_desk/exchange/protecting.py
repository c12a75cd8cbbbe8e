"""What leaves the desk under a passphrase of its own, in the form that the reader of each kind of file opens."""

from __future__ import annotations

import io
from collections.abc import Callable

from esafety_desk.host.errors import BadUsage

KINDS = ("pdf", "xlsx", "csv")


def protected(content: bytes, kind: str, passphrase: str, name: str = "") -> tuple[bytes, str]:
    """``content`` under ``passphrase`` by AES-256, and the ending its file has then.

    A PDF stays a PDF and a workbook a workbook, which their own programs open; text goes into a zip archive as
    ``name``, which a spreadsheet's user unpacks first. Raises BadUsage for another kind.
    """
    ways: dict[str, Callable[[], tuple[bytes, str]]] = {
        "pdf": lambda: (_pdf(content, passphrase), "pdf"),
        "xlsx": lambda: (_workbook(content, passphrase), "xlsx"),
        "csv": lambda: (_archive(content, passphrase, name or "export.csv"), "zip"),
    }
    if kind not in ways:
        raise BadUsage("Only PDF, XLSX and CSV files can be given a passphrase.")
    return ways[kind]()


def _pdf(content: bytes, passphrase: str) -> bytes:
    """Revision 6 of PDF's own encryption. Source: ISO 32000-2, 7.6."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt(passphrase, algorithm="AES-256")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _workbook(content: bytes, passphrase: str) -> bytes:
    """Agile encryption, as Excel and LibreOffice write it. Source: [MS-OFFCRYPTO], 2.3.4.10."""
    from msoffcrypto.format.ooxml import OOXMLFile

    target = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(passphrase, target)
    return target.getvalue()


def _archive(content: bytes, passphrase: str, name: str) -> bytes:
    """One file in a zip archive by WinZip's AE-2. Source: winzip.com/en/support/aes-encryption."""
    import pyzipper

    target = io.BytesIO()
    with pyzipper.AESZipFile(
        target, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as archive:
        archive.setpassword(passphrase.encode())
        archive.setencryption(pyzipper.WZ_AES, nbits=256)
        archive.writestr(name, content)
    return target.getvalue()
