"""Statements and meters for pages and addresses, beside everything else of a building.

Their days are far away, so that nobody else's costs, calls and openings are settled.
"""

from datetime import date, timedelta
from uuid import uuid4

from django.utils import timezone

from buildings.services.letters import post_waiting as charges_to_post
from buildings.services.letters import send_letters as send_charge_letters
from finance import chart
from finance.models import (
    AccountCharge,
    ChargeLetter,
    ChargeLetterRun,
    ChargeStatement,
    MeterReading,
)
from finance.services.charge_statements import compute_statement
from finance.services.charges import ChargeDraft, charge_accounts
from koprogo.documents.services import store
from koprogo.ledger import services as ledger
from tests import cast
from tests.finance.charge_statements import books
from tests.finance.charge_statements.meters import group, meter, metered, read

DAY = timedelta(days=1)


def far_away():
    return timezone.localdate() + timedelta(days=900)


def standing():
    """A posted statement of a day to come, with its letters: nobody could post it yet.

    Each is of another day.
    """
    day = far_away() + ChargeStatement.objects.count() * DAY
    books.cost("1000.00", on=day, occupant_percent=50, label="Cleaning")
    books.cost("60.00", on=day, lot=cast.lot("A"), basis="lot", label="Lock")
    statement = compute_statement(
        books.drafted(since=day, until=day + DAY, due_on=day), by=None
    )
    documents = list(statement.documents.select_related("holding__representative"))
    charges = [
        ChargeDraft(
            holding=one.holding,
            kind=AccountCharge.Kind.STATEMENT,
            text=statement.title,
            due_on=day,
            working=one.balance,
        )
        for one in documents
    ]
    total = sum(one.balance for one in documents)
    statement.entry = charge_accounts(
        charges,
        against=[ledger.credit(chart.PROVISIONS_CALLED, total)],
        date=day,
        text=statement.title,
        by=None,
        source=f"statement:{statement.uuid}",
    )
    for one in documents:
        one.charge = AccountCharge.objects.get(
            entry=statement.entry, holding=one.holding
        )
        one.save()
    statement.posted_at = timezone.now()
    statement.save()
    _letters(documents)
    return statement


def _letters(documents):
    """The letters as if the worker had made them: fast, without PDF."""
    file = store(b"%PDF-", name="letter.pdf", content_type="application/pdf", by=None)
    for one in documents:
        ChargeLetter.objects.create(
            document=one,
            file=file,
            annex=file,
            addressee=one.holding.representative,
            name=str(one.holding),
            address="Rue Haute 10, 1000 Bruxelles",
            language="en",
        )
    zipped = store(b"PK", name="l.zip", content_type="application/zip", by=None)
    ChargeLetterRun.objects.create(
        statement=documents[0].statement,
        zip=zipped,
        post_zip=zipped,
        finished_at=timezone.now(),
    )


def draft():
    return books.drafted(since=date(2019, 1, 1), until=date(2019, 2, 1), title="Draft")


def things():
    """Return what stands in addresses: a posted statement, a draft, a meter."""
    statement = standing()
    water = metered("A", "B", "C")
    read(water, date(2025, 1, 1), A="10")
    reading = MeterReading.objects.get(value=10)
    return {
        "statement_id": statement.uuid,
        "statement_draft_id": draft().uuid,
        "charge_document_id": statement.documents.get(holding__code="H1").uuid,
        "charge_letter_id": statement.documents.first().letter.uuid,
        "meter_group_id": water.uuid,
        "meter_id": reading.meter.uuid,
        "reading_id": reading.uuid,
    }


def lively():
    """Return the pages of statements and meters, none of them empty."""
    found = things()
    later = far_away() + ChargeStatement.objects.count() * DAY
    books.cost("77.00", on=later)
    computed = compute_statement(
        books.drafted(since=later, until=later + DAY, title="Computed", due_on=later),
        by=None,
    )
    one = f"statements/{found['statement_id']}"
    water = f"meters/{found['meter_group_id']}"
    draft_page = f"statements/{found['statement_draft_id']}"
    return [
        "statements/",
        "statements/new/",
        f"{one}/",
        f"{one}/cancel/",
        f"{one}/letters/",
        f"{one}/letters/send/",
        f"{one}/letters/posted/",
        f"{draft_page}/",
        f"{draft_page}/edit/",
        f"{draft_page}/discard/",
        f"statements/{computed.uuid}/",
        f"statements/{computed.uuid}/post/",
        f"statements/documents/{found['charge_document_id']}/",
        "meters/",
        "meters/new/",
        f"{water}/",
        f"{water}/edit/",
        f"{water}/new/",
        f"{water}/readings/",
        f"{water}/readings/file/",
        f"meters/one/{found['meter_id']}/",
        f"meters/one/{found['meter_id']}/end/",
        f"meters/readings/{found['reading_id']}/void/",
    ]


def bodies(real):
    """Return bodies of the API that the services accept, by method and address."""
    statement = {
        "title": "Charges",
        "since": "2018-01-01",
        "last_day": "2018-12-31",
        "due_on": real["due_on"],
    }
    reading = {"meter": str(real["meter_id"]), "value": "50000.125"}
    return {
        "POST charge-statements/": statement,
        "PUT charge-statements/{statement_id}/": statement,
        "POST charge-statements/{statement_id}/letters/posted/": {
            "letters": [str(real["charge_letter_id"])],
            "on": real["date"],
        },
        "POST meter-groups/": {"name": uuid4().hex, "unit": "kWh"},
        "PATCH meter-groups/{meter_group_id}/": {"name": uuid4().hex},
        "POST meter-groups/{meter_group_id}/meters/": {
            "lot": "C",
            "serial": uuid4().hex,
            "digits": 6,
            "since": real["date"],
            "value": "12.5",
        },
        "POST meter-groups/{meter_group_id}/readings/": {
            "on": real["date"],
            "readings": [reading],
        },
        "POST meters/{meter_id}/end/": {"on": real["date"], "value": "50000.125"},
        "POST readings/{reading_id}/void/": {"reason": "Misread"},
    }


# For requests that use something up.


def _draft(_method):
    return {"statement_id": draft().uuid}


def _to_post(_method):
    """A computed one of a day that has passed."""
    day = date(2020, 2, 1) + ChargeStatement.objects.count() * DAY
    books.cost("10.00", on=day)
    due_on = timezone.localdate()
    statement = books.drafted(since=day, until=day + DAY, due_on=due_on)
    return {"statement_id": compute_statement(statement, by=None).uuid}


def _standing(_method):
    return {"statement_id": standing().uuid}


def _to_be_posted(_method):
    statement = standing()
    send_charge_letters(statement, by=None)
    return {
        "statement_id": statement.uuid,
        "charge_letter_id": charges_to_post(statement).first().uuid,
    }


def _meter(_method):
    made = meter(group(uuid4().hex), "C")
    return {"meter_id": made.uuid, "meter_group_id": made.group.uuid}


def _reading(_method):
    made = group(uuid4().hex)
    meter(made, "C")
    read(made, date(2025, 1, 1), C="10")
    return {"reading_id": MeterReading.objects.get(meter__group=made, value=10).uuid}


MAKERS = {
    _draft: ("statements/{statement_id}/", "{statement_id}/compute/"),
    _to_post: ("{statement_id}/post/",),
    _standing: ("{statement_id}/cancel/", "{statement_id}/letters/send/"),
    _to_be_posted: ("{statement_id}/letters/posted/",),
    _meter: ("{meter_id}/end/", "{meter_group_id}/readings/"),
    _reading: ("{reading_id}/void/",),
}
