from solidarity.errors.base import SolidarityError


class NotCovered(SolidarityError):
    """The fund has less than that, once all it promised is set aside."""


class PromiseKept(SolidarityError):
    """The agreement is signed: what was promised stays promised."""
