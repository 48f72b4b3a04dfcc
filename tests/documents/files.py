"""Files as people send them, made small. And some as nobody should."""

import io
import re
import zipfile

from PIL import Image

ODF = "application/vnd.oasis.opendocument"
DOCX_LABEL = b'<Types><Override ContentType="x.wordprocessingml.document.main+xml"/>'
FONT = (
    b"3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
    b"/Encoding/WinAnsiEncoding>>endobj\n"
)
XLSX_LABEL = b'<Types><Override ContentType="x.spreadsheetml.sheet.main+xml"/></Types>'


def pdf(text="Le toit sera rénové en 2027.", *, objects=b"", pages=1, drawing=b""):
    """A PDF that pypdf reads; ``objects`` and ``drawing`` are put in as they are."""
    words = text.encode("cp1252")
    stream = b"BT /F1 12 Tf 72 700 Td (" + words + b") Tj ET " + drawing
    kids = b" ".join(b"%d 0 R" % (10 + n) for n in range(pages))
    parts = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        b"2 0 obj<</Type/Pages/Count %d/Kids[%s]>>endobj\n" % (pages, kids),
        FONT,
        b"4 0 obj<</Length %d>>stream\n%s\nendstream endobj\n" % (len(stream), stream),
        *(
            b"%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>endobj\n" % (10 + n)
            for n in range(pages)
        ),
        objects,
    ]
    body = b"%PDF-1.7\n" + b"".join(parts)
    places = {int(m[1]): m.start() for m in re.finditer(rb"^(\d+) 0 obj", body, re.M)}
    table = b"".join(
        b"%d 1\n%010d 00000 n \n" % (number, place)
        for number, place in sorted(places.items())
    )
    end = b"startxref\n%d\n%%%%EOF\n" % len(body)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\n" % (max(places) + 1)
    return body + b"xref\n" + table + trailer + end


def picture(kind="PNG", size=(8, 6), **saved):
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, kind, **saved)
    return out.getvalue()


def archive(parts):
    """A zip of these (name, content), in this order, without compression."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in parts:
            made.writestr(name, content)
    return out.getvalue()


def docx(*more, text="Contrat d’ascenseur"):
    body = f"<w:document><w:t>{text}</w:t></w:document>".encode()
    label = ("[Content_Types].xml", DOCX_LABEL)
    return archive([label, ("word/document.xml", body), *more])


def xlsx(*more):
    words = "<sst><si><t>Décompte</t></si></sst>".encode()
    label = ("[Content_Types].xml", XLSX_LABEL)
    return archive([label, ("xl/sharedStrings.xml", words), *more])


def odf(kind="text", *more):
    body = (
        "<office:body><text:p>Règlement &amp; annexes</text:p></office:body>".encode()
    )
    return archive([("mimetype", f"{ODF}.{kind}"), ("content.xml", body), *more])


# One of each kind, by a name that says so.
ACCEPTED = {
    "deed.pdf": pdf(),
    "roof.png": picture(),
    "roof.jpg": picture("JPEG"),
    "roof.JPEG": picture("JPEG"),
    "rules.txt": "Règlement d’ordre intérieur".encode(),
    "old.txt": "Règlement".encode("cp1252"),
    "lots.csv": b"code;shares\nA;500\n",
    "bank.xml": b'<?xml version="1.0"?><Document><Amt>10</Amt></Document>',
    "contract.docx": docx(),
    "table.xlsx": xlsx(),
    "letter.odt": odf(),
    "table.ods": odf("spreadsheet"),
}
