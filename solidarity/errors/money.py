from solidarity.errors.base import SolidarityError


class NotCovered(SolidarityError):
    """The fund has less than that, once all it promised is set aside."""


class PromiseKept(SolidarityError):
    """The agreement is signed: what was promised stays promised."""


# The agreement


class NothingToSign(SolidarityError):
    """The help is not accepted, or not promised any more."""


class SignedAlready(SolidarityError):
    """The agreement has its signature."""


class AgreementChanged(SolidarityError):
    """It was made anew meanwhile, or never: what was read is not what would be signed."""


class NoMandate(SolidarityError):
    """What comes back is signed with the direct debit, and its account."""


class NoSecurity(SolidarityError):
    """A works credit has a security; the co-ownership's only with a consent."""


# Payouts


class PayoutPrepared(SolidarityError):
    """This ``uuid`` was prepared before."""


class PayoutMoved(SolidarityError):
    """Somebody took its next step meanwhile, or it is not signed, or all is paid."""


class MoreThanPromised(SolidarityError):
    """``left``: what is not prepared or paid yet; perhaps since this very moment."""

    def __init__(self, left):
        super().__init__(left)
        self.left = left


class WrongPayee(SolidarityError):
    """Help of this kind is not paid to such a payee."""


class NoConsentToPay(SolidarityError):
    """The syndic or the association is paid with the person's consent only."""


class VoucherNeeded(SolidarityError):
    """A lawyer and a contractor are paid on an invoice."""


class BadAccount(SolidarityError):
    """Whoever is paid has no name or no IBAN that a bank takes."""


class NamesTheFund(SolidarityError):
    """What a bank writes would tell that the fund helps."""


class SamePerson(SolidarityError):
    """Another member approves what one prepared."""


class TakesNoPart(SolidarityError):
    """He asked for this help himself, or is recused."""


class NotOpened(SolidarityError):
    """Nobody approves what he has not looked at."""


class StillUnderWay(SolidarityError):
    """Payouts wait or are at the bank, or none was paid."""


# Transfers


class NothingApproved(SolidarityError):
    """No approved payout waits, perhaps since this very moment."""


class NoAccount(SolidarityError):
    """The fund has no bank account yet."""


class BatchEnded(SolidarityError):
    """It was executed or discarded already."""


class DayOff(SolidarityError):
    """The day lies before what it follows, in the future, or in another year's books."""


class BackAlready(SolidarityError):
    """The transfer came back already, or is not paid."""


class TooLateToReturn(SolidarityError):
    """Its instalments are due: what came back is no returned transfer."""


# The books


class NotedAlready(SolidarityError):
    """This ``uuid`` was noted before."""


class MirroredAlready(SolidarityError):
    """It has its mirror."""


class ProvisionRight(SolidarityError):
    """The provision is what it should be."""
