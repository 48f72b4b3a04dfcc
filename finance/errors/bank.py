"""What the import of bank statements and their matching refuse."""

from finance.errors.base import FinanceError


class UnbookableStatement(FinanceError):
    """The statement cannot be booked; ``cause``: ``finance.bank.leaves.NotBookable``."""

    def __init__(self, cause, statement):
        super().__init__(cause)
        self.cause = cause
        self.statement = statement


class StatementInTheFuture(FinanceError):
    """``day`` has not come yet."""

    def __init__(self, day):
        super().__init__(day)
        self.day = day


class StatementInTheWay(FinanceError):
    """Other statements tell of its days: some movements would be booked twice."""


class StatementKnown(FinanceError):
    """All of it is here already, perhaps since this very moment."""


class AccountOfSeveral(FinanceError):
    """Several buildings say that this account is theirs: nobody knows whose it is."""


class NothingToMatch(FinanceError):
    """Nothing of the movement is in suspense: somebody was perhaps faster."""


class PartsDiffer(FinanceError):
    """The parts are ``difference`` EUR more than what is in suspense."""

    def __init__(self, difference):
        super().__init__(difference)
        self.difference = difference


class WrongWay(FinanceError):
    """A part was received and should have been paid, or the reverse."""


class NotOfItsOwn(FinanceError):
    """``account``: its lines belong to somebody or something: it is booked otherwise."""

    def __init__(self, account):
        super().__init__(account)
        self.account = account


class AlreadyUndone(FinanceError):
    """The match has been taken back already."""


class OtherAmount(FinanceError):
    """The payment was of ``amount`` EUR: a bank gives all of it back, or nothing."""

    def __init__(self, amount):
        super().__init__(amount)
        self.amount = amount


class PaymentOfTheBank(FinanceError):
    """The bank says that it came: its match is undone, the money stays."""

    def __init__(self, payment):
        super().__init__(payment)
        self.payment = payment
