"""Why a payment file is not written: a bank would refuse it."""


class PaymentFileError(ValueError):
    """Nothing was written."""


class InvalidIban(PaymentFileError):
    """Not an account number: another form, or its check digits are wrong."""


class InvalidCreditor(PaymentFileError):
    """Not a Belgian creditor identifier: ``BE``, two digits, ``ZZZ``, ten digits."""


class InvalidKbo(PaymentFileError):
    """Not an enterprise number of ten digits."""


class InvalidMandate(PaymentFileError):
    """The reference is empty, or has characters that a bank would change."""


class MandateNotSigned(PaymentFileError):
    """Money would be collected before the debtor signed."""


class NothingToPay(PaymentFileError):
    """A file has at least one payment."""


class NameMissing(PaymentFileError):
    """Whoever pays or is paid has a name."""


class IdMissing(PaymentFileError):
    """A file and each of its payments has an identifier."""


class DuplicateId(PaymentFileError):
    """Two payments would have the same identifier, cut to 35 characters."""


class AmountOutOfRange(PaymentFileError):
    """The amount is not between 0.01 and 999,999,999.99 EUR."""


class NotOneRemittance(PaymentFileError):
    """A payment has a structured communication or a message: one, and not both."""


class DayInThePast(PaymentFileError):
    """The money would have to move before the file was made."""
