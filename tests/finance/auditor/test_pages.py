"""The auditor's space on the pages, from the first look to the signature."""

import pytest
from django.urls import reverse
from django.utils import timezone

from finance.models import AccountsCheck, AuditorQuestion, ConflictOfInterest
from finance.queries.auditing import vouchers_of
from finance.services import auditing
from koprogo.documents import services as documents
from koprogo.ledger.models import FiscalYear
from tests import cast
from tests.buildings.pages import costs, counted, inside, rows_of, said, text
from tests.finance.auditor.making import (
    FEW,
    answered,
    asked,
    axel,
    begun,
    booked,
    concluded,
    declared,
    lively,
    looked_at,
    signed,
    this_year,
)
from tests.finance.invoices.making import submitted, supplier
from tests.finance.pages import errors, url

PASSWORD = "correct horse battery"


def made(make):
    with inside():
        return make()


@pytest.fixture
def sure(client, db):
    """Axel, who has just said once more who he is."""
    client.force_login(axel())
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def test_from_the_first_look_to_the_signature(sure):
    year = made(lambda: (booked("12.10", "13.20", "200.00"), this_year().year)[1])
    page = sure.get(url("audit"))
    assert str(year) in text(page)
    page = sure.get(url("audit-year", year))
    assert "Every invoice of the year is booked" in text(page)
    assert "How far the books of the year are" in text(page)
    assert "Before the year is closed" not in text(page)
    assert url("contests") in text(page)
    sent = {
        "random": 1,
        "largest": 1,
        "round_to": "100",
        "duplicate_days": 14,
        "split_days": 30,
    }
    page = sure.post(url("audit-check-new", year), sent, follow=True)
    check = made(AccountsCheck.objects.get)
    assert f"<code>{check.seed}</code>" in text(page)
    first, *others = made(lambda: list(vouchers_of(check)))
    voucher = url("audit-voucher", check.uuid, first.invoice.uuid)
    page = sure.post(voucher, {"as": "finding", "finding": "No order"})
    following = [url("audit-voucher", check.uuid, one.invoice.uuid) for one in others]
    assert page.url == [*following, url("audit-check", check.uuid)][0]
    for address in following:
        page = sure.post(address, {"as": "order"}, follow=True)
    size = 1 + len(others)
    found = text(sure.get(url("audit-check", check.uuid)))
    assert f"{size} of {size} looked at, 1 with a finding." in found
    sent = {"opinion": "remarks", "conclusion": "One without an order."}
    page = sure.post(url("audit-check-conclude", check.uuid), sent, follow=True)
    assert said(page) == ["Opinion and conclusion are kept."]
    page = sure.get(url("audit-check-sign", check.uuid))
    assert "One without an order." in text(page)
    page = sure.post(url("audit-check-sign", check.uuid), follow=True)
    assert said(page) == ["The report is signed and stands among the documents."]
    page = sure.post(url("audit-check-sign", check.uuid), follow=True)
    assert said(page) == [
        "The report of this check is signed: nothing of it changes any more."
    ]
    report = b"".join(sure.get(url("audit-report", check.uuid)).streaming_content)
    kept = made(lambda: documents.read(AccountsCheck.objects.get().report))
    assert report == kept


def test_signing_asks_once_more_who_he_is(sign_in):
    check = made(lambda: concluded(begun()))
    page = sign_in("axel").post(url("audit-check-sign", check.uuid))
    assert page.url.startswith(reverse("account_reauthenticate"))
    assert made(AccountsCheck.objects.get).signed_at is None


def test_signing_says_what_is_left(sure):
    check = made(begun)
    made(lambda: asked(check))
    size = made(check.vouchers.count)
    page = sure.get(url("audit-check-sign", check.uuid))
    assert f"{size} vouchers were not looked at" in text(page)
    assert "1 question has no answer" in text(page)
    page = sure.post(url("audit-check-sign", check.uuid), follow=True)
    assert said(page) == ["Write your opinion and your conclusion before you sign."]


def test_a_check_that_is_begun_is_gone_on_with(sign_in):
    check = made(begun)
    sent = {
        "random": 1,
        "largest": 1,
        "round_to": "100",
        "duplicate_days": 1,
        "split_days": 1,
    }
    page = sign_in("axel").post(
        url("audit-check-new", check.year.year), sent, follow=True
    )
    assert said(page) == ["You are already checking this year."]
    assert page.redirect_chain[0][0] == url("audit-check", check.uuid)
    page = sign_in("axel").get(url("audit-year", check.year.year))
    assert "Go on with the vouchers" in text(page)


@pytest.mark.parametrize("wrong", ["-1", "201", "x", ""])
def test_a_wrong_size_is_told(sign_in, wrong):
    year = made(this_year).year
    page = sign_in("axel").post(
        url("audit-check-new", year), {"random": wrong, "round_to": "0"}
    )
    assert {"random", "round_to"} <= errors(page).keys()
    assert made(AccountsCheck.objects.count) == 0


