"""What a PDF says of itself: title, subject, role, day, language; no person's name, nothing of the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream

if TYPE_CHECKING:
    from esafety_desk.reports.pen import About

PROGRAM = "E-Safety Desk"

_ACCESSIBLE = "<pdfuaid:part>1</pdfuaid:part>"
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{day}</xmp:CreateDate><xmp:ModifyDate>{day}</xmp:ModifyDate>
<xmp:CreatorTool>{program}</xmp:CreatorTool><pdf:Producer>{program}</pdf:Producer>{accessible}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>
"""


def describe(canvas: Any, about: About, *, is_tagged: bool) -> None:
    """Write what the file says of itself, in the old dictionary and as XMP, and that its title is to be shown."""
    canvas.setTitle(about.title)
    canvas.setSubject(about.subject)
    canvas.setAuthor(about.author)
    if about.keywords:
        canvas.setKeywords(about.keywords)
    canvas.setCreator(PROGRAM)
    canvas.setProducer(PROGRAM)
    canvas.setDateFormatter(lambda *_: f"D:{about.dated_on:%Y%m%d}000000Z")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    packet = _PACKET.format(
        title=escape(about.title),
        subject=escape(about.subject),
        author=escape(about.author),
        day=f"{about.dated_on.isoformat()}T00:00:00Z",
        program=PROGRAM,
        accessible=_ACCESSIBLE if is_tagged else "",
    )
    kind = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
    canvas.setCatalogEntry("Metadata", PDFStream(kind, packet.encode("utf-8"), filters=[]))
    if is_tagged:
        canvas.setCatalogEntry("MarkInfo", {"Marked": "true"})
