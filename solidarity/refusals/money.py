"""What agreements, payouts, transfers and the fund's books refuse, told to a person."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from koprogo.ui.formatting import money
from solidarity.errors import SolidarityError
from solidarity.errors import money as errors

#: at which field of a form an error belongs
FIELDS = {
    errors.MoreThanPromised: ("amount",),
    errors.NotCovered: ("amount",),
    errors.WrongPayee: ("payee",),
    errors.NoConsentToPay: ("payee",),
    errors.VoucherNeeded: ("voucher",),
    errors.NoMandate: ("iban",),
    errors.BadAccount: ("iban",),
    errors.NoSecurity: ("security",),
    errors.DayOff: ("on",),
}


def sentence(error: SolidarityError) -> str:
    """Say why nothing was changed."""
    if isinstance(error, errors.MoreThanPromised):
        return _("%(amount)s are left of this help.") % {
            "amount": money(error.left, get_language())
        }
    return (_AGREEMENTS | _PAYOUTS | _BOOKS)[type(error)]()


def fields_of(error: SolidarityError) -> tuple[str, ...]:
    """Return the fields at which it may be said."""
    return FIELDS.get(type(error), ())


_AGREEMENTS = {
    errors.NothingToSign: lambda: _("There is nothing to sign any more."),
    errors.SignedAlready: lambda: _("You have signed this agreement already."),
    errors.AgreementChanged: lambda: _(
        "The agreement was made anew meanwhile: read it again, then sign."
    ),
    errors.NoMandate: lambda: _(
        "What comes back is collected by direct debit: say from which account."
    ),
    errors.NoSecurity: lambda: _(
        "Choose a security. The co-ownership is asked only if you agree to it."
    ),
    errors.PromiseKept: lambda: _("The agreement is signed: the promise stays."),
    errors.NotCovered: lambda: _(
        "The fund would have less than it has promised: nothing was changed. Take "
        "less, or wait until money has come back."
    ),
}
_PAYOUTS = {
    errors.PayoutPrepared: lambda: _("This payment was prepared already."),
    errors.PayoutMoved: lambda: _(
        "This is not possible any more: somebody took the next step meanwhile."
    ),
    errors.WrongPayee: lambda: _("Help of this kind is not paid to such a payee."),
    errors.NoConsentToPay: lambda: _(
        "The person has not agreed that the syndic or the association is paid."
    ),
    errors.VoucherNeeded: lambda: _("Add the invoice on which this is paid."),
    errors.BadAccount: lambda: _(
        "Say who is paid, and on which account: a name and a valid IBAN."
    ),
    errors.NamesTheFund: lambda: _(
        "The bank would write this on the statement of whoever is paid: name neither "
        "the fund nor the kind of help."
    ),
    errors.SamePerson: lambda: _(
        "You prepared this payment: another member of the committee approves it."
    ),
    errors.TakesNoPart: lambda: _("You take no part in this request."),
    errors.NotOpened: lambda: _("Look at the details first, then approve them."),
    errors.StillUnderWay: lambda: _(
        "This is possible once something is paid and nothing more waits."
    ),
    errors.NothingApproved: lambda: _("No approved payment waits."),
    errors.BatchEnded: lambda: _("This list of transfers is closed already."),
    errors.BackAlready: lambda: _("This transfer is not paid, or came back already."),
    errors.TooLateToReturn: lambda: _(
        "Its instalments are due already: this is no returned transfer."
    ),
}
_BOOKS = {
    errors.NoAccount: lambda: _("The board has not said yet which account is used."),
    errors.DayOff: lambda: _(
        "This day is not possible: it lies in the future, or before what it follows."
    ),
    errors.NotedAlready: lambda: _("This was noted already."),
    errors.MirroredAlready: lambda: _("This was reversed already."),
    errors.ProvisionRight: lambda: _("The provision is what it should be."),
}
