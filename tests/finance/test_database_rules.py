"""What an issued call can never be, and what is never changed, whoever sends the SQL."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Event

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from buildings import services as buildings
from buildings.models import AllocationKey, KeyVersion
from finance import services
from finance.models import Call, CallDocument, CallItem, CallLine
from koprogo.ledger import services as ledger
from koprogo.ledger.models import Entry
from koprogo.tenancy import enter
from tests import cast
from tests.finance.factories import draft, issued, item, payment
from tests.sql import changed, owner_of, refused, rows
from tests.together import PATIENCE
from tests.workers import wait_for

TEN = Decimal("10.00")
FORTY = Decimal("40.00")
ZERO = Decimal("0.00")


def version(key="lift"):
    return KeyVersion.objects.get(key__code=key)


@pytest.fixture
def call(acacias):
    """A draft of 10.00 by shares and 40.00 for the reserve, on the lift key."""
    call = draft(item("10.00"), item("40.00", key="lift", purpose="reserve"))
    KeyVersion.objects.update(frozen=True)
    for one in call.items.select_related("key"):
        one.version = version(one.key.code)
        one.save()
    return call


@pytest.fixture
def document(call):
    """All of it is Omar's, for lot A."""
    document = CallDocument.objects.create(
        call=call, holding=cast.holding("H1"), working=TEN, reserve=FORTY
    )
    for one in call.items.all():
        write_line(document, one, one.amount)
    return document


def write_line(document, item, amount, lot="A"):
    return CallLine.objects.create(
        document=document, item=item, lot=cast.lot(lot), parts=1, amount=amount
    )


def post(amount="50.00", holding="H1"):
    party = cast.holding(holding).party_id
    return ledger.post(
        journal="calls",
        year=2026,
        date=timezone.localdate(),
        text="SQL",
        lines=[
            ledger.debit("4101", Decimal(amount), party_id=party),
            ledger.credit("701", Decimal(amount)),
        ],
        by=None,
    )


def issue(call, entry=None):
    """Issue past the service."""
    Call.objects.filter(pk=call.pk).update(
        issued_at=timezone.now(), date=timezone.localdate(), entry=entry or post()
    )


# draft → issued


def test_sql_can_issue_what_is_right(call, document):
    issue(call)
    assert Call.objects.get(pk=call.pk).is_issued


def test_a_call_begins_as_a_draft(acacias):
    with refused("call: a call begins as a draft"):
        Call.objects.create(
            title="x",
            due_on=timezone.localdate(),
            date=timezone.localdate(),
            issued_at=timezone.now(),
            entry=post(),
        )


def test_an_issued_call_has_items(acacias):
    call = Call.objects.create(title="x", due_on=timezone.localdate())
    with refused("call: it has no items"):
        issue(call)


def no_version(item):
    return None


def another_key(item):
    return version("shares")


def not_frozen(item):
    parts = {cast.lot("A").pk: 1}
    today = timezone.localdate()
    return buildings.write_version(item.key, valid_from=today, parts=parts, by=None)


@pytest.mark.parametrize("wrong", [no_version, another_key, not_frozen])
def test_each_item_has_a_frozen_version_of_its_key(call, document, wrong):
    lift = call.items.get(key__code="lift")
    lift.version = wrong(lift)
    lift.save()
    with refused("call: an item has no frozen version of its key"):
        issue(call)


def test_the_parts_of_an_item_sum_to_its_amount(call, document):
    [shares, _lift] = call.items.all()
    shares.amount = Decimal("10.01")
    shares.save()
    with refused("call: the parts do not sum to the amount"):
        issue(call)


def test_an_item_without_parts_is_not_issued(call):
    with refused("call: the parts do not sum to the amount"):
        issue(call)


def test_a_document_states_the_sum_of_its_lines(call, document):
    CallDocument.objects.create(
        call=call, holding=cast.holding("H2"), working=Decimal("0.01"), reserve=ZERO
    )
    with refused("call: a document does not state the sum of its lines"):
        issue(call)


def test_a_document_keeps_the_reserve_apart(call):
    document = CallDocument.objects.create(
        call=call, holding=cast.holding("H1"), working=FORTY, reserve=TEN
    )
    for one in call.items.all():
        write_line(document, one, one.amount)
    with refused("call: a document does not state the sum of its lines"):
        issue(call)


@pytest.mark.parametrize(
    ("amount", "holding"), [("49.99", "H1"), ("50.00", "H2"), ("50.01", "H1")]
)
def test_the_documents_are_what_was_posted(call, document, amount, holding):
    with refused("call: the documents are not what was posted"):
        issue(call, post(amount, holding))


def test_its_entry_is_posted(call, document):
    with transaction.atomic():
        unposted = Entry.objects.create(
            journal=post().journal, year=2026, date=timezone.localdate(), text="x"
        )
        with refused("call: its entry is not posted"):
            issue(call, unposted)
        transaction.set_rollback(True)


def test_a_line_belongs_to_an_item_of_its_call(call, document):
    [other] = draft(item("10.00")).items.all()
    with refused("call: a line belongs to a draft call and to its item"):
        write_line(document, other, TEN)


