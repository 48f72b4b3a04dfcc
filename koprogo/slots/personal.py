"""What apps know about a person."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser


@dataclass(frozen=True, slots=True)
class PersonalTable:
    """Rows about one person as plain values; ``name``: of the file that holds them."""

    name: str
    rows: Iterable[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class PersonalFile:
    """A document of one person; its bytes are read when it is its turn."""

    name: str
    read: Callable[[], bytes]


Personal = PersonalTable | PersonalFile


def _nothing(user: AbstractBaseUser) -> Iterable:
    return ()


@dataclass(frozen=True, slots=True)
class PersonalData:
    """What an app knows about a person, and what it does when he closes his account.

    ``places``: primary keys of the tenants where it has, or had, something of his.
    ``own``: what it knows in no tenant; ``here``: in the tenant entered. ``refusals``:
    why he cannot leave today, in sentences. ``leave``: forget what the law does not
    keep, inside the transaction that closes the account, in no tenant.
    """

    places: Callable[[AbstractBaseUser], Iterable[int]] = _nothing
    own: Callable[[AbstractBaseUser], Iterable[Personal]] = _nothing
    here: Callable[[AbstractBaseUser], Iterable[Personal]] = _nothing
    refusals: Callable[[AbstractBaseUser], Iterable[str]] = _nothing
    leave: Callable[[AbstractBaseUser], object] = _nothing


personal_data: list[PersonalData] = []
