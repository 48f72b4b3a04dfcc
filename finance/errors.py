"""What the books of a building refuse. Views turn each into a sentence."""


class FinanceError(Exception):
    """Nothing was changed."""


class AlreadyIssued(FinanceError):
    """An issued call is never changed and never issued twice."""


class NotIssued(FinanceError):
    """Only an issued call can be cancelled; a draft is discarded."""


class AlreadyCancelled(FinanceError):
    """The call, or the payment, has its mirror already."""


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
