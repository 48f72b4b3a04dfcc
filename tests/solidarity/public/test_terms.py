"""Terms changed by the assembly, legal reviews and goals: what the board does and sees."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from solidarity.errors import public as errors
from solidarity.forms.governing import field_of
from solidarity.models import FundTerms, LegalReview
from solidarity.parameters import (
    NAMES,
    Wrong,
    problems,
    read,
    values_of,
    written,
)
from solidarity.queries.publication import latest_review
from solidarity.queries.terms import terms_on, versions
from solidarity.services.legal import note_review
from solidarity.services.terms import write_terms
from solidarity.terms import DEFAULT_TERMS, Kind
from tests.solidarity import making
from tests.together import outcomes

VALUES = values_of(DEFAULT_TERMS)


def tomorrow(days=1) -> date:
    return timezone.localdate() + timedelta(days=days)


def write(since=None, **changes):
    values = VALUES | {name: Decimal(text) for name, text in changes.items()}
    return write_terms(
        since=since or tomorrow(), values=values, decision_text="Point 7", by=None
    )


def loan(**changes):
    return {f"loan.{name}": text for name, text in changes.items()}


def test_every_number_is_read_as_it_was_written():
    assert read({}) == DEFAULT_TERMS
    for name in NAMES:
        changed = VALUES | {name: VALUES[name] + 1}
        assert values_of(read(written(changed))) == changed, name
    assert read({"loan.months_high": "48"}).kinds[Kind.LOAN].months == (12, 48)
    assert read({"won_part": "0.4"}).won_part == Decimal("0.4")
    assert replace(read({"properties": "3"}), properties=2) == DEFAULT_TERMS


@pytest.mark.parametrize(
    ("changes", "name", "why"),
    [
        (loan(highest="0.00"), "loan.highest", Wrong.BOUNDS),
        ({"works.lowest": "50000.01"}, "works.highest", Wrong.ORDER),
        (loan(months_low="37"), "loan.months_high", Wrong.ORDER),
        (loan(months_low="12.5"), "loan.months_low", Wrong.WHOLE),
        ({"works.rates_high": "10.01"}, "works.rates_high", Wrong.BOUNDS),
        ({"heavy_ratio": "1.01"}, "heavy_ratio", Wrong.BOUNDS),
        ({"household.single": "-1"}, "household.single", Wrong.BOUNDS),
        ({"properties": "0"}, "properties", Wrong.BOUNDS),
    ],
)
def test_what_makes_no_sense_is_refused(fund, changes, name, why):
    values = VALUES | {key: Decimal(text) for key, text in changes.items()}
    found = problems(values)
    assert (name, why) in [(one.name, one.why) for one in found]
    with pytest.raises(errors.TermsWrong):
        write(**changes)


def test_they_hold_from_their_day_for_requests_of_it(fund):
    sent = making.sent()
    write(tomorrow(3), **loan(highest="6000"))
    assert terms_on(tomorrow(2)).terms == DEFAULT_TERMS
    assert terms_on(tomorrow(3)).terms.kinds[Kind.LOAN].highest == 6000
    sent.refresh_from_db()
    assert terms_on(timezone.localdate()).row == sent.terms
    coming, founded = versions(today=timezone.localdate())
    assert (coming.is_coming, founded.holds) == (True, True)
    assert coming.changes == {"loan.highest": (Decimal(5000), Decimal(6000))}


def test_they_begin_tomorrow_at_the_earliest_and_change_something(fund):
    with pytest.raises(errors.TermsTooSoon):
        write(timezone.localdate(), **loan(highest="6000"))
    with pytest.raises(errors.TermsUnchanged):
        write()
    write(**loan(highest="6000"))
    with pytest.raises(errors.TermsThere):
        write(**loan(highest="7000"))


def test_two_boards_write_one(own_database):
    def act(highest):
        def run():
            with making.inside():
                write(**loan(highest=highest))

        return run

    acts = [act("6000"), act("7000")]
    assert outcomes(acts, refusals=errors.TermsThere) == ["TermsThere", "done"]


# Pages


@pytest.fixture
def bo(fund, client):
    client.force_login(making.person("bo"))
    return client


def url(name):
    return reverse(f"solidarity:{name}")


def typed(**changes):
    sent = {field_of(name): str(value) for name, value in VALUES.items()}
    sent |= {"since": tomorrow().isoformat(), "decision_text": "Point 7"}
    return sent | changes


def test_the_board_sees_what_changes_before_it_is_written(bo):
    sent = typed(**{"loan-highest": "6000"})
    page = bo.post(url("terms-new"), sent)
    assert "€6,000.00" in page.content.decode()
    assert FundTerms.objects.count() == 1
    answer = bo.post(url("terms-new"), sent | {"confirmed": "yes"}, follow=True)
    assert FundTerms.objects.count() == 2
    assert "€6,000.00" in answer.content.decode()
    again = bo.post(url("terms-new"), sent | {"confirmed": "yes"})
    assert FundTerms.objects.count() == 2
    assert "nothing changes" in again.content.decode()


def test_numbers_that_make_no_sense_are_told_at_their_field(bo):
    page = bo.post(url("terms-new"), typed(**{"loan-months_low": "40"}))
    assert "must not be below the lowest" in page.content.decode()
    page = bo.post(url("terms-new"), typed(since=timezone.localdate().isoformat()))
    assert FundTerms.objects.count() == 1
    assert page.status_code == 200


def test_what_changes_nothing_is_told(bo):
    page = bo.post(url("terms-new"), typed()).content.decode()
    assert "nothing changes" in page


def test_a_review_is_noted_and_ends(bo):
    today = timezone.localdate()
    sent = {"regime": "exempt", "note": "Maître Dubois", "since": today.isoformat()}
    wrong = bo.post(url("legal-new"), sent | {"until": today.isoformat()})
    assert "must come after" in wrong.content.decode()
    until = tomorrow(30).isoformat()
    page = bo.post(url("legal-new"), sent | {"until": until}, follow=True)
    assert "Maître Dubois" in page.content.decode()
    assert latest_review(today=today).regime == "exempt"
    assert latest_review(today=tomorrow(30)) is None
    with pytest.raises(errors.ReviewBackwards):
        note_review(regime="exempt", note="x", since=today, until=today, by=None)
    assert LegalReview.objects.count() == 1


def test_the_page_of_reviews_says_when_none_holds(bo):
    assert "No review holds today" in bo.get(url("legal")).content.decode()


def test_a_goal_is_set(bo):
    sent = {"since": "2026-01-01", "participants": "100", "helped": "12"}
    sent |= {"repaid_low": "96", "repaid_high": "95", "decision_text": "Point 4"}
    wrong = bo.post(url("fund-goal-new"), sent).content.decode()
    assert "must not be below" in wrong
    sent["repaid_low"] = "92"
    page = bo.post(url("fund-goal-new"), sent, follow=True).content.decode()
    assert "92 to 95 %" in page
    assert (
        "set for that day already"
        in bo.post(url("fund-goal-new"), sent).content.decode()
    )


@pytest.mark.parametrize("name", ["terms", "terms-new", "legal", "fund-goals"])
def test_the_pages_take_few_statements(bo, name, django_assert_max_num_queries):
    write(**loan(highest="6000"))
    with django_assert_max_num_queries(15):
        assert bo.get(url(name)).status_code == 200
