"""Exclusion: by two members, with all that follows, and known again."""

from datetime import date

import pytest

from koprogo.audit.models import AuditEvent
from solidarity.errors import loans as errors
from solidarity.models import Aid, Exclusion, Request
from solidarity.queries import exclusions as queries
from solidarity.queries.loans import standing_of
from solidarity.services import exclusions
from solidarity.terms import Kind
from tests.solidarity.loans.credits import grant
from tests.solidarity.loans.making import eur, paid
from tests.solidarity.making import answers, decided, person, running, sent
from tests.solidarity.money.making import account, approved, batch, fresh, signed

SECRET = "The pay slips of Brouwerij Haelewijn were forged."


def proposed(request, by="cleo"):
    return exclusions.propose_exclusion(request, reasons=SECRET, by=person(by))


def excluded(request):
    row = proposed(request)
    return exclusions.decide_exclusion(row, is_confirmed=True, by=person("lea"))


def test_one_proposes_and_another_confirms(fund, seats):
    request = sent()
    row = proposed(request)
    assert not queries.is_excluded(person("omar"))
    with pytest.raises(errors.Proposed):
        proposed(request, by="lea")
    with pytest.raises(errors.AnotherMember):
        exclusions.decide_exclusion(row, is_confirmed=True, by=person("cleo"))
    exclusions.decide_exclusion(row, is_confirmed=True, by=person("lea"))
    assert queries.is_excluded(person("omar"))
    with pytest.raises(errors.NotSoNow):
        exclusions.decide_exclusion(row, is_confirmed=True, by=person("bo"))


def test_refused_nothing_follows(fund, seats):
    request = sent()
    exclusions.decide_exclusion(proposed(request), is_confirmed=False, by=person("lea"))
    assert not queries.is_excluded(person("omar"))
    assert Request.objects.get().state == "complete"
    proposed(request)


def test_open_requests_end_and_promises_are_free(fund, seats):
    promised = decided(sent()).aid
    open_one = sent()
    excluded(open_one)
    assert Aid.objects.get(pk=promised.pk).state == "void"
    assert set(Request.objects.values_list("state", flat=True)) == {"closed"}


def test_a_payment_that_waits_is_withdrawn(fund, seats):
    account()
    waits = approved(signed(), "1000.00")
    excluded(waits.aid.request)
    assert fresh(waits).state == "withdrawn"
    assert fresh(waits.aid).state == "closed"


def test_what_is_with_the_bank_is_waited_for(fund, seats):
    account()
    ordered = approved(signed(), "1000.00")
    batch()
    row = proposed(ordered.aid.request)
    with pytest.raises(errors.AtTheBank):
        exclusions.decide_exclusion(row, is_confirmed=True, by=person("lea"))
    assert fresh(row).state == "proposed"
    assert fresh(ordered).state == "ordered"


def test_all_that_was_paid_is_claimed_back_grants_whole(fund, seats):
    loan, gift = running(months_ago=1), grant(kind=Kind.EMERGENCY)
    paid(loan, "133.33")
    excluded(loan.request)
    for aid, amount in ((loan, "3066.67"), (gift, "1500.00")):
        standing = standing_of(aid)
        assert (standing.remaining, len(standing.left)) == (eur(amount), 1)
    assert paid(gift, "1500.00").way == "claim"
    assert Aid.objects.get(pk=gift.pk).state == "closed"


def is_known(said) -> bool:
    """Whether somebody who says this is recognised, under another account."""
    return queries.is_known_fraud(person("zoe"), said)


def test_who_comes_back_is_known_by_name_and_birth(fund, seats):
    excluded(sent())
    for first, last in (
        ("Wilhelmina", "Achterberg"),
        ("WILHELMINA ", "achterberg"),
        ("Achterberg", "Wilhelmína"),
    ):
        assert is_known(answers(first_name=first, last_name=last))
    assert not is_known(answers(born_on=date(1961, 5, 5)))
    assert not is_known(answers(last_name="Achterbergen"))
    assert not is_known(answers(born_on=None))


def test_two_members_lift_it(fund, seats):
    row = excluded(sent())
    with pytest.raises(errors.NotSoNow):
        exclusions.decide_lift(row, is_confirmed=True, by=person("lea"))
    exclusions.propose_lift(row, reasons="A mistake.", by=person("lea"))
    with pytest.raises(errors.Proposed):
        exclusions.propose_lift(row, reasons="A mistake.", by=person("bo"))
    with pytest.raises(errors.AnotherMember):
        exclusions.decide_lift(row, is_confirmed=True, by=person("lea"))
    exclusions.decide_lift(row, is_confirmed=False, by=person("bo"))
    assert queries.is_excluded(person("omar"))
    exclusions.propose_lift(row, reasons="A mistake.", by=person("lea"))
    exclusions.decide_lift(row, is_confirmed=True, by=person("bo"))
    assert not queries.is_excluded(person("omar"))
    assert not is_known(answers())


def test_nobody_is_named_in_the_row_nor_the_history(fund, seats):
    excluded(sent())
    text = str(list(Exclusion.objects.values())) + str(
        list(AuditEvent.objects.values())
    )
    for word in ("Achterberg", "Haelewijn"):
        assert word not in text


def test_nobody_judges_himself(fund, seats):
    with pytest.raises(errors.Concerned):
        proposed(sent("cleo"))


def test_the_key_of_the_mark_is_renewed(fund, seats, settings):
    excluded(sent())
    newest = "next:" + "A" * 43 + "="
    settings.ENCRYPTION_KEYS = f"{newest},{settings.ENCRYPTION_KEYS}"
    assert exclusions.renew_encryption() == 1
    assert exclusions.renew_encryption() == 0
    settings.ENCRYPTION_KEYS = newest
    assert queries.keyring().is_current(Exclusion.objects.get().salt)
    assert is_known(answers())
