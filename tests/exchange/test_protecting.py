"""A file that leaves under a passphrase opens with it in another reader, and with nothing else in any."""

from __future__ import annotations

import io
import zipfile

import msoffcrypto
import openpyxl
import pypdfium2
import pytest
import pyzipper
from reportlab.pdfgen.canvas import Canvas

from esafety_desk.exchange.comma_text import as_csv
from esafety_desk.exchange.protecting import protected
from esafety_desk.host.errors import BadUsage

PASSPHRASE = "Zoë’s five quiet words"
SECRET = "Quetzalcanary"


def paper() -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pageCompression=0)
    canvas.drawString(72, 720, SECRET)
    canvas.save()
    return target.getvalue()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"] = SECRET
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_paper_opens_with_its_passphrase_alone() -> None:
    content, ending = protected(paper(), "pdf", PASSPHRASE)
    assert ending == "pdf"
    assert SECRET.encode() not in content
    for wrong in (None, "another one"):
        with pytest.raises(pypdfium2.PdfiumError):
            pypdfium2.PdfDocument(content, password=wrong)
    with pypdfium2.PdfDocument(content, password=PASSPHRASE) as opened:
        assert SECRET in opened[0].get_textpage().get_text_range()


def test_a_workbook_opens_with_its_passphrase_alone() -> None:
    content, ending = protected(workbook(), "xlsx", PASSPHRASE)
    assert ending == "xlsx"
    with pytest.raises(zipfile.BadZipFile):
        openpyxl.load_workbook(io.BytesIO(content))
    locked = msoffcrypto.OfficeFile(io.BytesIO(content))
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        locked.load_key(password="another one", verify_password=True)
    locked.load_key(password=PASSPHRASE, verify_password=True)
    target = io.BytesIO()
    locked.decrypt(target)
    assert openpyxl.load_workbook(target).active["A1"].value == SECRET


def test_text_goes_into_an_archive_that_opens_with_its_passphrase_alone() -> None:
    content, ending = protected(as_csv(["Name"], [[SECRET]]), "csv", PASSPHRASE, "people.csv")
    assert ending == "zip"
    assert SECRET.encode() not in content
    with zipfile.ZipFile(io.BytesIO(content)) as plain, pytest.raises((NotImplementedError, RuntimeError)):
        plain.read("people.csv")
    with pyzipper.AESZipFile(io.BytesIO(content)) as archive:
        with pytest.raises(RuntimeError):
            archive.read("people.csv", pwd=b"another one")
        assert SECRET in archive.read("people.csv", pwd=PASSPHRASE.encode()).decode("utf-8-sig")


def test_other_kinds_are_refused() -> None:
    with pytest.raises(BadUsage):
        protected(b"", "docx", PASSPHRASE)
