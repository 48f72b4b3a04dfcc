"""The check of the accounts through its services: what happens, and what is refused."""

from datetime import date
from decimal import Decimal
from hashlib import sha256

import pytest
from django.utils import timezone

from buildings.models import FirmMember, Mandate
from finance.errors.auditing import (
    AlreadyAnswered,
    AlreadyChecking,
    NotInSample,
    SampleShrinks,
)
from finance.models import AccountsCheck, AuditorQuestion, Invoice
from finance.queries.auditing import (
    next_voucher,
    vouchers_of,
)
from finance.sampling import Criteria
from finance.services import auditing
from finance.services.invoice_posting import cancel_invoice
from koprogo.audit.models import AuditEvent
from koprogo.ledger import services as ledger
from koprogo.notifications.models import Delivery
from tests import cast
from tests.finance.auditor.making import (
    FEW,
    answered,
    asked,
    axel,
    begun,
    booked,
    looked_at,
    numbers,
    this_year,
)
from tests.finance.invoices.making import a_line, posted, supplier

pytestmark = pytest.mark.usefixtures("acacias")
NOTHING_ELSE = Criteria(random=0, largest=0, round_to=Decimal("1000.00"))


def actions():
    return list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))


def drawn(monkeypatch, seed="2026"):
    """Fix the seed, which is otherwise drawn."""
    monkeypatch.setattr(auditing, "token_hex", lambda length: seed)


# The sample


def test_the_sample_is_drawn_when_the_check_begins(monkeypatch):
    drawn(monkeypatch)
    check = begun("12.10", "13.20", "14.30", "90.05", "200.00")
    assert (check.seed, check.auditor) == ("2026", axel())
    year = check.year.year
    by_lot = sorted(
        range(1, 6),
        key=lambda number: sha256(f"2026\n{year}-{number}".encode()).hexdigest(),
    )
    expected = {f"F{number}": ["random"] for number in by_lot[:2]}
    expected["F5"] = [*expected.get("F5", []), "largest", "round"]
    assert numbers(check) == expected
    assert actions()[-1] == "check.opened"
    assert AuditEvent.objects.last().data == {"vouchers": len(expected)}


def test_every_rule_gives_its_reason():
    rules = Criteria(random=0, largest=0, threshold=Decimal("100.00"))
    booked("60.10", "60.10", "500.00")
    posted(a_line("12.00"), number="N", kind="credit_note", supplier=supplier())
    check = auditing.open_check(this_year(), criteria=rules, by=axel())
    assert numbers(check) == {
        "F1": ["duplicate", "split"],
        "F2": ["duplicate", "split"],
        "F3": ["round"],
    }


def test_the_largest_may_be_a_credit_note():
    booked("60.10")
    posted(a_line("70.20"), number="N", kind="credit_note", supplier=supplier())
    rules = Criteria(random=0, largest=1)
    assert numbers(auditing.open_check(this_year(), criteria=rules, by=axel())) == {
        "N": ["largest"]
    }


def test_drafts_and_other_years_take_no_part():
    first = date(timezone.localdate().year - 1, 1, 1)
    ledger.open_year(since=first, until=date(first.year + 1, 1, 1), by=None)
    old = posted(a_line("500.00"), number="Old", date=first, supplier=supplier())
    assert old.entry.year == first.year
    check = begun("12.10")
    assert numbers(check) == {"F2": ["random", "largest"]}


def test_a_cancelled_invoice_stays_in_the_sample():
    [invoice, _other] = booked("12.10", "13.30")
    cancel_invoice(invoice, by=None)
    check = auditing.open_check(this_year(), criteria=FEW, by=axel())
    assert numbers(check) == {"F1": ["random"], "F2": ["random", "largest"]}


def test_a_year_without_invoices_has_an_empty_sample():
    check = auditing.open_check(this_year(), criteria=FEW, by=axel())
    assert numbers(check) == {}


def test_a_check_is_begun_once():
    check = begun()
    with pytest.raises(AlreadyChecking) as refused:
        auditing.open_check(this_year(), criteria=FEW, by=axel())
    assert refused.value.check == check
    assert AccountsCheck.objects.count() == 1


def test_a_larger_sample_contains_the_smaller_one():
    check = auditing.open_check(this_year(), criteria=NOTHING_ELSE, by=axel())
    booked(*(f"{cents}.01" for cents in range(10, 22)))
    before = set()
    for size in (3, 5, 12):
        check = auditing.enlarge_sample(check, random=size, by=axel())
        after = set(numbers(check))
        assert before < after
        assert len(after) == size
        before = after


def test_a_voucher_gets_the_reasons_that_come_later():
    check = begun("60.10", criteria=NOTHING_ELSE)
    assert numbers(check) == {}
    check = auditing.enlarge_sample(check, random=1, by=axel())
    assert numbers(check) == {"F1": ["random"]}
    looked_at(check, finding="Twice?")
    booked("60.10")
    auditing.enlarge_sample(check, random=2, by=axel())
    assert numbers(check) == {
        "F1": ["random", "duplicate"],
        "F2": ["random", "duplicate"],
    }
    assert check.vouchers.get(invoice__number="F1").finding == "Twice?"


