"""The letters of a statement of charges: what their pages have of their own."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from buildings.access import Permission, require
from buildings.views.letters import LetterPages, download
from finance.errors import FinanceError
from finance.models import ChargeStatement
from finance.queries.charge_letters import charge_letter_of
from finance.queries.charge_statements import visible_charge_documents
from finance.refusals.charge_statements import sentence


def posted(statement_id) -> ChargeStatement:
    found = ChargeStatement.objects.filter(posted_at__isnull=False)
    return get_object_or_404(found.select_related("entry"), uuid=statement_id)


CHARGES = LetterPages(
    find=posted,
    refused=FinanceError,
    sentence=sentence,
    urls="finance:charge-letters",
    document="finance:charge-document",
    crumbs="finance/crumbs/charges.html",
    crumbs_below="finance/crumbs/charges.html",
    promise="finance/letters/_promise_of_charges.html",
    cancelled=_(
        "This statement was cancelled: its letters are kept, and none is made or sent "
        "any more."
    ),
    amount=_("Balance"),
)


@require_safe
@require(Permission.SEE_BOOKS)
def charge_document_letter(request, building, charge_document_id):
    letter = _letter(request, charge_document_id)
    return download(letter.file if letter else None)


@require_safe
@require(Permission.SEE_BOOKS)
def charge_document_annex(request, building, charge_document_id):
    """What the occupants bear, for the owner to hand on."""
    letter = _letter(request, charge_document_id)
    return download(letter.annex if letter else None)


def _letter(request, charge_document_id):
    documents = visible_charge_documents(request.access)
    return charge_letter_of(get_object_or_404(documents, uuid=charge_document_id))
