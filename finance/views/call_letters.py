"""The letters of a call: what their pages have of their own, and one letter."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from buildings.access import Permission, require
from buildings.mailings import noted_by, ways
from buildings.views.letters import LetterPages, download
from finance.errors import FinanceError
from finance.models import Call
from finance.queries import call_list, visible_documents
from finance.queries.letters import letter_list, letter_of
from finance.refusals import sentence


def issued(call_id) -> Call:
    return get_object_or_404(call_list().issued(), uuid=call_id)


CALLS = LetterPages(
    find=issued,
    refused=FinanceError,
    sentence=sentence,
    urls="finance:letters",
    document="finance:document",
    letter="finance:letter",
    crumbs="finance/crumbs/calls.html",
    crumbs_below="finance/crumbs/letters.html",
    promise="finance/letters/_promise_of_call.html",
    cancelled=_(
        "This call was cancelled: its letters are kept, and none is made or sent any "
        "more."
    ),
    amount=_("Left to pay"),
)


@require_safe
@require(Permission.SEND_LETTERS)
def letter(request, building, letter_id):
    """One letter: what was written, how it went, and what proves it."""
    found = letter_list().select_related("document__call")
    [row] = ways([get_object_or_404(found, uuid=letter_id)])
    context = {
        "building": building,
        "call": row.letter.document.call,
        "row": row,
        "noted_by": noted_by([row])[0],
    }
    return render(request, "finance/letters/letter.html", context)


@require_safe
@require(Permission.SEE_CALLS)
def document_letter(request, building, document_id):
    found = get_object_or_404(visible_documents(request.access), uuid=document_id)
    letter = letter_of(found)
    return download(letter.file if letter else None)
