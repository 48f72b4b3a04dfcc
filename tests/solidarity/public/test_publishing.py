"""Reports of the fund: made once, reviewed and published by two, never changed."""

import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from koprogo.jobs.models import Job
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from solidarity import models
from solidarity.counting import Money, last_day, quarter_of
from solidarity.counting import after as following
from solidarity.errors import public as errors
from solidarity.models import FundReport, Verdict
from solidarity.queries import counting
from solidarity.services import publishing, yearly
from solidarity.totals import totals
from tests.solidarity import making
from tests.solidarity.public.things import a_report, public, with_documents
from tests.together import outcomes

BRUSSELS = ZoneInfo("Europe/Brussels")


def after(quarters: int = 1) -> datetime:
    """The fifth of the month after this quarter, or so many quarters later."""
    quarter = this = quarter_of(timezone.localdate())
    for _one in range(quarters):
        this, quarter = quarter, following(quarter)
    day = last_day(this) + timedelta(days=5)
    return datetime(day.year, day.month, day.day, 6, tzinfo=BRUSSELS)


def periods(made):
    """What was made of periods: a year may be over too."""
    return [one for one in made if one.kind == "period"]


def decide(accepted: int, refused: int, *, first: int = 0, kind="loan"):
    amount = "500.00"
    for number in range(first, first + accepted + refused):
        yes = number < first + accepted
        request = making.sent(f"person{number}", kind=kind, amount=Decimal(amount))
        making.decided(request, "accepted" if yes else "refused", amount=amount)


def test_a_quarter_of_fewer_than_five_waits(fund):
    decide(2, 2)
    assert publishing.make_due(now=after()) == []
    decide(1, 0, first=4)
    [report] = periods(publishing.make_due(now=after()))
    assert report.cells == {"requests": 5, "kinds": {}}
    assert report.quarters == [quarter_of(timezone.localdate())]


def test_a_quarter_that_is_not_over_waits(fund):
    decide(6, 6)
    assert publishing.make_due() == []


def test_it_is_made_once(fund):
    decide(6, 6)
    [report] = periods(publishing.make_due(now=after()))
    assert publishing.make_due(now=after()) == []
    assert periods(publishing.make_due(now=after(2))) == []
    assert FundReport.objects.filter(kind="period").count() == 1
    assert Job.objects.filter(name="solidarity.make_report").count() >= 1
    assert report.cells["accepted"] == 6
    assert report.cells["amount"] == "3000.00"
    assert report.cells["kinds"] == {}  # all the others are empty: it would follow


def test_money_is_told_when_enough_moved(fund):
    decide(6, 5)
    decide(5, 0, first=20, kind="dispute")
    [report] = periods(publishing.make_due(now=after()))
    assert report.cells["kinds"] == {}
    assert report.cells["money"] == {"available": "44500.00", "outstanding": "0.00"}


def test_money_does_not_tell_what_kind_the_hidden_requests_were(fund):
    """Five loans would follow: no grant was promised, so that none was accepted."""
    decide(5, 5)
    [report] = periods(publishing.make_due(now=after()))
    assert "money" not in report.cells


def test_the_repayment_of_a_hidden_kind_is_not_told(fund, monkeypatch):
    """That it is told says that five loans are due: of credits, that is hidden."""
    back = Money(Decimal(0), Decimal(0), Decimal(100), Decimal(95), behind=9)
    kinds = {"loan": back, "works": back}
    monkeypatch.setattr(counting, "repaid_by_kind", lambda day: kinds)
    told = {"accepted": 7, "refused": 6, "amount": "7000.00"}
    a_report(**told | {"requests": 13, "kinds": {"loan": told}})
    assert yearly._impact(2026, None)["repaid"] == {"loan": 95}
    assert yearly._impact(2025, None)["repaid"] == {}


def test_money_of_few_aids_waits(fund):
    decide(3, 6)
    [report] = periods(publishing.make_due(now=after()))
    assert "money" not in report.cells


def test_a_request_is_counted_once_by_its_first_decision(fund):
    request = making.sent()
    making.decided(request, "refused")
    request.state, request.ended_at, request.round = "complete", None, 2
    request.save()
    making.decided(request)
    [one] = counting.settled_requests()
    assert not one.accepted


