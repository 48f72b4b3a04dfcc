"""Short ways to the pages of arrears and reminders."""

import re
from decimal import Decimal

from django.urls import reverse

from finance.reminding import Level
from koprogo.tenancy import enter
from tests import cast

FORMAL = Level(1, 5, with_interest=True, cost=Decimal("12.00"), registered=True)


def inside():
    return enter(cast.tenant().pk, by=None)


def url(name, *args):
    return reverse(f"finance:{name}", args=[cast.ACACIAS, *args])


def text(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def told(page):
    return [str(message) for message in page.context["messages"]]


def holder(code="H1"):
    with inside():
        return cast.holding(code).uuid
