"""What the sale of lots refuses."""

from finance.errors.base import FinanceError


class NothingSold(FinanceError):
    """A sale names at least one lot."""


class SeveralSellers(FinanceError):
    """The lots are not held by one and the same holding: each seller has his sale."""


class LotInSale(FinanceError):
    """A sale of this lot is under way already."""

    def __init__(self, lot):
        super().__init__(lot)
        self.lot = lot


class SaleClosed(FinanceError):
    """The sale was carried out or given up: nothing of it is changed any more."""


class BuyerIsSeller(FinanceError):
    """The same holding cannot sell to itself."""


class DeedBeforeContract(FinanceError):
    """The deed follows the contract."""


class RequestedInTheFuture(FinanceError):
    """A request is noted when it has come."""


class AlreadyRequested(FinanceError):
    """The request of this day is noted already."""


class DocumentNotMade(FinanceError):
    """There is nothing to hand over yet."""


class AlreadySent(FinanceError):
    """It was handed over; made anew it can be handed over again."""


class NoNotaryAddress(FinanceError):
    """Nothing goes by e-mail to a notary without an address."""


class LinkClosed(FinanceError):
    """The link was withdrawn already."""


class DeedIncomplete(FinanceError):
    """Day of the deed or buyer are missing."""


class DeedInTheFuture(FinanceError):
    """Lots change hands on the day of the deed, not before."""


class DeedInClosedYear(FinanceError):
    """The working fund is booked on the day of the deed, and its year is closed."""

    def __init__(self, year):
        super().__init__(year)
        self.year = year


class NotTheSellers(FinanceError):
    """On the day of the deed somebody else has the lot, or gets it later."""

    def __init__(self, lot):
        super().__init__(lot)
        self.lot = lot


class PreviewOutdated(FinanceError):
    """Something changed since the amounts were shown: they are looked at anew."""


class AlreadyCarriedOut(FinanceError):
    """Somebody carried it out before, perhaps at this very moment."""


class NotCarriedOut(FinanceError):
    """There is nothing to undo."""


class AlreadyUndone(FinanceError):
    """It was undone before."""


class BookedSince(FinanceError):
    """Something was booked for the buyer or the lots since: ``entry``."""

    def __init__(self, entry):
        super().__init__(entry)
        self.entry = entry


class LotPassedOn(FinanceError):
    """The buyer has handed the lot on since."""

    def __init__(self, lot):
        super().__init__(lot)
        self.lot = lot


class ToldBeforeDeed(FinanceError):
    """The notary tells a deed on its day or later, and not in the future."""


class AlreadyTold(FinanceError):
    """The day on which the notary told the deed is on record."""


class ImpossibleReading(FinanceError):
    """The counter of this meter cannot show that, it was read on that day already, or a
    statement of charges stands on what it measured.
    """

    def __init__(self, meter):
        super().__init__(meter)
        self.meter = meter
