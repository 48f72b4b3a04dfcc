"""``/solidarite``: what it tells, and an estimate that leaves no trace."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from koprogo.audit.models import AuditEvent
from solidarity import models
from solidarity.models import FundTerms, LegalReview, Request
from tests.solidarity import making
from tests.solidarity.public.things import helped

PAGE = "/solidarite"
FIGURES = {
    "household": "pensioner",
    "net_income": "1200",
    "housing": "400",
    "charges": "104",
    "loans": "0",
    "kind": "loan",
    "amount": "3200",
    "urgency": "seizure",
    "months": "24",
    "properties": "1",
    "asset_income": "0",
}


@pytest.fixture(autouse=True)
def nobody_asked_before():
    cache.clear()


def read(answer):
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("language", ["en", "nl", "fr", "de"])
def test_everybody_reads_it_in_his_language(db, language):
    page = read(Client().get(PAGE, {"lang": language}))
    assert f'lang="{language}"' in page
    assert 'hreflang="nl"' in page
    assert "solidarite@koprogo.com" in page
    assert "/fonds-solidarite/demande" in page


def test_the_terms_in_force_stand_there(fund):
    page = read(Client().get(PAGE, {"lang": "en"}))
    for words in ("€500.00 to €2,000.00", "up to €5,000.00", "€2,200.00"):
        assert words in page, words
    assert "in 60 to 120 months, at 1 to 2 % a year" in page
    FundTerms.objects.create(
        since="2021-01-01", values={"loan.highest": "6000"}, decision_text="Point 4"
    )
    assert "up to €6,000.00" in read(Client().get(PAGE, {"lang": "en"}))


def test_no_page_says_that_the_loans_are_not_regulated(fund):
    for regime in (None, *LegalReview.Regime):
        if regime:
            LegalReview.objects.create(
                regime=regime, note="Not regulated at all", since="2026-01-01"
            )
        page = read(Client().get(PAGE, {"lang": "en"})).lower()
        assert "not regulated" not in page
        assert "consumer credit" in page


def test_no_name_of_the_committee_stands_there(seats):
    page = read(Client().get(PAGE, {"lang": "en"}))
    assert "Lawyer" in page
    assert not [name for name in ("Cleo", "Lea", "Stijn") if name in page]


def test_an_estimate_tells_line_by_line(db):
    """The example of solidarity.md: 1,200 €, pensioner, 42 %, seizure gives 82."""
    page = read(Client().post(f"{PAGE}?lang=en", FIGURES))
    assert "Score: 82 of 100" in page
    assert "42\N{NO-BREAK SPACE}%" in page
    assert "€133.33" in page
    assert "It looks as if you could ask" in page
    assert "100 of 100" in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"properties": "2"}, "cannot help in this situation"),
        ({"amount": "9000"}, "Not in this way"),
        ({"kind": "emergency", "household": "couple"}, "Not in this way"),
        ({"net_income": "0"}, "Score: 94 of 100"),
        ({"months": ""}, "Say in how many months"),
        ({"net_income": "-3"}, "more than zero"),
        ({"net_income": "abc"}, "Write an amount"),
        ({"kind": "gift"}, "gift"),
        ({"months": "0"}, "1"),
    ],
)
def test_other_figures_give_another_answer(db, changes, said):
    assert said in read(Client().post(f"{PAGE}?lang=en", FIGURES | changes))


def test_an_estimate_leaves_no_trace(fund, caplog):
    before = AuditEvent.objects.count(), Request.objects.count()
    client = Client()
    figures = FIGURES | {"net_income": "1234.56"}
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(f"{PAGE}?lang=en", figures)
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    assert "sessionid" not in client.cookies
    assert (AuditEvent.objects.count(), Request.objects.count()) == before
    written = [one["sql"] for one in asked if one["sql"].startswith(("INSERT", "UPD"))]
    assert written == []
    assert "1234" not in str([one["sql"] for one in asked])
    assert "1234" not in caplog.text


def test_it_takes_few_statements(fund):
    for name in ("omar", "clara"):
        _published(name)
    with CaptureQueriesContext(connection) as asked:
        Client().get(PAGE)
    assert len(asked) <= 15


def _published(name):
    return models.Testimony.objects.create(
        request=helped(name),
        state="published",
        language="fr",
        text=f"<b>Merci</b> {name}",
        consent_at="2026-01-01T10:00Z",
        changed_at="2026-02-03T10:00Z",
        year=2026,
    )


def test_testimonies_stand_without_name_and_day(fund):
    _published("omar")
    page = read(Client().get(PAGE, {"lang": "en"}))
    assert "&lt;b&gt;Merci&lt;/b&gt; omar" in page
    assert "2026" in page
    assert "03/02" not in page
    assert "Omar" not in page


def test_a_form_of_another_site_is_refused(db):
    assert Client(enforce_csrf_checks=True).post(PAGE, FIGURES).status_code == 403


def test_who_asks_too_often_waits(db, settings):
    settings.ACCOUNT_RATE_LIMITS = {"estimate": "2/m/ip"}
    client = Client()
    got = [client.post(PAGE, FIGURES).status_code for _time in range(3)]
    assert got == [200, 200, 429]
    assert client.get(PAGE).status_code == 200


def test_elsewhere_there_is_no_fund(db, settings):
    settings.ASBL_PLATFORM = False
    assert Client().get(PAGE).status_code == 404
    assert Client().get("/fonds-solidarite").status_code == 404


def test_terms_are_of_today_only(fund):
    with making.inside():
        FundTerms.objects.create(
            since="2099-01-01", values={"loan.highest": "9000"}, decision_text="Later"
        )
    page = read(Client().get(PAGE, {"lang": "en"}))
    assert "€9,000.00" not in page
