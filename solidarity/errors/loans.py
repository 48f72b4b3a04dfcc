"""What is refused about money that comes back, plans, late loans and exclusions."""

from solidarity.errors.base import SolidarityError

# Money that comes back


class RepaymentRecorded(SolidarityError):
    """This was noted already."""


class RepaymentReversed(SolidarityError):
    """It has its mirror, or part of it was given back."""


class ReceivedInTheFuture(SolidarityError):
    """Money is noted on the day on which it arrived, or later."""


class NothingComesBack(SolidarityError):
    """This help is not paid out, or nothing of it is to come back."""


class NothingToGiveBack(SolidarityError):
    """No more came in than was owed, or it was given back already."""


class BooksClosed(SolidarityError):
    """The year of this day is closed in the books."""


# Direct debits


class NoCreditor(SolidarityError):
    """The bank does not know from whom it comes: account and identifier are missing."""


class TooSoon(SolidarityError):
    """Each person is told three days before; ``first``: the first day that can be."""

    def __init__(self, first) -> None:
        super().__init__(first)
        self.first = first


class NothingToCollect(SolidarityError):
    """No instalment is due by this day that is not under way."""


class NotSoNow(SolidarityError):
    """It is in another state, perhaps since this very moment."""


class NotWritable(SolidarityError):
    """A bank would refuse the file: the day is past, or a mandate is not complete."""


class NotCollectedYet(SolidarityError):
    """The day of collecting is still to come."""


# Plans


class ChangeWaits(SolidarityError):
    """A change of this plan waits for its answer."""


class NoSuchPlan(SolidarityError):
    """``code``: of ``solidarity.instalments.WrongPlan``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class WordsNeeded(SolidarityError):
    """It was put off before: this time some words are asked."""


class DebitUnderWay(SolidarityError):
    """A direct debit is with the bank: the plan changes when it has arrived."""


class Concerned(SolidarityError):
    """Whoever asks for help himself, or takes no part in the request, decides nothing."""


# Late


class NotLate(SolidarityError):
    """Nothing of this loan is late."""


class SpeakFirst(SolidarityError):
    """Somebody speaks with the person before anything else."""


class TooEarlyToWriteOff(SolidarityError):
    """Late for 90 days, and spoken with twice."""


class Proposed(SolidarityError):
    """It is proposed, or done, already."""


class AnotherMember(SolidarityError):
    """Another member of the committee confirms what one proposes."""


class AtTheBank(SolidarityError):
    """A transfer to this person is with the bank: what was paid is not known yet."""


# After a case


class DisputeEndTold(SolidarityError):
    """How the case ended was told already."""


class NotADispute(SolidarityError):
    """This help was no grant for a case, or it was not paid."""


class MonthsNeeded(SolidarityError):
    """Something comes back: over 1 to 24 months; or nothing does: over none."""
