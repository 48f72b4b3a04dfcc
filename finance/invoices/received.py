"""What a supplier sent: an electronic invoice, a PDF or picture, or a mail with them.

Nothing is kept here. Pure; lxml is loaded when an XML file comes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from finance.invoices.document import InvoiceError, Reason, SupplierDocument
from finance.invoices.mail import MailError, attached
from koprogo.documents.intake import Intake, take_in
from koprogo.documents.kinds import Kind, kind_of
from koprogo.documents.problems import Refused

VOUCHERS = frozenset({Kind.PDF, Kind.PNG, Kind.JPEG})


class Unusable(StrEnum):
    """Why nothing of a file can be kept with an invoice."""

    NOT_A_MAIL = "not-a-mail"
    NO_VOUCHER = "no-voucher"
    SEVERAL_INVOICES = "several-invoices"


class UnusableFile(ValueError):
    """``reason`` says why nothing of it is used."""

    def __init__(self, reason: Unusable) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Received:
    """``voucher``: what people read; ``xml`` and ``document``: what programs read.

    ``left_out``: the names of files that came along and are not kept.
    """

    voucher: Intake | None = None
    xml: Intake | None = None
    document: SupplierDocument | None = None
    left_out: tuple[str, ...] = ()


def receive(name: str, data: bytes) -> Received:
    """Return what can be used of a file that a person chose.

    Raises:
        UnusableFile: it is no voucher, or a mail without one.
        Refused: it is not kept; the sentence of ``koprogo.documents`` says why.
        InvoiceError: it is an electronic invoice that cannot be used.
    """
    if name.lower().endswith(".eml"):
        return _of_mail(data)
    if kind_of(name) is Kind.XML:
        return _of_xml(take_in(name, data))
    if kind_of(name) not in VOUCHERS:
        raise UnusableFile(Unusable.NO_VOUCHER)
    return Received(voucher=take_in(name, data))


def _of_mail(data: bytes) -> Received:
    """Take the only electronic invoice, and the first PDF or picture that can be kept."""
    try:
        files = attached(data)
    except MailError:
        raise UnusableFile(Unusable.NOT_A_MAIL) from None
    invoices = []
    for name, content in files:
        if kind_of(name) is Kind.XML and (found := _invoice_in(name, content)):
            invoices.append(found)
    if len(invoices) > 1:
        raise UnusableFile(Unusable.SEVERAL_INVOICES)
    vouchers = [file for file in files if kind_of(file[0]) in VOUCHERS]
    beside, left_out = _first_kept(vouchers)
    if invoices:
        found = invoices[0]
        return Received(
            voucher=found.voucher or beside,
            xml=found.xml,
            document=found.document,
            left_out=found.left_out,
        )
    if beside is None:
        raise UnusableFile(Unusable.NO_VOUCHER)
    return Received(voucher=beside, left_out=left_out)


def _invoice_in(name: str, data: bytes) -> Received | None:
    """Return the electronic invoice, or None: XML of another kind comes along."""
    try:
        return _of_xml(take_in(name, data))
    except Refused:
        return None
    except InvoiceError as error:
        if error.reason is Reason.NOT_AN_INVOICE:
            return None
        raise


def _of_xml(xml: Intake) -> Received:
    from finance.invoices import ubl

    document = ubl.parse(xml.data)
    inside = [
        (file.name, file.data)
        for file in document.attachments
        if kind_of(file.name) in VOUCHERS
    ]
    voucher, left_out = _first_kept(inside)
    return Received(voucher, xml, document, left_out)


def _first_kept(
    files: Iterable[tuple[str, bytes]],
) -> tuple[Intake | None, tuple[str, ...]]:
    """Return the first PDF or picture that may be kept, and the names of the others."""
    kept, others = None, []
    for name, data in files:
        try:
            taken = None if kept else take_in(name, data)
        except Refused:
            taken = None
        if taken is None:
            others.append(name)
        else:
            kept = taken
    return kept, tuple(others)
