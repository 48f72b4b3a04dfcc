"""Why the books refused something, said to a person: pages and API say the same."""

from django.utils.translation import gettext as _

from buildings.errors import LetterError
from buildings.mailings import refusals as letters
from buildings.models import Lot
from finance.errors import (
    AlreadyCancelled,
    AlreadyIssued,
    BuildingIncomplete,
    CallCancelled,
    DraftGone,
    DueInThePast,
    FinanceError,
    KeyNotInForce,
    LotWithoutHolder,
    NotIssued,
)
from finance.errors.books import WorksEnded
from finance.models import Opening, Payment
from finance.refusals import books
from koprogo.ledger.errors import LedgerError

__all__ = ["sentence"]


def sentence(error: FinanceError | LedgerError | LetterError) -> str:
    """Say why nothing was changed; inside the building, which may have to be read."""
    if isinstance(error, LetterError):
        return letters.sentence(error)
    if isinstance(error, (*books.REFUSED, WorksEnded)):
        return books.sentence(error)
    if isinstance(error, KeyNotInForce):
        return _("The key “%(key)s” has no parts today.") % {"key": error.key}
    if isinstance(error, LotWithoutHolder):
        lot = Lot.objects.get(pk=error.lot_id)
        return _("Lot %(lot)s has no holder today: its part has no debtor.") % {
            "lot": lot
        }
    if isinstance(error, AlreadyCancelled) and isinstance(error.args[0], Payment):
        return _("This payment has been reversed already.")
    if isinstance(error, AlreadyCancelled) and isinstance(error.args[0], Opening):
        return _("This opening has been reversed already.")
    sentences = {
        AlreadyIssued: _("This call has been issued already."),
        DraftGone: _("This draft was discarded meanwhile."),
        AlreadyCancelled: _("This call has been cancelled already."),
        NotIssued: _("Only an issued call can be cancelled."),
        DueInThePast: _(
            "The due date has passed: change it before you issue the call."
        ),
        BuildingIncomplete: _(
            "The building is incomplete: nothing can be called. Its overview says why."
        ),
        CallCancelled: _("This call was cancelled: nobody owes it."),
    }
    return sentences[type(error)]