def test_an_offer_counts_when_it_is_taken_up(fund):
    request = making.sent()
    verdict = making.decided(request, "offered")
    assert counting.settled_requests() == []
    Verdict.objects.filter(pk=verdict.pk).update(
        answer="yes", answered_at=timezone.now()
    )
    [one] = counting.settled_requests()
    assert (one.accepted, one.amount) == (True, Decimal("3200.00"))


def test_promises_of_a_later_day_are_not_in_the_capital(fund):
    making.decided(making.sent())
    yesterday = timezone.localdate() - timedelta(days=1)
    assert counting.money_at(timezone.localdate()).available == Decimal("46800.00")
    assert counting.money_at(yesterday).available == 0


def test_what_came_back_of_what_was_due(fund):
    making.running(months_ago=3)
    money = counting.money_at(timezone.localdate())
    assert (money.outstanding, money.behind) == (Decimal("3200.00"), 1)
    assert money.due == 3 * Decimal("133.33")
    moves = counting.moves_in(
        counting.Window(timezone.localdate()),
        accepted=[models.Request.objects.get().pk],
    )
    assert len(moves.loans) == len(moves.paid) == len(moves.accepted) == 1
    assert not moves.unknown


def test_two_people_publish(fund):
    report = a_report()
    bo, tess = making.person("bo"), making.person("tess")
    with pytest.raises(errors.ReportNotMade):
        publishing.review_report(report, by=bo)
    with_documents(report)
    with pytest.raises(errors.ReportNotReviewed):
        publishing.publish_report(report, by=tess)
    publishing.review_report(report, by=bo)
    with pytest.raises(errors.ReportReviewed):
        publishing.review_report(report, by=tess)
    with pytest.raises(errors.ReviewerPublishes):
        publishing.publish_report(report, by=bo)
    with pytest.raises(errors.ReportNotPublished):
        publishing.add_erratum(report, text="x", by=bo)
    publishing.publish_report(report, by=tess)
    with pytest.raises(errors.ReportPublished):
        publishing.publish_report(report, by=tess)
    publishing.add_erratum(report, text="The year is 2026.", by=bo)


