"""What the overview of a building asks of the people who let others in."""

from collections.abc import Iterator

from django.utils.translation import ngettext

from buildings.access import Permission
from koprogo.slots import Notice


def notices(access, waiting: int) -> Iterator[Notice]:
    """Say how many wait to be let in: nobody gets an e-mail about them."""
    if (
        not waiting
        or access.seen_as is not None
        or not access.allows(Permission.LET_IN)
    ):
        return
    text = ngettext(
        "%(number)s person typed the code in the hall and waits to be let in.",
        "%(number)s people typed the code in the hall and wait to be let in.",
        waiting,
    )
    yield Notice("info", text % {"number": waiting})
