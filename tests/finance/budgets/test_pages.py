"""Budgets through the pages: prepared, adopted, called, followed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from buildings.models import AllocationKey
from finance.models import Budget, Call, ReserveOptOut
from finance.services import issue_call
from finance.services.instalments import make_instalments
from koprogo.ledger import services as ledger
from koprogo.ledger.models import FiscalYear
from tests.buildings.pages import inside, said
from tests.finance.budgets.books import (
    FIRE,
    HEATING,
    RESERVE,
    adopted,
    draft,
    line,
    spend,
    this_year,
)
from tests.finance.pages import errors, url


def rows(*lines):
    """Return a form of budget lines (amount, account, key, kind)."""
    data = {"lines-TOTAL_FORMS": len(lines), "lines-INITIAL_FORMS": 0}
    for number, (amount, account, key, kind) in enumerate(lines):
        with inside():
            found = AllocationKey.objects.get(code=key)
        data |= {
            f"lines-{number}-amount": amount,
            f"lines-{number}-account": account,
            f"lines-{number}-key": found.uuid,
            f"lines-{number}-kind": kind,
        }
    return data


def words(page):
    return page.content.decode()


def test_from_nothing_to_the_first_call(sign_in):
    client, year = sign_in("sophie"), this_year()
    page = client.get(url("budget-new"))
    years = [label for _value, label in page.context["form"].fields["year"].choices]
    assert years == [f"{year} (is opened now)", f"{year + 1} (is opened now)"]
    sent = {"year": f"{year}-01-01", "title": "B", "call_months": 6, "start": "empty"}
    assert client.post(url("budget-new"), sent).status_code == 302
    with inside():
        budget = Budget.objects.get()
        assert FiscalYear.objects.get().year == year
    filled = rows(
        ("1.000,10", FIRE, "shares", "ordinary"),
        ("50", f"{HEATING} Inspection of heating installations", "lift", "ordinary"),
        ("60", "", "shares", "reserve"),
        ("", "", "shares", "ordinary"),
    )
    named = {"title": "Budget", "call_months": 6}
    page = client.post(url("budget-edit", budget.uuid), named | filled, follow=True)
    assert "€1,110.10" in words(page)
    assert "Fire insurance" in words(page)
    decision = {"decision": "AG", "decided_on": timezone.localdate().isoformat()}
    page = client.post(url("budget-adopt", budget.uuid), decision, follow=True)
    assert said(page) == ["The budget is adopted and counts from now on."]
    make = url("budget-instalments-make", budget.uuid)
    page = client.get(make, {"first": 1})
    assert [one.total for one in page.context["plan"].instalments] == [
        Decimal("555.05"),
        Decimal("555.05"),
    ]
    page = client.post(make, {"first": 1}, follow=True)
    assert said(page) == [
        "2 calls for funds are prepared: nothing is owed before they are issued."
    ]
    assert words(page).count("Draft") == 2
    page = client.post(make, {"first": 1}, follow=True)
    assert said(page)[0].startswith("0 calls")
    with inside():
        assert Call.objects.count() == 2


def test_more_lines_come_with_a_button(sign_in):
    with inside():
        budget = draft()
    page = sign_in("sophie").post(
        url("budget-edit", budget.uuid),
        {"title": "B", "call_months": 3, "more": "1"}
        | rows(("5", FIRE, "shares", "ordinary")),
    )
    assert page.url == url("budget-edit", budget.uuid)


@pytest.mark.parametrize(
    ("row", "field", "sentence"),
    [
        (("5", "", "shares", "ordinary"), "account", "Choose an account."),
        (
            ("5", FIRE, "shares", "reserve"),
            "account",
            "This account does not fit the kind of line.",
        ),
        (
            ("5", RESERVE, "shares", "ordinary"),
            "account",
            "This account does not fit the kind of line.",
        ),
        (
            ("5", "499", "shares", "ordinary"),
            "account",
            "“499” is not in the list: choose one of its lines.",
        ),
        (
            ("0", FIRE, "shares", "ordinary"),
            "amount",
            "The amount must be more than zero.",
        ),
    ],
)
def test_a_wrong_line_is_told_beside_it(sign_in, row, field, sentence):
    with inside():
        budget = draft()
    page = sign_in("sophie").post(
        url("budget-edit", budget.uuid), {"title": "B", "call_months": 3} | rows(row)
    )
    assert page.context["rows"].forms[0].errors == {field: [sentence]}
    assert "Please correct the lines that are marked." in words(page)


def test_lines_that_sum_to_more_than_the_books_hold(sign_in):
    with inside():
        budget = draft()
    huge = ("9999999999.99", FIRE, "shares", "ordinary")
    page = sign_in("sophie").post(
        url("budget-edit", budget.uuid),
        {"title": "B", "call_months": 3} | rows(huge, huge),
    )
    assert page.context["rows"].non_form_errors() == ["The amount is too large."]


def test_an_assistant_opens_no_year_and_adopts_nothing(sign_in):
    client = sign_in("amir")
    page = client.get(url("budget-new"))
    assert page.context["form"].fields["year"].choices == []
    with inside():
        budget = draft()
    page = client.get(url("budget-new"))
    assert len(page.context["form"].fields["year"].choices) == 1
    assert url("budget-adopt", budget.uuid) not in words(
        client.get(url("budget", budget.uuid))
    )


def test_a_year_that_does_not_fit_is_said(sign_in):
    """Entries stand in a year that began in July."""
    year = this_year()
    with inside():
        ledger.post(
            journal="misc",
            year=year - 1,
            date=date(year, 3, 1),
            text="Old",
            lines=[
                ledger.debit("551", Decimal("1.00")),
                ledger.credit("499", Decimal("1.00")),
            ],
            by=None,
        )
    sent = {"year": f"{year}-01-01", "title": "B", "call_months": 3, "start": "empty"}
    page = sign_in("sophie").post(url("budget-new"), sent)
    [sentence] = said(page)
    assert sentence.startswith("Entries are booked on these days in another fiscal")


def test_a_low_reserve_is_refused_and_the_ways_out_are_shown(sign_in):
    with inside():
        spend("20000.00", on=date(this_year() - 1, 6, 1))
        budget = draft()
    client = sign_in("sophie")
    decision = {"decision": "AG", "decided_on": timezone.localdate().isoformat()}
    page = client.post(url("budget-adopt", budget.uuid), decision)
    assert said(page)[0].startswith("The law asks for €1,000.00 for the reserve fund")
    way_out = url("reserve-opt-out", budget.year.year)
    assert way_out in words(page)
    tomorrow = timezone.localdate() + timedelta(days=1)
    page = client.post(way_out, decision | {"decided_on": tomorrow.isoformat()})
    assert errors(page) == {"decided_on": ["This day has not come yet."]}
    page = client.post(way_out, decision, follow=True)
    assert said(page) == ["The decision is noted."]
    assert "The assembly left the reserve contribution of this year out: AG." in words(
        page
    )
    assert said(client.post(way_out, decision)) == [
        "The decision of this year is noted already."
    ]
    client.post(url("budget-adopt", budget.uuid), decision)
    with inside():
        assert ReserveOptOut.objects.count() == Budget.objects.adopted().count() == 1


def test_the_draft_is_discarded(sign_in):
    with inside():
        budget = draft()
    page = sign_in("sophie").post(url("budget-discard", budget.uuid), follow=True)
    assert said(page) == ["The draft is discarded."]
    assert "There is no budget yet." in words(page)


# Who reads what


def test_co_owners_read_what_was_adopted(sign_in):
    with inside():
        prepared, made = draft(title="Secret draft"), adopted(title="Adopted")
        first, *_rest = make_instalments(
            made, first=1, works=False, replacing=(), by=None
        )
        issue_call(first, by=None)
    client = sign_in("omar")
    page = client.get(url("budgets"))
    assert ("Adopted" in words(page), "Secret draft" in words(page)) == (True, False)
    for name in ("budget", "budget-table"):
        extra = ["csv"] if name == "budget-table" else []
        found = client.get(url(name, prepared.uuid, *extra)).status_code
        assert (name, found) == (name, 404)
    page = client.get(url("budget-instalments", made.uuid))
    assert [call.pk for call, _period, _sum in page.context["rows"]] == [first.pk]
    assert url("call", first.uuid) in words(page)


def test_replaced_budgets_say_so(sign_in):
    with inside():
        old, new = adopted(title="Old"), adopted(title="New")
    client = sign_in("sophie")
    later = "Another budget of this year was adopted later: that one counts."
    for name in ("budget", "budget-instalments", "budget-instalments-make"):
        assert later in words(client.get(url(name, old.uuid)))
        assert later not in words(client.get(url(name, new.uuid)))
    page = client.post(url("budget-instalments-make", old.uuid))
    assert said(page) == [later]
    assert words(client.get(url("budgets"))).count("Replaced") == 1


# Instalments


def test_drafts_of_the_old_budget_are_replaced_after_a_warning(sign_in):
    with inside():
        old = adopted()
        calls = make_instalments(old, first=1, works=False, replacing=(), by=None)
        new = adopted(line("2000.00"), title="New")
    client, where = sign_in("sophie"), url("budget-instalments-make", new.uuid)
    page = client.get(where, {"first": 1})
    assert "These drafts, which nobody issued, disappear:" in words(page)
    shown = [str(call.uuid) for call in calls]
    assert all(f'value="{uuid}"' in words(page) for uuid in shown)
    page = client.post(where, {"first": 1})
    changed = "The drafts were changed meanwhile: look again at what would be replaced."
    assert said(page) == [changed]
    page = client.post(where, {"first": 1, "replacing": [*shown[1:], "x"]})
    assert said(page) == [changed]
    page = client.post(where, {"first": 1, "replacing": shown}, follow=True)
    assert said(page)[0].startswith("4 calls")
    with inside():
        assert set(Call.objects.values_list("budget", flat=True)) == {new.pk}


def test_what_was_called_already_and_too_much_is_said(sign_in):
    with inside():
        old = adopted(call_months=12)
        [call] = make_instalments(old, first=1, works=False, replacing=(), by=None)
        issue_call(call, by=None)
    client = sign_in("sophie")
    every = "Every period of this year has been called"
    assert every in words(client.get(url("budget-instalments-make", old.uuid)))
    page = client.post(url("budget-instalments-make", old.uuid))
    assert said(page)[0].startswith(every)
    with inside():
        less = adopted(line("400.00"), title="Less")
    page = client.get(url("budget-instalments", less.uuid))
    assert "€600.00 more was called than the budget asks." in words(page)


def test_a_wrong_choice_shows_the_plan_again(sign_in):
    with inside():
        budget = adopted()
    client, where = sign_in("sophie"), url("budget-instalments-make", budget.uuid)
    page = client.get(where, {"first": 9})
    assert list(page.context["form"].errors) == ["first"]