def test_what_is_published_never_changes(fund):
    report = public(a_report())
    for act in (
        lambda: FundReport.objects.filter(pk=report.pk).update(year=2025),
        lambda: report.documents.all().delete(),
        lambda: FundReport.objects.filter(pk=report.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_two_workers_make_one(own_database):
    with making.inside():
        making.endowed()
        decide(6, 6)
    now = after()
    tenant = Tenant.objects.get(kind=Tenant.Kind.FUND).pk

    def make():
        with enter(tenant, by=None):
            publishing.make_due(now=now)

    assert outcomes([make] * 3, refusals=()) == ["done"] * 3
    with making.inside():
        assert FundReport.objects.filter(kind="period").count() == 1


# The year


def declared(year, disputes=7, evictions=3):
    return yearly.declare_outcome(
        year=year,
        disputes_avoided=disputes,
        evictions_avoided=evictions,
        by=making.person("cleo"),
    )


def test_the_year_tells_what_the_fund_did(fund):
    decide(6, 6)
    yearly.set_goal(
        since=date(2020, 1, 1),
        participants=0,
        repaid_low=92,
        repaid_high=95,
        helped=10,
        decision_text="Point 4",
        by=None,
    )
    year = timezone.localdate().year
    now = datetime(year + 1, 1, 5, 6, tzinfo=BRUSSELS)
    made = {one.kind: one for one in publishing.make_due(now=now)}
    impact = made["year"].cells["impact"]
    assert impact["helped"] == 5
    assert impact["cost_each"] == "0"
    assert impact["goals"][0]["low"] == 92
    assert "disputes" not in impact
    assert made["year"].cells["accepted"] == 6
    with pytest.raises(errors.NotAYearYet):
        declared(year)
    again = publishing.make_due(now=now)
    assert again == []


def test_a_declaration_makes_the_report_anew(fund):
    year = timezone.localdate().year - 1
    cells = {"requests": 12, "accepted": 6, "refused": 6, "amount": "6000.00"}
    period = a_report(**cells)
    FundReport.objects.filter(pk=period.pk).update(year=year)
    [report] = publishing.make_due()
    with_documents(report)
    publishing.review_report(report, by=making.person("bo"))
    declared(year)
    report = FundReport.objects.get(pk=report.pk)
    assert report.reviewed_at is None
    assert report.cells["impact"]["disputes"] == 7
    assert "evictions" not in report.cells["impact"]
    assert not report.documents.exists()
    declared(year, disputes=2)
    report = FundReport.objects.get(pk=report.pk)
    assert "disputes" not in report.cells["impact"]


def test_a_goal_is_set_once(fund):
    values = {"since": date(2026, 1, 1), "participants": 100, "helped": 9}
    yearly.set_goal(**values, decision_text="Point 4", by=None)
    with pytest.raises(errors.GoalThere):
        yearly.set_goal(**values, decision_text="Point 5", by=None)


# What everybody reads


OPEN = {
    "accepted": 9,
    "refused": 6,
    "amount": "21000.00",
    "requests": 15,
    "kinds": {"loan": {"accepted": 5, "refused": 5, "amount": "12000.00"}},
    "money": {"available": "41000.00", "outstanding": "9000.00", "repaid": 94},
}


def read(path, **query):
    answer = Client().get(path, query)
    assert answer.status_code == 200, answer.status_code
    return answer


def test_the_page_tells_what_is_published_and_nothing_else(fund):
    assert (
        "Nothing is published yet"
        in read("/fonds-solidarite", lang="en").content.decode()
    )
    report = a_report(**OPEN)
    assert (
        "Nothing is published" in read("/fonds-solidarite", lang="en").content.decode()
    )
    public(report)
    page = read("/fonds-solidarite", lang="en").content.decode()
    for words in (
        "€41,000.00",
        "94 %",
        "60\N{NO-BREAK SPACE}%",
        "€12,000.00",
        "2026-Q1",
    ):
        assert words in page, words
    assert page.count("<svg") >= 2


@pytest.mark.parametrize("language", ["en", "nl", "fr", "de"])
def test_reports_are_there_in_each_language(fund, language):
    report = public(a_report(**OPEN))
    page = read("/fonds-solidarite", lang=language).content.decode()
    address = reverse("solidarity:open-report", args=[report.uuid, language])
    assert address in page
    paper = read(address)
    assert b"".join(paper).startswith(b"%PDF-")


def test_who_has_the_page_gets_304(fund):
    public(a_report(**OPEN))
    answer = read("/fonds-solidarite", lang="en")
    assert "public" in answer["Cache-Control"]
    assert not answer.cookies
    again = Client().get(
        "/fonds-solidarite", {"lang": "en"}, headers={"If-None-Match": answer["ETag"]}
    )
    assert again.status_code == 304


def test_the_data_are_what_is_published(fund):
    report = public(a_report(**OPEN))
    publishing.add_erratum(report, text="A note.", by=None)
    [told] = json.loads(read("/fonds-solidarite/data.json").content)["reports"]
    assert told["cells"] == OPEN
    assert told["errata"] == ["A note."]
    lines = read("/fonds-solidarite/data.csv").content.decode().splitlines()
    assert lines[1:] == [
        "2026-Q1,all,15,9,6,21000.00",
        "2026-Q1,loan,10,5,5,12000.00",
    ]


def test_the_page_takes_as_many_statements_for_one_as_for_three(
    fund, django_assert_max_num_queries
):
    for quarter in (1, 2, 3):
        public(a_report(quarter=quarter, **OPEN))
        with django_assert_max_num_queries(10):
            read("/fonds-solidarite", lang="en")


def test_the_open_figures_take_over_what_is_published(fund):
    public(a_report(**OPEN))
    told = {one.name: one.value for one in totals()}
    assert told == {
        "Requests decided": 15,
        "Requests accepted": 9,
        "Requests refused": 6,
        "Granted (EUR)": Decimal("21000.00"),
        "Available capital (EUR)": Decimal("41000.00"),
    }
