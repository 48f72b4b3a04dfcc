"""What the overview of a building asks of the people who let others in."""

from collections.abc import Iterator

from django.utils.translation import ngettext

from buildings.access import Permission
from buildings.occupants import arrivals_of
from koprogo.slots import Notice


def notices(request) -> Iterator[Notice]:
    """Say how many wait to be let in: nobody gets an e-mail about them."""
    access = request.access
    if access.seen_as is not None or not access.allows(Permission.LET_IN):
        return
    waiting = arrivals_of(access.building).waiting().count()
    if waiting:
        text = ngettext(
            "%(number)s person typed the code in the hall and waits to be let in.",
            "%(number)s people typed the code in the hall and wait to be let in.",
            waiting,
        )
        yield Notice("info", text % {"number": waiting})
