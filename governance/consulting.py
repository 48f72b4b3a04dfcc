"""What the answers to a consultation come to. Pure.

An anonymous one tells heads alone, and only where enough answered: shares, or a handful
of answers, would tell who chose what.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

#: so many answers at least before anything anonymous is told
FEWEST = 5


class UnknownOption(ValueError):
    """Somebody chose what was not asked."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What one head chose (positions of options), for how many shares."""

    shares: int
    chosen: Collection[int]


@dataclass(frozen=True, slots=True)
class Count:
    heads: int
    shares: int


def is_told(*, heads: int, is_anonymous: bool, fewest: int = FEWEST) -> bool:
    """Return whether the result of so many answers may be told."""
    return not is_anonymous or heads >= fewest


def counted(
    replies: Sequence[Reply],
    options: Sequence[int],
    *,
    is_anonymous: bool,
    fewest: int = FEWEST,
) -> list[Count]:
    """Return who chose each option, in their order; zeros for what is not told.

    Raises:
        UnknownOption: a reply chose none of ``options``.
    """
    known = set(options)
    for reply in replies:
        if not known.issuperset(reply.chosen):
            raise UnknownOption(reply.chosen)
    if not is_told(heads=len(replies), is_anonymous=is_anonymous, fewest=fewest):
        return [Count(0, 0) for _option in options]
    return [_count(replies, option, is_anonymous) for option in options]


def _count(replies: Sequence[Reply], option: int, is_anonymous: bool) -> Count:
    chose = [reply.shares for reply in replies if option in reply.chosen]
    return Count(len(chose), 0 if is_anonymous else sum(chose))