def test_a_voucher_that_others_push_out_of_the_draw_stays():
    check = begun("60.10", criteria=Criteria(random=0, largest=1))
    booked("90.20")
    auditing.enlarge_sample(check, random=0, by=axel())
    assert numbers(check) == {"F1": ["largest"], "F2": ["largest"]}


def test_a_sample_does_not_shrink():
    check = begun()
    with pytest.raises(SampleShrinks) as refused:
        auditing.enlarge_sample(check, random=1, by=axel())
    assert refused.value.at_least == 2


# Vouchers


def test_a_voucher_is_in_order_or_has_a_finding():
    check = begun("12.10", "13.20")
    first, second = vouchers_of(check)
    auditing.look_at(check, invoice=first.invoice.uuid, by=axel())
    auditing.look_at(check, invoice=second.invoice.uuid, finding="No order", by=axel())
    auditing.look_at(check, invoice=second.invoice.uuid, finding="No order", by=axel())
    found = [(one.finding, one.ticked_at is not None) for one in vouchers_of(check)]
    assert found == [("", True), ("No order", True)]
    assert actions()[-3:] == ["check.opened", "check.looked_at", "check.looked_at"]
    assert "No order" not in str([event.data for event in AuditEvent.objects.all()])


def test_a_tick_is_taken_back():
    check = looked_at(begun("12.10"), finding="Hm")
    [voucher] = vouchers_of(check)
    for _again in range(2):
        auditing.look_again(check, invoice=voucher.invoice.uuid, by=axel())
    voucher.refresh_from_db()
    assert (voucher.ticked_at, voucher.finding) == (None, "")
    assert actions()[-2:] == ["check.looked_at", "check.reopened"]


def test_the_next_voucher_is_the_one_after_it():
    check = begun("12.10", "13.20", "14.30", criteria=Criteria(random=3))
    first, second, third = vouchers_of(check)
    assert next_voucher(check, after=first) == second
    looked_at(check, invoice=third.invoice)
    assert next_voucher(check, after=second) == first
    looked_at(check)
    assert next_voucher(check, after=second) is None


def test_what_was_not_drawn_is_no_voucher():
    check = begun("12.10", criteria=NOTHING_ELSE)
    with pytest.raises(NotInSample):
        auditing.look_at(check, invoice=Invoice.objects.get().uuid, by=axel())


# Questions


def test_a_question_goes_to_each_syndic_in_his_language():
    sophie, amir = cast.user("sophie"), cast.user("amir")
    sophie.language = "fr"
    sophie.save()
    FirmMember.objects.filter(user=amir).update(role="manager")
    check = begun()
    question = asked(check)
    mails = Delivery.objects.order_by("pk")
    assert [(one.address, one.language, one.sender) for one in mails] == [
        ("sophie@example.org", "fr", "Les Acacias"),
        ("amir@example.org", "en", "Les Acacias"),
    ]
    body = mails[1].body
    assert mails[1].subject == "Les Acacias: a question of the auditor of the accounts"
    assert "Who ordered this?" in body
    page = f"/b/acacias/books/audit/questions/{question.uuid}/"
    assert f"https://koprogo.example{page}" in body


def test_the_same_question_is_asked_once_while_it_waits():
    check = begun()
    question = asked(check)
    assert asked(check) == question
    assert Delivery.objects.count() == 1
    answered(question)
    assert asked(check) != question


def test_a_question_about_a_voucher():
    check = begun()
    voucher = vouchers_of(check).first()
    assert asked(check, invoice=voucher.invoice.uuid).voucher == voucher
    outside = booked("1.01")[0]
    with pytest.raises(NotInSample):
        asked(check, invoice=outside.uuid)


def test_without_a_syndic_the_question_waits():
    Mandate.objects.all().delete()
    assert asked(begun()).answered_at is None
    assert Delivery.objects.count() == 0


def test_an_answer_goes_to_the_auditor_once():
    question = answered(asked(begun()))
    mail = Delivery.objects.get(address="axel@example.org")
    assert mail.subject == "Les Acacias: an answer to your question about the accounts"
    assert "The council did, on 3 May." in mail.body
    assert (question.answered_by, question.answer) == (
        cast.user("sophie"),
        "The council did, on 3 May.",
    )
    with pytest.raises(AlreadyAnswered):
        answered(question, "Another one")
    assert AuditorQuestion.objects.get().answer == "The council did, on 3 May."


def test_an_answer_to_an_auditor_who_left_is_kept():
    question = asked(begun())
    AccountsCheck.objects.update(auditor=None)
    assert answered(question).answer == "The council did, on 3 May."
    assert not Delivery.objects.filter(address="axel@example.org").exists()
