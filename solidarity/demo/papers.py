"""The documents of the demo's requests: small pages that say what they would be."""

from collections.abc import Iterator

from finance.demo.vouchers import invoice_pdf
from koprogo.documents.intake import Intake
from solidarity.models import Paper
from solidarity.needed_papers import needed


def papers(kind: str | None) -> Iterator[tuple[str, Intake]]:
    """Yield each document that a kind of help needs, by what it is."""
    for one in needed(kind):
        title = str(Paper.Kind(one).label)
        page = invoice_pdf(
            head=["KoproGo", "Démonstration"], title=title, rows=[], total=("", 0)
        )
        yield one, Intake(f"{one}.pdf", "application/pdf", page)
