"""What the file of a contested line refuses."""

from finance.errors.base import FinanceError


class NotTheHolder(FinanceError):
    """Whoever contests a line is one of those who hold the account."""


class NothingToContest(FinanceError):
    """The call or statement does not count, or has no such line for this account."""


class AlreadyContested(FinanceError):
    """A file of this line is open: ``contest``."""

    def __init__(self, contest):
        super().__init__(contest)
        self.contest = contest


class ContestClosed(FinanceError):
    """The file is closed: nothing is written in it any more."""
