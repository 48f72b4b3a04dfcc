"""What the fund refuses, told to a person: one module for each part of the path."""

from solidarity.errors import SolidarityError
from solidarity.refusals import committee, loans, money, public, requests

__all__ = ["field_of", "sentence"]

AREAS = {
    "committee": committee,
    "loans": loans,
    "money": money,
    "public": public,
    "requests": requests,
}


def _area(error: SolidarityError):
    """The refusals of solidarity.errors.money are told by solidarity.refusals.money."""
    return AREAS[type(error).__module__.rpartition(".")[2]]


def sentence(error: SolidarityError) -> str:
    """Say why nothing was changed."""
    return _area(error).sentence(error)


def field_of(error: SolidarityError, fields) -> str | None:
    """Return at which of these fields a refusal stands; None: above the form."""
    wanted = getattr(_area(error), "fields_of", lambda _error: ())(error)
    return next((name for name in wanted if name in fields), None)
