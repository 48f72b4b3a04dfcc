"""Mandates and direct debits: who is asked for what, told when, and freed again."""

from decimal import Decimal

import pytest
from django.core import mail

from buildings.models import Building, Holding, Owner
from finance.errors.orders import (
    AssociationIncomplete,
    CollectionGivenUp,
    MandateExists,
    MandateNotWritable,
    MandateRevoked,
    MandateRunning,
    NoCreditor,
    NothingToCollect,
    SignedInTheFuture,
    TooSoon,
)
from finance.models import CollectedAmount, Collection, DebitMandate
from finance.queries.collections import (
    amounts_of,
    collectables,
    collection_list,
    mandate_list,
    mandate_state,
    shown_collections,
)
from finance.services.collections import collect, give_up_collection
from finance.services.mandates import revoke_mandate
from finance.services.plans import agree_plan
from koprogo.jobs.services import run_all
from koprogo.notifications.models import Delivery
from koprogo.tenancy import enter
from tests import cast
from tests.finance.banking.statements import imported, moved, statement, vcs
from tests.finance.factories import issued, item, late
from tests.finance.orders.making import (
    CREDITOR,
    HIS_IBAN,
    collected,
    debits_in,
    in_days,
    mandate,
    may_collect,
    today,
)

D = Decimal


@pytest.fixture(autouse=True)
def inside(db):
    with enter(cast.tenant().pk, by=None):
        yield


def due(on, *, today=None):
    found = collectables(mandate_list(), on=on, today=today or in_days(0))
    return {one.mandate.holding.code: one.amount for one in found}


def state(mandate, on=None):
    found = mandate_list().get(pk=mandate.pk)
    return mandate_state(found, on=on or today()).value


def shown(collection):
    [found] = shown_collections([collection_list().get(pk=collection.pk)])
    return str(found.state.value), found.total


def test_a_mandate_gets_a_reference_of_its_own():
    first = mandate()
    base = cast.holding("H1").party.reference_base
    assert first.reference == f"{base:010d}-1"
    assert first.iban == HIS_IBAN
    revoke_mandate(first, by=None)
    second = mandate(reference="OMAR 2")
    assert (state(first), state(second)) == ("revoked", "running")
    assert second.reference == "OMAR 2"
    assert list(mandate_list()) == [second, first]


def test_what_a_mandate_cannot_be():
    mandate(reference="M-1")
    with pytest.raises(MandateRunning):
        mandate()
    with pytest.raises(MandateExists):
        mandate("H2", reference="M-1")
    with pytest.raises(MandateNotWritable):
        mandate("H2", reference="né")
    with pytest.raises(SignedInTheFuture):
        mandate("H2", signed_on=in_days(1))
    assert DebitMandate.objects.count() == 1


def test_a_mandate_is_revoked_once():
    one = mandate()
    revoke_mandate(one, by=None)
    one.refresh_from_db()
    assert one.revoked_on == today()
    with pytest.raises(MandateRevoked):
        revoke_mandate(one, by=None)


def test_a_mandate_that_is_not_used_lapses():
    old = mandate(signed_on=in_days(-3 * 365 - 10))
    late("600.00")
    assert state(old) == "lapsed"
    assert due(in_days(14)) == {}


def test_who_has_a_mandate_is_asked_for_what_is_due():
    mandate()
    late("600.00")
    issued(item("100.00"), due_in=14)
    issued(item("200.00"), due_in=15)
    assert due(in_days(14)) == {"H1": D("350.00")}
    assert due(in_days(13)) == {"H1": D("300.00")}


def test_a_plan_is_respected():
    mandate()
    late("600.00")
    agree_plan(
        cast.holding("H1"), amount=D("300.00"), count=3, first_due=in_days(10), by=None
    )
    assert due(in_days(14)) == {"H1": D("100.00")}


def test_the_file_says_what_is_collected_and_how():
    mandate()
    late("600.00")
    one = collected(*mandate_list())
    file = debits_in(one)
    assert file.text("GrpHdr/CtrlSum") == "300.00"
    assert file.text("PmtInf/ReqdColltnDt") == in_days(14).isoformat()
    assert file.text("CdtrSchmeId/Id/PrvtId/Othr/Id") == CREDITOR
    assert file.text("PmtTpInf/SeqTp") == "FRST"
    assert file.text("DbtrAcct/Id/IBAN") == HIS_IBAN
    assert file.text("Dbtr/Nm") == "Omar Haddad"
    assert file.text("CdtrRefInf/Ref") == vcs("H1")
    assert one.file.name == f"direct-debits-{in_days(14)}.xml"
    assert shown(one) == ("announced", D("300.00"))
    [amount] = CollectedAmount.objects.all()
    assert (amount.amount, amount.first) == (D("300.00"), True)


