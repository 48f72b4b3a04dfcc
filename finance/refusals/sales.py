"""Why a sale was refused something, said to a person: pages and API say the same."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from buildings.models import Lot
from finance.errors import BeforeOpening, FinanceError, LotWithoutHolder
from finance.errors import sales as errors
from finance.refusals import books
from koprogo.ledger.errors import LedgerError
from koprogo.ui.formatting import day


def sentence(error: FinanceError | LedgerError) -> str:
    """Say why nothing was changed; inside the building, which may have to be read."""
    if type(error) in PLAIN:
        return PLAIN[type(error)]()
    if type(error) in NAMING:
        return NAMING[type(error)](error)
    return books.sentence(error)


def _unheld(error: LotWithoutHolder) -> str:
    lot = Lot.objects.get(pk=error.lot_id)
    return _("Lot %(lot)s has no holder today: nobody can sell it.") % {"lot": lot}


def _before_opening(error: BeforeOpening) -> str:
    return _(
        "The books begin on %(day)s, and the opening balances hold what was before: "
        "record that change of owner on the page of the lot."
    ) % {"day": day(error.opened, get_language())}


# With what the error names.
NAMING = {
    LotWithoutHolder: _unheld,
    BeforeOpening: _before_opening,
    errors.LotInSale: lambda error: (
        _("A sale of lot %(lot)s is under way already.") % {"lot": error.lot}
    ),
    errors.DeedInClosedYear: lambda error: (
        _(
            "Fiscal year %(year)s is closed: nothing is booked on that day any more. It "
            "would have to be reopened first."
        )
        % {"year": error.year}
    ),
    errors.NotTheSellers: lambda error: (
        _(
            "On the day of the deed lot %(lot)s is not the seller's, or it changed "
            "hands later: look at who holds it."
        )
        % {"lot": error.lot}
    ),
    errors.BookedSince: lambda error: (
        _(
            "Entry %(entry)s was booked for the buyer or the lots since: take that back "
            "first."
        )
        % {"entry": error.entry}
    ),
    errors.LotPassedOn: lambda error: (
        _("Lot %(lot)s changed hands again since: undo that first.")
        % {"lot": error.lot}
    ),
    errors.ImpossibleReading: lambda error: (
        _(
            "Meter %(meter)s cannot show that on this day, was read on it already, or a "
            "statement of charges stands on what it measured."
        )
        % {"meter": error.meter}
    ),
}

PLAIN = {
    errors.NothingSold: lambda: _("Choose at least one lot."),
    errors.SeveralSellers: lambda: _(
        "These lots have several sellers: each has a sale of his own."
    ),
    errors.SaleClosed: lambda: _(
        "This sale was carried out or given up: nothing of it can be changed."
    ),
    errors.BuyerIsSeller: lambda: _("Seller and buyer are the same."),
    errors.DeedBeforeContract: lambda: _("The deed follows the contract."),
    errors.RequestedInTheFuture: lambda: _("A request of that day has not come yet."),
    errors.AlreadyRequested: lambda: _("This request is noted already."),
    errors.DocumentNotMade: lambda: _("Make the document first."),
    errors.AlreadySent: lambda: _(
        "The notary has this document. Make it anew to hand it over again."
    ),
    errors.NoNotaryAddress: lambda: _("The e-mail address of the notary is not known."),
    errors.LinkClosed: lambda: _("This link was withdrawn already."),
    errors.DeedIncomplete: lambda: _(
        "Say first of which day the deed is, and who buys."
    ),
    errors.DeedInTheFuture: lambda: _(
        "The day of the deed has not come: until then the lots are the seller's."
    ),
    errors.PreviewOutdated: lambda: _(
        "Something has changed meanwhile: look at the amounts once more."
    ),
    errors.AlreadyCarriedOut: lambda: _("This sale was carried out already."),
    errors.NotCarriedOut: lambda: _("This sale was not carried out."),
    errors.AlreadyUndone: lambda: _("This sale was undone already."),
    errors.ToldBeforeDeed: lambda: _(
        "The notary tells a deed on its day or later, and not in the future."
    ),
    errors.AlreadyTold: lambda: _("That day is on record already."),
}