def test_the_sample_is_made_larger(sign_in):
    check, axel_at = made(begun), sign_in("axel")
    address = url("audit-check-enlarge", check.uuid)
    page = axel_at.post(address, {"random": 1})
    assert errors(page)["random"] == [
        "A sample is made larger, never smaller: write 2 or more."
    ]
    page = axel_at.post(address, {"random": 5}, follow=True)
    assert said(page) == ["The sample is drawn."]
    assert made(check.vouchers.count) == 5


def test_a_finding_needs_words_and_a_tick_is_taken_back(sign_in):
    check, axel_at = made(begun), sign_in("axel")
    voucher = made(lambda: vouchers_of(check).first())
    address = url("audit-voucher", check.uuid, voucher.invoice.uuid)
    page = axel_at.post(address, {"as": "finding", "finding": " "})
    assert errors(page)["finding"] == ["This field is required."]
    axel_at.post(address, {"as": "order"})
    assert "In order" in text(axel_at.get(address))
    assert axel_at.post(address, {"as": "again"}).url == url("audit-check", check.uuid)
    assert made(lambda: check.vouchers.exclude(ticked_at=None).count()) == 0


def test_a_signed_check_is_read_only(sign_in):
    check = made(lambda: signed(begun()))
    voucher = made(lambda: vouchers_of(check).first())
    axel_at = sign_in("axel")
    address = url("audit-voucher", check.uuid, voucher.invoice.uuid)
    assert "It is in order" not in text(axel_at.get(address))
    sealed = "The report of this check is signed: nothing of it changes any more."
    assert said(axel_at.post(address, follow=True)) == [sealed]
    for name, sent in (
        ("audit-check-enlarge", {"random": 9}),
        ("audit-check-conclude", {"opinion": "approve", "conclusion": "Fine"}),
        ("audit-question-new", {"text": "Why?"}),
    ):
        page = axel_at.post(url(name, check.uuid), sent)
        assert sealed in text(page)
    page = axel_at.get(url("audit-check", check.uuid))
    assert url("audit-report", check.uuid) in text(page)
    assert "My signed check" in text(axel_at.get(url("audit-year", check.year.year)))


def test_an_auditor_does_not_open_the_check_of_another(sign_in):
    def of_clara():
        booked("12.10")
        return auditing.open_check(this_year(), criteria=FEW, by=cast.user("clara"))

    check = made(of_clara)
    assert sign_in("axel").get(url("audit-check", check.uuid)).status_code == 404


# Questions


def test_a_question_is_asked_and_answered(sign_in):
    check = made(begun)
    voucher = made(lambda: vouchers_of(check).first())
    page = sign_in("axel").post(
        url("audit-voucher-ask", check.uuid, voucher.invoice.uuid),
        {"text": "Who ordered this?"},
        follow=True,
    )
    assert said(page) == ["The question is on its way to the syndic."]
    question = made(AuditorQuestion.objects.get)
    sophie = sign_in("sophie")
    page = sophie.get(url("audit"))
    assert "Who ordered this?" in text(page)
    page = sophie.get(url("audit-question", question.uuid))
    assert "This question waits for its answer." in text(page)
    address = url("audit-answer", question.uuid)
    page = sophie.post(address, {"text": "The council."}, follow=True)
    assert said(page) == ["The auditor has your answer."]
    assert "The council." in text(page)
    page = sophie.post(address, {"text": "Nobody."})
    assert "This question was answered already." in text(page)
    page = sign_in("axel").get(url("audit-voucher", check.uuid, voucher.invoice.uuid))
    assert "Answered" in text(page)


def test_a_question_that_was_not_answered(sign_in):
    question = made(lambda: asked(begun()))
    made(lambda: signed(AccountsCheck.objects.get()))
    page = sign_in("sophie").get(url("audit-question", question.uuid))
    assert "The report was signed without an answer." in text(page)


def test_the_findings_are_not_told_before_the_signature(sign_in):
    def found():
        check = looked_at(begun(), finding="No order form")
        asked(check)
        return concluded(check, conclusion="Something is wrong")

    check = made(found)
    for name in ("sophie", "omar", "clara"):
        client = sign_in(name)
        assert client.get(url("audit-report", check.uuid)).status_code == 404
        page = text(client.get(url("audit")))
        assert "No order form" not in page
        assert "Something is wrong" not in page
        assert ("Who ordered this?" in page) == (name == "sophie")


# Conflicts of interest


