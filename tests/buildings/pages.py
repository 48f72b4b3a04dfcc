"""Short ways to the pages of a building and to what they say."""

import csv
import io
import re
from contextlib import contextmanager
from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buildings import services
from buildings.models import AllocationKey, Lot, Owner
from koprogo.audit.models import AuditEvent
from koprogo.tenancy import enter
from tests import cast

# The outer tenant is put back only in tests, which have a transaction around all.
TRANSACTION_CONTROL = (
    "SAVEPOINT",
    "RELEASE",
    "SET TRANSACTION",
    "SELECT set_config('app.tenant', ''",
)


def url(name, *args, slug=cast.ACACIAS):
    return reverse(f"buildings:{name}", args=[slug, *args])


def inside(slug=cast.ACACIAS):
    return enter(cast.tenant(slug).pk, by=None)


def lot(code, slug=cast.ACACIAS):
    with inside(slug):
        return Lot.objects.get(code=code)


def owner(code, slug=cast.ACACIAS):
    with inside(slug):
        return Owner.objects.get(code=code)


def holding(code):
    with inside():
        return cast.holding(code)


def key(code):
    with inside():
        return AllocationKey.objects.get(code=code)


def text(page):
    """Return the page's HTML on one line; spaces that do not break stay."""
    return re.sub(r"[ \n]+", " ", page.content.decode())


def rows_of(answer):
    """Return the cells of a CSV file that was sent."""
    assert answer.status_code == 200
    lines = io.StringIO(answer.content.decode("utf-8-sig"), newline="")
    return list(csv.reader(lines, delimiter=";"))


def said(page):
    """Return the messages that the page shows."""
    return [str(message) for message in page.context["messages"]]


def refused(page):
    """Return the errors of the page's form by field; nothing may have been saved."""
    assert page.status_code == 200
    return page.context["form"].errors


def actions():
    """Return what the audit has recorded in Les Acacias, by somebody."""
    with inside():
        events = AuditEvent.objects.exclude(actor=None).order_by("pk")
        return list(events.values_list("action", flat=True))


@contextmanager
def counted():
    """Give a list: at the end, what was asked inside, without transaction control."""
    asked = []
    with CaptureQueriesContext(connection) as captured:
        yield asked
    sent = [query["sql"] for query in captured.captured_queries]
    asked += [sql for sql in sent if not sql.startswith(TRANSACTION_CONTROL)]


def statements(client, address):
    """Return how many statements a page costs, without transaction control."""
    with counted() as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def costs(sign_in, pages):
    """Return what each of the {person: addresses} costs, in this order.

    The first look is not counted: it may note something about the session.
    """
    found = []
    for name, addresses in pages.items():
        client = sign_in(name)
        for address in addresses:
            client.get(address)
            found.append((address, statements(client, address)))
    return found


def add_many(number, *, letter="Z"):
    """Add so many lots with shares, each with two owners who hold it together."""
    with inside():
        for step in range(number):
            name = f"{letter}{step}"
            new = services.create_lot(code=name, shares=1, by=None)
            pair = [
                services.create_owner(last_name=f"{name} {half}", by=None)
                for half in ("one", "two")
            ]
            together = services.create_holding(
                members=[services.Member(each, 1) for each in pair], parts=2, by=None
            )
            services.hand_over_lot(
                new, holding=together, since=date(2020, 1, 1), by=None
            )
