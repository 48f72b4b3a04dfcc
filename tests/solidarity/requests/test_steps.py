"""The six steps: what is typed is right or refused at its field, with the limit in words."""

from datetime import timedelta

import pytest

from solidarity.models import Request
from solidarity.queries.requests import open_request
from tests.solidarity import making
from tests.solidarity.requests import filling
from tests.solidarity.requests.filling import body, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def omar(fund, sign_in):
    return sign_in("omar")


def test_a_draft_may_lack_anything_and_nothing_wrong(omar):
    draft = filling.services.begin_request(by=making.person("omar"))
    step = url("request-step", draft, "finances")
    assert omar.post(step, {"stay": "1"}).url == step
    page = body(omar.post(step, {"net_income": "a lot", "housing": "-1"}))
    assert "Write an amount such as 1234,50." in page
    assert "The amount cannot be below zero." in page


@pytest.mark.parametrize(
    ("kind", "amount", "limit"),
    [
        ("dispute", "499.99", "from €500.00 to €2,000.00"),
        ("dispute", "2000.01", "from €500.00 to €2,000.00"),
        ("loan", "5000.01", "up to €5,000.00"),
        ("works", "4999.99", "from €5,000.00 to €50,000.00"),
        ("works", "50000.01", "from €5,000.00 to €50,000.00"),
        ("emergency", "3000.01", "up to €3,000.00"),
    ],
)
def test_an_amount_outside_the_bounds_says_them(omar, kind, amount, limit):
    draft = filling.draft()
    said = filling.HELP | {"kind": kind, "amount": amount}
    page = omar.post(url("request-step", draft, "help"), said)
    assert limit in str(page.context["form"].errors["amount"])


@pytest.mark.parametrize("amount", ["500", "2000"])
def test_an_amount_at_the_bound_is_taken(omar, amount):
    draft = filling.draft()
    said = filling.HELP | {"kind": "dispute", "amount": amount}
    assert omar.post(url("request-step", draft, "help"), said).status_code == 302


@pytest.mark.parametrize(("words", "status"), [(300, 302), (301, 200)])
def test_three_hundred_words(omar, words, status):
    draft = filling.draft()
    said = {"reason": "word " * words}
    assert omar.post(url("request-step", draft, "reason"), said).status_code == status


@pytest.mark.parametrize(
    ("months", "status"), [("11", 200), ("12", 302), ("36", 302), ("37", 200)]
)
def test_months_within_the_bounds(omar, months, status):
    draft = filling.draft()
    said = filling.PLAN | {"months": months}
    response = omar.post(url("request-step", draft, "plan"), said)
    assert response.status_code == status
    if status == 200:
        assert "From 12 to 36 months." in str(response.context["form"].errors)


def test_the_instalment_is_shown(omar):
    assert "€133.33 a month" in body(
        omar.get(url("request-step", filling.draft(), "plan"))
    )


def test_a_grant_asks_for_no_months(omar):
    draft = filling.draft(kind="dispute")
    assert 'name="months"' not in body(omar.get(url("request-step", draft, "plan")))


def test_a_wrong_account_is_refused(omar):
    said = filling.PLAN | {"iban": "BE68 5390 0754 7035"}
    page = omar.post(url("request-step", filling.draft(), "plan"), said)
    assert "no account number" in str(page.context["form"].errors["iban"])


def test_the_ratio_is_computed_and_not_kept(omar):
    said = filling.FINANCES | {"net_income": "1500", "housing": "460"}
    page = body(omar.post(url("request-ratio"), said))
    assert "(460 + 140 + 0) ÷ 1,500 = 40" in page
    assert "debts then count in full" in body(
        omar.post(url("request-ratio"), said | {"net_income": "0"})
    )
    assert not Request.objects.exists()
    page = body(omar.get(url("request-step", filling.draft(), "finances")))
    assert "(520 + 140 + 0) ÷ 1,480 ≈\N{NO-BREAK SPACE}44.59" in page


def test_a_syndic_is_paid_with_consent_only(omar):
    draft = filling.draft(payee="syndic")
    page = omar.get(url("request-summary", draft))
    assert "Send my request" not in body(page)
    step = url("request-step", draft, "consents")
    assert 'name="pay_syndic"' in body(omar.get(step))
    omar.post(step, filling.CONSENTS | {"pay_syndic": "on"})
    assert "Send my request" in body(omar.get(url("request-summary", draft)))


def test_other_participations_are_named_by_number(omar):
    row = filling.member(building=False, way="self_hosted", kbo="0403170701")
    draft = filling.services.begin_request(by=making.person("omar"))
    step = url("request-step", draft, "identity")
    said = filling.IDENTITY | {"participation": "elsewhere"}
    for kbo, words in (
        ("", "Write the number"),
        ("0403170702", "Check the ten digits"),
        ("0451899343", "No co-ownership with this number"),
    ):
        page = omar.post(step, said | {"kbo": kbo})
        assert words in str(page.context["form"].errors), kbo
    omar.post(step, said | {"kbo": "0403.170.701"})
    draft.refresh_from_db()
    _vault, answers = open_request(draft)
    assert answers.participation == str(row.uuid)
    assert answers.co_ownership == row.name
    page = body(omar.get(step))
    assert row.name in page


@pytest.mark.parametrize(
    ("days", "words"),
    [(-1, "This day is past."), (0, ""), (29, ""), (30, "not within 30 days")],
)
def test_an_eviction_lies_within_thirty_days(omar, days, words):
    day = filling.today() + timedelta(days=days)
    said = filling.HELP | {"urgency": "eviction", "eviction_on": day.isoformat()}
    answer = omar.post(url("request-step", filling.draft(), "help"), said)
    if words:
        assert words in str(answer.context["form"].errors["eviction_on"])
    else:
        assert answer.status_code == 302


def test_an_eviction_without_its_day_is_not_sent(omar):
    draft = filling.draft(urgency="eviction")
    assert "Day of the eviction" in body(omar.get(url("request-summary", draft)))
    assert "Send my request" not in body(omar.get(url("request-summary", draft)))