def test_the_second_time_is_recurrent_and_takes_the_rest():
    mandate()
    late("600.00")
    issued(item("100.00"), due_in=20)
    collected(*mandate_list())
    second = collected(*mandate_list(), on=in_days(20))
    assert debits_in(second).text("PmtTpInf/SeqTp") == "RCUR"
    assert debits_in(second).text("GrpHdr/CtrlSum") == "50.00"
    with pytest.raises(NothingToCollect):
        collected(*mandate_list(), on=in_days(20))


def test_what_is_under_way_counts_until_the_bank_would_have_booked_it():
    mandate()
    late("600.00")
    collected(*mandate_list())
    assert due(in_days(40), today=in_days(19)) == {}
    assert due(in_days(40), today=in_days(20)) == {"H1": D("300.00")}


def test_what_is_given_up_is_owed_as_before():
    mandate()
    late("600.00")
    one = collected(*mandate_list())
    give_up_collection(one, by=None)
    assert shown(one) == ("given_up", D("300.00"))
    assert Delivery.objects.get().state == "withdrawn"
    with pytest.raises(CollectionGivenUp):
        give_up_collection(one, by=None)
    again = collected(*mandate_list())
    assert debits_in(again).text("PmtTpInf/SeqTp") == "FRST"


def test_what_the_bank_books_is_received_by_its_communication():
    mandate()
    late("600.00")
    one = collected(*mandate_list())
    assert [row.is_received for row in amounts_of(one)] == [False]
    Collection.objects.update(date=today())
    imported(statement(moved("300.00", vcs=vcs("H1"))))
    assert [row.is_received for row in amounts_of(one)] == [False]
    one.refresh_from_db()
    assert [row.is_received for row in amounts_of(one)] == [True]
    Collection.objects.update(date=in_days(-1))
    assert shown(one) == ("collected", D("300.00"))


def test_each_is_told_in_his_language():
    omar = Owner.objects.get(memberships__holding__code="H1")
    Owner.objects.filter(pk=omar.pk).update(email="omar@example.org", language="en")
    mandate()
    late("600.00")
    one = collected(*mandate_list(), by=cast.user("sophie"))
    [row] = amounts_of(one)
    assert [mail.address for mail in row.told] == ["omar@example.org"]
    run_all()
    [sent] = mail.outbox
    assert sent.subject == "Les Acacias: a direct debit is announced"
    assert "300.00" in sent.body.replace(",", ".").replace("€", "")
    assert "BE96 3701 2162 0105" in sent.body
    assert CREDITOR in sent.body


def test_joint_holders_are_all_told_and_their_representative_alone():
    Holding.objects.filter(code="H3").update(representative=None)
    mandate("H3", debtor="Jean & Fatima")
    late("600.00")
    people = Owner.objects.filter(memberships__holding__code="H3").order_by("pk")
    for number, person in enumerate(people):
        Owner.objects.filter(pk=person.pk).update(email=f"{number}@example.org")
    one = collected(*mandate_list())
    assert [len(row.told) for row in amounts_of(one)] == [len(people)] == [2]
    give_up_collection(one, by=None)
    holding = cast.holding("H3")
    holding.representative = people[1]
    holding.save()
    again = collected(*mandate_list())
    [row] = amounts_of(again)
    assert [mail.address for mail in row.told] == ["1@example.org"]


def test_who_has_no_address_is_told_by_a_letter():
    Owner.objects.update(email="")
    mandate()
    late("600.00")
    [row] = amounts_of(collected(*mandate_list()))
    assert (row.told, Delivery.objects.count()) == ([], 0)


def test_nobody_is_told_too_late():
    mandate()
    late("600.00")
    with pytest.raises(TooSoon) as raised:
        collected(*mandate_list(), on=in_days(13))
    assert raised.value.first == in_days(14)


def test_the_bank_knows_who_collects():
    mandate()
    late("600.00")
    with pytest.raises(NoCreditor):
        collect(mandates=mandate_list(), on=in_days(14), by=None)
    may_collect()
    Building.objects.update(kbo="")
    with pytest.raises(AssociationIncomplete):
        collect(mandates=mandate_list(), on=in_days(14), by=None)
    assert Collection.objects.count() == 0


@pytest.mark.parametrize("revoked", [True, False])
def test_nothing_to_collect(revoked):
    one = mandate()
    if revoked:
        late("600.00")
        revoke_mandate(one, by=None)
    with pytest.raises(NothingToCollect):
        collected(one)
