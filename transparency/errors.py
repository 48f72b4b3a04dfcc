"""What the ASBL refuses. Nothing was changed."""


class TransparencyError(Exception):
    """Every refusal of the ASBL's services."""


# Taking part


class TakesPart(TransparencyError):
    """It takes part already, under this building, KBO number or person."""


class TakesNoPart(TransparencyError):
    """It takes no part on that day, or ends already."""


class NotARepresentative(TransparencyError):
    """Whoever asks does not speak for this building."""


class PeriodTaken(TransparencyError):
    """Another reduction, or use of the same add-on, holds some of these months."""


class TooEarly(TransparencyError):
    """It would begin or end in a month whose contributions are billed."""


# Tariffs


class NoTariff(TransparencyError):
    """The ASBL has adopted no tariff yet."""


class PastTariff(TransparencyError):
    """A tariff begins on the first of a month that is still to come."""


class AdoptedAlready(TransparencyError):
    """This decision has had its effect."""


# The books


class NotYet(TransparencyError):
    """A day that has not come yet: nothing is noted on it."""


class QuarterClosed(TransparencyError):
    """``day`` lies in a closed quarter, which takes no entry any more.

    ``first_open``: the first day that does.
    """

    def __init__(self, day, first_open):
        super().__init__(day)
        self.day = day
        self.first_open = first_open


class ReasonMissing(TransparencyError):
    """Nothing was said, where a reason stays on record."""


class TooManyMonths(TransparencyError):
    """A voucher covers no month, or more than can be looked over."""


class VoucherEntered(TransparencyError):
    """This form was sent before: the voucher is there."""


class VoucherDecided(TransparencyError):
    """Somebody has approved or rejected the voucher."""


class VoucherChanged(TransparencyError):
    """The voucher, or what it would book, is not what was looked at."""


class SamePerson(TransparencyError):
    """Who entered a voucher does not decide on it."""


class NotApproved(TransparencyError):
    """Only an approved voucher is paid or reversed."""


class VoucherPaid(TransparencyError):
    """The voucher is paid."""


class VoucherNotPaid(TransparencyError):
    """No payment of the voucher is noted."""


# Contributions and their payments


class MonthNotBegun(TransparencyError):
    """Contributions of a month are written from its first day on."""


class YearNotOver(TransparencyError):
    """The summary of a year is made when it is over."""


class ReceiptRecorded(TransparencyError):
    """This payment was recorded before."""


class ReceiptReversed(TransparencyError):
    """This payment has its mirror."""


class BankFileGone(TransparencyError):
    """The file of the bank is not kept any more, or is not of this association."""


class NotOurAccount(TransparencyError):
    """A statement of another account than that of the ASBL."""

    def __init__(self, account):
        super().__init__(account)
        self.account = account


# Quarters


class QuarterNotOver(TransparencyError):
    """A quarter is closed when it is over."""


class NotNextQuarter(TransparencyError):
    """Quarters are closed in their order, from the first with an entry on."""


class QuarterAlreadyClosed(TransparencyError):
    """The quarter is closed, perhaps since this very moment."""


class MonthsNotBilled(TransparencyError):
    """Contributions of a month of the quarter are not written yet."""


# Ideas


class NotAMember(TransparencyError):
    """Only who votes for a member proposes ideas and supports them."""


class NotTheAuthor(TransparencyError):
    """Only who wrote an idea changes it."""


class IdeaAnswered(TransparencyError):
    """The board has answered it: its words and its support stay as they were."""


class IdeaSupported(TransparencyError):
    """Somebody else supports it as it is written."""


class AnswerNeeded(TransparencyError):
    """An idea is not declined without a reason."""


# The participatory budget


class AllocationStays(TransparencyError):
    """The members adopted it: it stays as it is."""


class PartsNotWhole(TransparencyError):
    """The lines are not 100 % together; ``total`` is what they are."""

    def __init__(self, total):
        super().__init__(f"{total} %")
        self.total = total


class OneFundLine(TransparencyError):
    """The solidarity fund is endowed once by one decision."""


class NotAdoptedYet(TransparencyError):
    """Nothing is spent of what the members have not adopted."""


class BookedWhole(TransparencyError):
    """What goes to the reserve or to the fund is booked when it is adopted."""


class SpentOnAnotherDay(TransparencyError):
    """Money is spent from the day of the decision on, and not in the future."""


class MoreThanLeft(TransparencyError):
    """``left``: what the line still has."""

    def __init__(self, left):
        super().__init__(left)
        self.left = left


class MoreThanSpent(TransparencyError):
    """A correction takes back ``spent`` at most."""

    def __init__(self, spent):
        super().__init__(spent)
        self.spent = spent


class EndowmentPaid(TransparencyError):
    """The fund has this endowment, perhaps since this very moment."""


class PaidBeforeGiven(TransparencyError):
    """An endowment is paid from the day on which the members gave it."""


class NoFund(TransparencyError):
    """The fund is not founded yet: it has no books to note a payment in."""


class SpendingRecorded(TransparencyError):
    """It was recorded before: nothing is spent twice."""


# Offices


class NoAccount(TransparencyError):
    """Who holds an office signs in: without an account he cannot."""


class OfficeHeld(TransparencyError):
    """The person holds this office on one of these days already."""


class OfficeOver(TransparencyError):
    """The office has ended by that day, or was taken back."""


class OfficeBegun(TransparencyError):
    """An office that has begun ends after its first day."""


# Reports


class ReportPublished(TransparencyError):
    """It is published, and stays as it is."""


class ReportApproved(TransparencyError):
    """Members approved these accounts: they stay as they are."""


class ReportNotMade(TransparencyError):
    """Its documents are not there in every language yet."""


class ReportReviewed(TransparencyError):
    """Somebody reviewed it, perhaps at this very moment."""


class ReportNotReviewed(TransparencyError):
    """Nobody reviewed it, or it was changed since."""


class ReviewerPublishes(TransparencyError):
    """Somebody else must publish what this person reviewed."""


class ReportNotApproved(TransparencyError):
    """Yearly accounts are published once the members approved them."""


class ReportNotPublished(TransparencyError):
    """Only what is published is corrected."""


class ReportCorrected(TransparencyError):
    """A later version exists: that one is corrected."""


class ReportNotCorrection(TransparencyError):
    """A first version is not discarded: it would only be drafted again."""


class ReportDiscarded(TransparencyError):
    """The draft was discarded, perhaps at this very moment."""


class NotYearlyAccounts(TransparencyError):
    """The members approve yearly accounts only, each once, before they are published."""


# Goals


class GoalThere(TransparencyError):
    """This goal is set for that day already."""


class MeasuredInTheFuture(TransparencyError):
    """A value is measured on a day that has come."""
