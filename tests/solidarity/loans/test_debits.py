"""Direct debits: announced once, made for the bank, collected, returned."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from koprogo.notifications.models import Delivery
from solidarity.errors import loans as errors
from solidarity.models import Aid, Debit, DebitBatch, Opening, Repayment
from solidarity.queries.loans import standing_of
from solidarity.services import debits, rescheduling
from tests.solidarity.loans.making import by_debit, creditor, eur, paid
from tests.solidarity.making import NAME, person

DAY = timedelta(days=1)


def today():
    return timezone.localdate()


def tess():
    return person("tess")


@pytest.fixture
def known(fund):
    creditor()


def announced(days=3):
    return debits.announce(day=today() + days * DAY, by=tess())


def at_the_bank(*, on=None):
    """A batch whose file was made and whose day is today."""
    batch = announced()
    debits.make_file(batch, by=tess())
    DebitBatch.objects.filter(pk=batch.pk).update(day=on or today())
    return DebitBatch.objects.get(pk=batch.pk)


def test_what_is_due_is_announced_once(known):
    aid = by_debit()
    batch = announced()
    debit = batch.debits.get()
    assert (debit.aid, debit.amount, debit.is_first) == (aid, eur("133.33"), True)
    with pytest.raises(errors.NothingToCollect):
        announced()


def test_each_person_is_told_three_days_before(known):
    omar = person("omar")
    omar.language = "fr"
    omar.save()
    by_debit()
    batch = announced(days=10)
    mail = Delivery.objects.get()
    assert (mail.address, mail.language) == ("omar@example.org", "fr")
    assert mail.secret
    assert timezone.localdate(mail.due_at) == batch.day - 3 * DAY
    assert "133" in mail.body
    for word in ("solidar", "fund", "fonds"):
        assert word not in mail.subject.lower()


@pytest.mark.parametrize(("days", "ok"), [(3, True), (2, False)])
def test_not_sooner_than_three_days(known, days, ok):
    by_debit()
    if ok:
        announced(days)
    else:
        with pytest.raises(errors.TooSoon):
            announced(days)


def test_without_an_identifier_nothing_is_collected(fund):
    by_debit()
    with pytest.raises(errors.NoCreditor):
        announced()


def test_only_what_is_due_and_has_a_mandate(known):
    from tests.solidarity.making import running

    by_debit(months_ago=0)
    running("clara", months_ago=1)
    with pytest.raises(errors.NothingToCollect):
        announced()


def test_the_file_is_kept_nowhere_and_each_person_reads_of_it(known):
    aid = by_debit()
    batch = announced()
    data = debits.make_file(batch, by=tess())
    assert NAME.encode() in data
    assert b"BE71096123456769" in data
    assert b"olidari" not in data
    batch.refresh_from_db()
    assert len(batch.file_hash) == 64
    opening = Opening.objects.get()
    assert (opening.request_id, opening.what) == (aid.request_id, "payment")
    assert debits.make_file(batch, by=tess()) == data
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM documents_file WHERE name LIKE %s", ["%debit%"]
        )
        assert cursor.fetchone() == (0,)


def test_what_was_paid_meanwhile_is_left_out(known):
    aid = by_debit()
    by_debit("clara")
    batch = announced()
    paid(aid)
    data = debits.make_file(batch, by=tess())
    assert data.count(b"<DrctDbtTxInf>") == 1
    assert Debit.objects.get(aid=aid).state == "stopped"


def test_what_was_paid_in_part_is_lowered(known):
    aid = by_debit()
    batch = announced()
    paid(aid, "100.00")
    debits.make_file(batch, by=tess())
    assert Debit.objects.get().amount == eur("33.33")


def test_collected_is_booked_once(known):
    aid = by_debit()
    batch = at_the_bank()
    assert debits.collected(batch, by=tess()) == 1
    row = Repayment.objects.get()
    assert (row.way, row.amount, row.received_on) == ("debit", eur("133.33"), today())
    assert standing_of(aid).remaining == eur("3066.67")
    with pytest.raises(errors.NotSoNow):
        debits.collected(batch, by=tess())


def test_not_before_its_day(known):
    by_debit()
    batch = at_the_bank(on=today() + DAY)
    with pytest.raises(errors.NotCollectedYet):
        debits.collected(batch, by=tess())


def test_not_before_the_file(known):
    by_debit()
    with pytest.raises(errors.NotSoNow):
        debits.collected(announced(), by=tess())


def test_a_returned_debit_is_mirrored_and_told(known, seats):
    aid = by_debit()
    batch = at_the_bank()
    debits.collected(batch, by=tess())
    Delivery.objects.all()
    debits.returned(Debit.objects.get(), by=tess())
    assert standing_of(aid).remaining == eur("3200.00")
    told = set(
        Delivery.objects.filter(event__endswith=":back").values_list(
            "address", flat=True
        )
    )
    assert {"omar@example.org", "cleo@example.org", "lea@example.org"} <= told
    with pytest.raises(errors.NotSoNow):
        debits.returned(Debit.objects.get(), by=tess())
    with pytest.raises(errors.NothingToCollect):
        announced()


def test_a_stopped_debit_keeps_its_mail_back(known):
    by_debit()
    announced(days=10)
    debits.stop(Debit.objects.get(), by=tess())
    assert Delivery.objects.get().state == "withdrawn"
    with pytest.raises(errors.NotSoNow):
        debits.stop(Debit.objects.get(), by=tess())
    assert announced().debits.count() == 1


def test_an_instalment_is_never_in_two_live_debits(known):
    aid = by_debit()
    debit = announced().debits.get()
    other = DebitBatch.objects.create(day=today())
    with pytest.raises(IntegrityError), transaction.atomic():
        Debit.objects.create(batch=other, aid=aid, line=debit.line, amount=1)


def test_the_plan_does_not_change_while_the_bank_collects(known, seats):
    aid = by_debit()
    at_the_bank()
    change = rescheduling.ask_change(aid, kind="defer", months=1, by=person("omar"))
    with pytest.raises(errors.DebitUnderWay):
        rescheduling.answer_change(
            change, is_granted=True, reasons="Yes", by=person("cleo")
        )


def test_a_new_plan_stops_what_was_announced(known, seats):
    aid = by_debit()
    announced(days=10)
    change = rescheduling.ask_change(aid, kind="defer", months=1, by=person("omar"))
    rescheduling.answer_change(
        change, is_granted=True, reasons="Yes", by=person("cleo")
    )
    assert Debit.objects.get().state == "stopped"


def test_statements_do_not_depend_on_how_many(known):
    counts = []
    for names in (["omar"], ["clara", "zoe", "mia"]):
        for name in names:
            by_debit(name)
        steps = []
        with CaptureQueriesContext(connection) as seen:
            batch = announced()
        steps.append(len(seen))
        with CaptureQueriesContext(connection) as seen:
            debits.make_file(batch, by=tess())
        steps.append(len(seen))
        DebitBatch.objects.filter(pk=batch.pk).update(day=today())
        with CaptureQueriesContext(connection) as seen:
            assert debits.collected(batch, by=tess()) == len(names)
        steps.append(len(seen))
        counts.append(steps)
    assert counts[0] == counts[1]
    assert Aid.objects.filter(state="running").count() == 4
