"""Invoices on paper, as small PDFs of one page. Pure.

A few hundred of them are written while the demo loads: drawing a page properly
(koprogo/pdf.py) takes a tenth of a second each.
"""

from collections.abc import Sequence
from decimal import Decimal

PAGE = (595, 842)  # points: A4
LEFT, TOP, LEADING = 64, 770, 18
HEADING, BODY = 15, 10
AMOUNTS = 470


def invoice_pdf(
    *,
    head: Sequence[str],
    title: str,
    rows: Sequence[tuple[str, Decimal]],
    total: tuple[str, Decimal],
) -> bytes:
    """Return a page with who sends it, what it is, its lines in EUR and their total."""
    page = [_text(LEFT, TOP, HEADING, head[0])]
    y = TOP
    for line in head[1:]:
        y -= LEADING
        page.append(_text(LEFT, y, BODY, line))
    y -= 3 * LEADING
    page.append(_text(LEFT, y, HEADING, title))
    y -= LEADING
    for label, amount in (*rows, total):
        y -= LEADING
        page.append(_text(LEFT, y, BODY, label))
        page.append(_text(AMOUNTS, y, BODY, f"{amount:.2f} EUR"))
    return _document("\n".join(page))


def _text(x: int, y: int, size: int, words: str) -> str:
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 {size} Tf {x} {y} Td ({escaped}) Tj ET"


def _document(content: str) -> bytes:
    """Return a PDF of one page; its letters are those of Western Europe."""
    stream = content.encode("cp1252")
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE[0]} {PAGE[1]}]"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"{page} /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>".encode(),
        f"{font} /Encoding /WinAnsiEncoding >>".encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content_of in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content_of)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)
