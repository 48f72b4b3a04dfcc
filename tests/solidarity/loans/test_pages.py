"""The pages: whose they are, what they say, and what nobody else reads."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from solidarity.models import (
    Contact,
    Debit,
    DebitBatch,
    DisputeEnd,
    Exclusion,
    Opening,
    PlanChange,
    Repayment,
    WriteOff,
)
from tests import cast
from tests.buildings.pages import text
from tests.roles.answers import EVERYBODY
from tests.roles.fund_loans import TABLE
from tests.solidarity import making
from tests.solidarity.loans.credits import grant
from tests.solidarity.loans.making import by_debit, creditor, paid, spoken
from tests.solidarity.loans.things import things
from tests.solidarity.making import NAME, confirmed, inside, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def money():
    """The fund has money and a committee; it is entered for what a test makes only."""
    with inside():
        making.endowed()
        making.committee()


def made(make, *args, **kwargs):
    with inside():
        return make(*args, **kwargs)


def url(name, *args):
    return reverse(f"solidarity:{name}", args=args)


def as_person(name):
    client = Client()
    client.force_login(person(name))
    return client


def member(name="cleo"):
    return confirmed(Client(), name)


def count(model, **which):
    with inside():
        return model.objects.filter(**which).count()


# Who gets which answer


def test_the_table_of_roles_is_right(db):
    with inside():
        making.endowed()
    arguments = {key: str(value) for key, value in made(things).items()}
    arguments["ending"] = "csv"
    for name, (reading, writing) in TABLE.items():
        keys = [key for key in arguments if _takes(name, key)]
        address = reverse(name, kwargs={key: arguments[key] for key in keys})
        for role in EVERYBODY:
            client = Client()
            if role in cast.ROLES:
                client.force_login(cast.user(cast.ROLES[role]))
            assert client.get(address).status_code == reading[role], (name, role)
            with transaction.atomic():
                found = client.post(address).status_code
                transaction.set_rollback(True)
            assert found == writing[role], (name, role)


def _takes(name, key):
    from django.urls import get_resolver

    for pattern in get_resolver().url_patterns:
        if getattr(pattern, "namespace", "") == "solidarity":
            for one in pattern.url_patterns:
                if f"solidarity:{one.name}" == name:
                    return key in one.pattern.converters
    raise LookupError(name)


# The person


def test_the_person_reads_his_plan(money):
    aid = made(by_debit)
    made(paid, aid, "1133.33")
    page = as_person("omar").get(url("loan", aid.uuid))
    said = text(page)
    assert "€2,066.67" in said
    assert aid.code in said
    assert "Paid early" in said
    assert page["Cache-Control"] == "private, no-store"
    assert as_person("clara").get(url("loan", aid.uuid)).status_code == 404


def test_the_plan_as_a_file(money):
    aid = made(by_debit)
    page = as_person("omar").get(url("loan-plan-table", aid.uuid, "csv"))
    assert page.content.decode("utf-8-sig").count("\r\n") == 25


def test_from_asking_to_the_answer(money):
    aid = made(by_debit)
    omar, cleo = as_person("omar"), member()
    page = omar.post(url("loan-defer", aid.uuid), {"months": 2, "words": "Zorgverlof"})
    assert page.status_code == 302
    assert "Zorgverlof" in text(omar.get(url("loan", aid.uuid)))
    waiting = text(cleo.get(url("committee-loans")))
    assert aid.request.code in waiting
    page = text(cleo.get(url("committee-loan", aid.uuid)))
    assert "Zorgverlof" not in page
    assert NAME not in page
    opened = text(cleo.post(url("committee-loan-open", aid.uuid)))
    assert "Zorgverlof" in opened
    assert count(Opening, user=person("cleo")) == 1
    answer = url("committee-change-decide", aid.uuid)
    assert cleo.get(answer).status_code == 200
    refused = cleo.post(answer, {"is_granted": "yes"})
    assert "required" in text(refused)
    cleo.post(answer, {"is_granted": "yes", "reasons": "We wish you strength."})
    said = text(omar.get(url("loan", aid.uuid)))
    assert "We wish you strength." in said
    assert "Agreed" in said
    assert "Deferred" in said


def test_a_wish_is_taken_back(money):
    aid, omar = made(by_debit), as_person("omar")
    omar.post(url("loan-reschedule", aid.uuid), {"months": 30, "words": "Less"})
    omar.post(url("loan-change-withdraw", aid.uuid))
    assert count(PlanChange, answer="withdrawn") == 1
    page = omar.post(url("loan-change-withdraw", aid.uuid), follow=True)
    assert "Nothing waits" in text(page)


def test_too_many_months_are_told_at_the_field(money):
    aid = made(by_debit)
    page = as_person("omar").post(
        url("loan-reschedule", aid.uuid), {"months": 60, "words": "Less"}
    )
    assert "cannot have this number of months" in text(page)


def test_early_shows_the_plan_before_it_is_said(money):
    aid, omar = made(by_debit), as_person("omar")
    page = omar.post(url("loan-early", aid.uuid), {"amount": "1133,33"})
    assert "€89.85" in text(page)
    assert count(PlanChange) == 0
    wrong = omar.post(url("loan-early", aid.uuid), {"amount": "9999"})
    assert "not more than what is left" in text(wrong)
    omar.post(url("loan-early", aid.uuid), {"amount": "1133,33", "confirmed": "on"})
    assert count(PlanChange, kind="early") == 1


def test_a_proposal_is_answered(money):
    aid = made(by_debit, months_ago=3)
    cleo, omar = member(), as_person("omar")
    propose = url("committee-change-propose", aid.uuid)
    said = {"kind": "defer", "months": 3, "words": "Take your time."}
    assert "Speak with the person first" in text(cleo.post(propose, said))
    cleo.post(
        url("committee-contact-new", aid.uuid),
        {"day": timezone.localdate().isoformat(), "words": "On the telephone"},
    )
    assert count(Contact) == 1
    assert cleo.post(propose, said).status_code == 302
    assert "Take your time." in text(omar.get(url("loan", aid.uuid)))
    omar.post(url("loan-proposal", aid.uuid), {"answer": "yes"})
    assert count(PlanChange, answer="yes") == 1


def test_a_case_from_its_end_to_its_plan(money):
    aid = made(grant)
    omar, cleo = as_person("omar"), member()
    assert "Did the case end?" in text(omar.get(url("loan", aid.uuid)))
    omar.post(url("loan-dispute", aid.uuid), {"outcome": "damages"})
    assert count(DisputeEnd, has_damages=True) == 1
    assert aid.request.code in text(cleo.get(url("committee-loans")))
    cleo.post(url("dispute-end-settle", aid.uuid), {"months": 6})
    assert "€750.00" in text(omar.get(url("loan", aid.uuid)))
    again = cleo.post(url("dispute-end-new", aid.uuid), {"outcome": "lost"})
    assert "known already" in text(again)


# The committee


def test_a_write_off_by_two(money):
    aid = made(by_debit, months_ago=5)
    made(spoken, aid, many=2)
    propose, decide = (
        url(name, aid.uuid) for name in ("write-off-propose", "write-off-decide")
    )
    cleo = member()
    cleo.post(propose, {"reasons": "Gone"})
    assert "Another member" in text(cleo.post(decide, {"is_confirmed": "yes"}))
    assert "Decide" in text(member("lea").get(url("committee-loan", aid.uuid)))
    member("lea").post(decide, {"is_confirmed": "yes"})
    assert count(WriteOff, is_confirmed=True) == 1


def test_an_exclusion_and_how_it_is_lifted(money):
    request = made(making.sent)
    cleo, lea, omar = member(), member("lea"), as_person("omar")
    assert "not excluded" in text(omar.get(url("my-exclusion")))
    cleo.post(url("exclusion-new", request.uuid), {"reasons": "Forged by Haelewijn"})
    with inside():
        found = Exclusion.objects.get()
    listed = text(lea.get(url("exclusions")))
    assert request.code in listed
    assert "Haelewijn" not in listed
    lea.post(url("exclusion-decide", found.uuid), {"is_confirmed": "yes"})
    said = text(omar.get(url("my-exclusion")))
    assert "Forged by Haelewijn" in said
    assert "board of the ASBL" in said
    lea.post(url("exclusion-lift", found.uuid), {"reasons": "A mistake"})
    cleo.post(url("exclusion-lift-decide", found.uuid), {"is_confirmed": "yes"})
    assert count(Exclusion, state="lifted") == 1


def test_a_draft_excludes_nobody(money):
    request = made(making.sent)
    with inside():
        request.state, request.submitted_at = "draft", None
        request.complete_at = request.decide_by = None
        request.save()
    assert member().get(url("exclusion-new", request.uuid)).status_code == 404


# The treasurer


def test_a_payment_is_noted_by_code_and_reversed(money):
    aid, tess = made(by_debit), as_person("tess")
    page = tess.get(url("repayment-new"))
    said = {
        "uuid": page.context["form"].initial["uuid"],
        "aid": aid.code.lower(),
        "amount": "133,33",
        "received_on": timezone.localdate().isoformat(),
    }
    tess.post(url("repayment-new"), said)
    assert "noted already" in text(tess.post(url("repayment-new"), said))
    assert count(Repayment) == 1
    listed = text(tess.get(url("repayments")))
    assert aid.code in listed
    assert NAME not in listed
    wrong = tess.post(url("repayment-new"), said | {"aid": "S-NOTHING0"})
    assert "No loan" in text(wrong)
    with inside():
        row = Repayment.objects.get()
    assert "owed again" in text(tess.get(url("repayment-reverse", row.uuid)))
    tess.post(url("repayment-reverse", row.uuid))
    assert count(Repayment, mirror=None) == 0


def test_a_surplus_is_given_back(money):
    aid, tess = made(by_debit), as_person("tess")
    row = made(paid, aid, "3250.00")
    assert "To be given back" in text(tess.get(url("repayments")))
    today = timezone.localdate().isoformat()
    tess.post(url("repayment-give-back", row.uuid), {"on": today})
    assert "Given back" in text(tess.get(url("repayments")))


def test_direct_debits_from_the_day_to_the_books(money):
    aid, tess = made(by_debit), confirmed(Client(), "tess")
    assert "no creditor identifier" in text(tess.get(url("debit-batches")))
    made(creditor)
    early = timezone.localdate().isoformat()
    assert "first day" in text(tess.post(url("debit-batch-new"), {"day": early}))
    first = tess.get(url("debit-batch-new")).context["form"].initial["day"]
    tess.post(url("debit-batch-new"), {"day": first.isoformat()})
    with inside():
        batch = DebitBatch.objects.get()
    assert aid.code in text(tess.get(url("debit-batch", batch.uuid)))
    refused = as_person("tess").post(url("debit-batch-file", batch.uuid))
    assert refused.status_code == 403
    file = tess.post(url("debit-batch-file", batch.uuid))
    assert NAME.encode() in file.content
    assert file["Cache-Control"] == "private, no-store"
    page = tess.post(url("debit-batch-collected", batch.uuid), follow=True)
    assert "still to come" in text(page)
    with inside():
        DebitBatch.objects.update(day=timezone.localdate())
    tess.post(url("debit-batch-collected", batch.uuid))
    with inside():
        debit = Debit.objects.get()
    assert debit.state == "collected"
    tess.post(url("debit-return", debit.uuid))
    assert count(Repayment, mirror=None) == 0


def test_a_debit_is_stopped(money):
    made(creditor)
    made(by_debit)
    tess = as_person("tess")
    first = tess.get(url("debit-batch-new")).context["form"].initial["day"]
    tess.post(url("debit-batch-new"), {"day": first.isoformat()})
    with inside():
        debit = Debit.objects.get()
    tess.post(url("debit-stop", debit.uuid))
    assert "Stopped" in text(tess.get(url("debit-batches")))


# How much work a page is


@pytest.mark.parametrize(
    "name", ["committee-loans", "committee-loans-table", "repayments"]
)
def test_lists_take_as_many_statements_for_three(money, name):
    client = member() if name.startswith("committee") else as_person("tess")
    address = url(name, "csv") if name.endswith("table") else url(name)
    counts = []
    for names in (["omar"], ["clara", "jean"]):
        for one in names:
            made(paid, made(by_debit, one, months_ago=3), "20.00")
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        counts.append(_asked(seen))
    assert counts[0] == counts[1] <= 15


def test_the_page_of_a_loan_takes_at_most_fifteen(money):
    aid = made(by_debit)
    for amount in ("20.00", "1133.33", "30.00"):
        made(paid, aid, amount)
    for client, name in ((as_person("omar"), "loan"), (member(), "committee-loan")):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url(name, aid.uuid)).status_code == 200
        assert _asked(seen) <= 15


def _asked(seen):
    control = ("SAVEPOINT", "RELEASE", "SET ", "SELECT set_config")
    return sum(1 for one in seen if not one["sql"].startswith(control))