def test_an_interest_is_added_and_ended(sign_in):
    sent = {
        "name": "Clara Élise",
        "role": "council",
        "supplier": made(supplier).uuid,
        "text": "Sister of the manager",
        "declared_on": timezone.localdate().isoformat(),
    }
    axel_at = sign_in("axel")
    page = axel_at.post(url("conflict-new"), sent, follow=True)
    assert said(page) == ["The interest is on the register."]
    page = axel_at.post(url("conflict-new"), sent)
    assert "on the register already" in text(page)
    conflict = made(ConflictOfInterest.objects.get)
    address = url("conflict-end", conflict.uuid)
    page = axel_at.post(address, {"ended_on": "2200-01-01"})
    assert list(errors(page)) == ["ended_on"]
    today = timezone.localdate().isoformat()
    page = axel_at.post(address, {"ended_on": today}, follow=True)
    assert said(page) == ["The end of the interest is noted."]
    page = sign_in("omar").get(url("conflicts"))
    assert "Sister of the manager" in text(page)
    assert url("conflict-new") not in text(page)


def test_who_approves_is_told_of_an_interest(sign_in):
    words = "Somebody has declared an interest in this supplier:"
    invoice = made(submitted)
    sophie = sign_in("sophie")
    pages = [url("invoice", invoice.uuid), url("invoice-approve", invoice.uuid)]
    assert [words in text(sophie.get(page)) for page in pages] == [False, False]
    made(declared)
    assert [words in text(sophie.get(page)) for page in pages] == [True, True]


# Lists and what they cost


def test_tables(sign_in):
    def prepared():
        check = begun("12.10", "100.00", criteria=FEW)
        first = vouchers_of(check).first()
        auditing.look_at(
            check, invoice=first.invoice.uuid, finding="No order", by=axel()
        )
        answered(asked(check, invoice=first.invoice.uuid))
        asked(check, "Why?")
        declared()
        return check

    check = made(prepared)
    axel_at, year = sign_in("axel"), check.year.year
    _header, first, second = rows_of(
        axel_at.get(url("audit-check-table", check.uuid, "csv"))
    )
    today = timezone.localdate().isoformat()
    assert first[:6] == [
        f"{year}-1",
        today,
        "Ascenseurs SA",
        "F1",
        "12.10",
        "Drawn at random",
    ]
    assert first[-1] == "No order"
    assert second[5:] == [
        "Drawn at random, Among the largest, Round amount",
        "",
        "Not looked at",
    ]
    _header, *rows = rows_of(axel_at.get(url("audit-questions-table", "csv")))
    assert [row[:3] for row in rows] == [
        [str(year), f"{year}-1", "Who ordered this?"],
        [str(year), "", "Why?"],
    ]
    _header, row = rows_of(axel_at.get(url("conflicts-table", "csv")))
    assert row == [
        "Clara Élise",
        "Council of co-ownership",
        "Ascenseurs SA",
        "Sister of the manager",
        "General assembly of 14 May 2026, item 8",
        today,
        "",
    ]


def test_empty_pages(sign_in):
    page = sign_in("omar").get(url("audit"))
    assert "there is nothing to check" in text(page)
    assert "Nobody has declared an interest" in text(
        sign_in("omar").get(url("conflicts"))
    )
    assert "Add an interest" in text(sign_in("sophie").get(url("conflicts")))
    year = made(this_year).year
    check = made(
        lambda: auditing.open_check(FiscalYear.objects.get(), criteria=FEW, by=axel())
    )
    page = sign_in("axel").get(url("audit-check", check.uuid))
    assert "there are no vouchers to look at" in text(page)
    assert str(year) in text(page)


def test_every_page_costs_little(sign_in):
    paths = made(lively)
    pages = {"axel": [f"/b/acacias/{path}" for path in paths]}
    assert [one for one in costs(sign_in, pages) if one[1] > 12] == []


def test_more_vouchers_need_no_more_statements(sign_in):
    check = made(lambda: begun("12.10", criteria=FEW))
    axel_at = sign_in("axel")
    pages = [
        url("audit-check", check.uuid),
        url("audit-check-table", check.uuid, "csv"),
        url("audit"),
        url("conflicts"),
        url("audit-questions-table", "csv"),
    ]
    found = []
    made(lambda: (asked(check), declared()))
    for _size in (1, 3):
        for page in pages:
            axel_at.get(page)
        with counted() as asked_for:
            for page in pages:
                assert axel_at.get(page).status_code == 200
        found.append(len(asked_for))

        def more():
            if check.vouchers.count() > 1:
                return
            booked("13.20", "14.30")
            auditing.enlarge_sample(check, random=9, by=axel())
            for name in ("Two", "Three"):
                asked(check, name, invoice=vouchers_of(check).last().invoice.uuid)
                declared(name)

        made(more)
    assert found[0] == found[1]
    assert made(check.vouchers.count) == 3


def test_links_lead_there(sign_in):
    """From the books for everybody, from the overview for the auditor."""
    made(this_year)
    assert url("audit") in text(sign_in("omar").get(url("books")))
    home = text(sign_in("axel").get("/b/acacias/"))
    way = f'<a class="button" href="{url("audit")}">'
    assert way in home
    assert way not in text(sign_in("sophie").get("/b/acacias/"))
