"""What calls, letters, payments and the opening refuse."""

from finance.errors.base import FinanceError


class AlreadyIssued(FinanceError):
    """An issued call is never changed and never issued twice."""


class NotIssued(FinanceError):
    """Only an issued call can be cancelled; a draft is discarded."""


class AlreadyCancelled(FinanceError):
    """The call, or the payment, has its mirror already."""


class MirroredOnWrongDay(FinanceError):
    """A mirror stands on the day of its entry or later, and not in the future."""


class BuildingIncomplete(FinanceError):
    """Lots, holders, KBO number or bank account are missing: nothing can be called."""


class NothingToCall(FinanceError):
    """The draft has no item."""


class DueInThePast(FinanceError):
    """The due date lies before the day of issue."""


class IssuedInTheFuture(FinanceError):
    """A call is issued today, or taken over from a day that has passed."""


class KeyNotInForce(FinanceError):
    """This allocation key has no parts on the day of issue."""

    def __init__(self, key):
        super().__init__(key)
        self.key = key


class LotWithoutHolder(FinanceError):
    """Nobody holds this lot on the day of issue: its part has no debtor."""

    def __init__(self, lot_id):
        super().__init__(lot_id)
        self.lot_id = lot_id


class PaymentInTheFuture(FinanceError):
    """Money is booked when it has arrived."""


class AlreadyRecorded(FinanceError):
    """This very form was sent before: a double click books once."""


class CallCancelled(FinanceError):
    """Nobody owes this call any longer: its letters are neither made nor sent."""


class AlreadyOpened(FinanceError):
    """The books have their opening balances; they are reversed before new ones."""


class OpeningInTheFuture(FinanceError):
    """The balances of a day are known when it has come."""


class OpeningTooLate(FinanceError):
    """Something was booked before that day: the books began already."""

    def __init__(self, first):
        super().__init__(first)
        self.first = first


class OpeningUnbalanced(FinanceError):
    """Debit and credit differ by ``difference`` EUR: a difference is never booked."""

    def __init__(self, difference):
        super().__init__(difference)
        self.difference = difference


class NothingToOpen(FinanceError):
    """All balances are zero: books without a past need no opening."""


class BeforeOpening(FinanceError):
    """The opening balances of ``opened`` say what happened until then."""

    def __init__(self, opened):
        super().__init__(opened)
        self.opened = opened