# Issued is for ever

ATTEMPTS = {
    "UPDATE finance_call SET title = 'x'": "an issued call is never changed",
    "UPDATE finance_call SET issued_at = NULL, entry_id = NULL, date = NULL": (
        "an issued call is never changed"
    ),
    "DELETE FROM finance_call": "an issued call is never changed",
    "TRUNCATE finance_call CASCADE": "are added and never changed",
    "UPDATE finance_callitem SET amount = 1": "an issued call keeps its items",
    "DELETE FROM finance_callitem": "an issued call keeps its items",
    "UPDATE finance_calldocument SET working = 0": "are added and never changed",
    "DELETE FROM finance_calldocument": "are added and never changed",
    "UPDATE finance_callline SET amount = 0": "are added and never changed",
    "DELETE FROM finance_callline": "are added and never changed",
    "UPDATE finance_payment SET amount = 1": "are added and never changed",
    "DELETE FROM finance_payment": "are added and never changed",
    "TRUNCATE finance_payment CASCADE": "are added and never changed",
}


def test_the_owner_changes_nothing_issued(own_database):
    with enter(cast.tenant().pk, by=None):
        issued()
        payment("H1", "10.00")
    with owner_of(own_database) as owner:
        for statement, message in ATTEMPTS.items():
            with (
                pytest.raises(psycopg.errors.RestrictViolation, match=message),
                owner.transaction(),
            ):
                owner.execute(statement)


@pytest.mark.parametrize("statement", ATTEMPTS)
def test_the_application_changes_nothing_issued(acacias, statement):
    issued()
    payment("H1", "10.00")
    with refused(f"permission denied|{ATTEMPTS[statement]}"):
        changed(statement)


def test_an_issued_call_gets_nothing_more(acacias):
    call = issued()
    [one] = call.items.all()
    with refused("call: an issued call keeps its items"):
        CallItem.objects.create(
            call=call, position=2, label="x", key=one.key, amount=TEN
        )
    with refused("call: an issued call gets no more documents"):
        CallDocument.objects.create(
            call=call, holding=new_holding(), working=ZERO, reserve=ZERO
        )
    with refused("call: a line belongs to a draft call and to its item"):
        write_line(call.documents.first(), one, ZERO, lot="K")


def new_holding():
    """A holding that has no document yet."""
    owner = buildings.create_owner(last_name="New", by=None)
    return buildings.create_holding(members=[buildings.Member(owner, 1)], by=None)


def test_an_item_does_not_leave_an_issued_call(acacias):
    [one] = issued().items.all()
    other = draft()
    with refused("call: an item stays with its call"):
        changed(
            "UPDATE finance_callitem SET call_id = %s WHERE id = %s", [other.pk, one.pk]
        )


@pytest.mark.parametrize("added", ["item", "document", "line"])
def test_nothing_slips_in_while_somebody_issues(own_database, added):
    """What is added at that moment waits, and then finds an issued call."""
    tenant_id = cast.tenant().pk
    with enter(tenant_id, by=None):
        call = draft()
        [one] = call.items.all()
        spare = CallDocument.objects.create(
            call=call, holding=new_holding(), working=ZERO, reserve=ZERO
        )
        another = new_holding()
    going = Event()

    def add():
        going.wait(PATIENCE)
        try:
            with enter(tenant_id, by=None):
                if added == "item":
                    CallItem.objects.create(
                        call=call, position=2, label="x", key=one.key, amount=TEN
                    )
                elif added == "document":
                    CallDocument.objects.create(
                        call=call, holding=another, working=TEN, reserve=ZERO
                    )
                else:
                    write_line(spare, one, TEN, lot="K")
        except DatabaseError as refusal:
            return str(refusal).partition(":")[0]
        finally:
            connection.close()
        return "added"

    with ThreadPoolExecutor(1) as threads:
        adding = threads.submit(add)
        with enter(tenant_id, by=None):
            services.issue_call(call, by=None)
            going.set()
            wait_for_somebody_to_wait()
        assert adding.result() == "call"


def wait_for_somebody_to_wait():
    waiting = (
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )

    def somebody_waits():
        rows("SELECT pg_stat_clear_snapshot()")
        return rows(waiting) != [(0,)]

    wait_for(somebody_waits)


# Items and amounts


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"amount": "0"}, "call_item_positive"),
        ({"amount": "-1"}, "call_item_positive"),
        ({"amount": "'NaN'"}, "finance_callitem_amount_check"),
        ({"purpose": "'fun'"}, "call_item_purpose"),
        ({"position": "2"}, "call_item_position"),
    ],
)
def test_item(call, fields, constraint):
    [(column, value)] = fields.items()
    with refused(constraint):
        changed(f"UPDATE finance_callitem SET {column} = {value} WHERE position = 1")


def test_a_key_is_one_of_the_building(acacias):
    with enter(cast.tenant(cast.BELLEVUE).pk, by=None):
        theirs = AllocationKey.objects.get()
    with refused("finance_callitem_key_id_inside"):
        draft(services.Item(label="x", purpose="provision", amount=TEN, key=theirs))
