"""The members divide a surplus, or approve the yearly accounts: carried out once."""

from decimal import Decimal

import pytest
from django.utils import timezone

from governance.errors.decisions import CarriedOut
from governance.queries.decisions import reference
from koprogo.ledger.models import FiscalYear
from koprogo.slots import EffectRefused, decision_effects
from tests.transparency.allocations.making import adopted, booked, month_ago, proposed
from tests.transparency.allocations.making import today as now
from tests.transparency.effects.making import carried_out, decided, form_of, told
from transparency import chart
from transparency.models import Endowment, Report

pytestmark = pytest.mark.usefixtures("asbl")
CODE = "asbl-allocation"
FUND = (
    "Solidarity fund: 25.00 %, €18,000.00, which the ASBL owes the fund from today on."
)


def test_the_amounts_in_words():
    booked(chart.BANK, chart.CONTRIBUTIONS, "80000.00", on=month_ago())
    assert told(CODE, decided(CODE), allocation=proposed()) == [
        "€72,000.00 are divided: Surplus of 2026.",
        "Features: 30.00 %, €21,600.00 to spend.",
        FUND,
        "Infrastructure: 25.00 %, €18,000.00 to spend.",
        "Price cut: 15.00 %, €10,800.00 to spend.",
        "Legal reserve: 5.00 %, €3,600.00, which are booked to the reserve.",
        "It is adopted for ever: nothing of it is changed afterwards.",
    ]


def test_more_than_there_is_is_pointed_out():
    booked(chart.BANK, chart.CONTRIBUTIONS, "100.00", on=month_ago())
    said = told(CODE, decided(CODE), allocation=proposed())
    assert "That is more than can be distributed today: €100.00." in said


def test_it_is_carried_out_once():
    made, decision = proposed(), decided(CODE)
    done = carried_out(decision, allocation=made)
    made.refresh_from_db()
    assert (made.decision, made.adopted_on) == (decision.uuid, decision.decided_on)
    assert "72" in done.outcome
    with pytest.raises(CarriedOut):
        carried_out(decision, allocation=proposed())
    assert Endowment.objects.get().amount == Decimal("18000.00")


def test_what_was_adopted_meanwhile_is_refused_in_words():
    made, decision = proposed(), decided(CODE)
    values = form_of(CODE, decision, allocation=made)
    assert values.is_valid()
    carried_out(decided(CODE), allocation=made)
    with pytest.raises(EffectRefused, match="it stays as it is"):
        decision_effects[CODE].carry_out(
            reference(decision), values.cleaned_data, by=None
        )


def test_the_form_offers_what_was_not_adopted_and_what_the_agenda_named():
    adopted()
    made = proposed("10.00", "features 100")
    form = form_of(CODE, decided(CODE, effect_ref=made.uuid))
    assert form["allocation"].value() == made.uuid
    assert [str(label) for _value, label in form.fields["allocation"].choices] == [
        "---------",
        "Surplus of 2026 (€10.00)",
    ]


def test_closed_books_are_refused_in_words():
    year = now().year
    FiscalYear.objects.create(
        year=year, since=now().replace(month=1, day=1), until=f"{year + 1}-01-01"
    )
    FiscalYear.objects.update(closed_at=timezone.now())
    with pytest.raises(EffectRefused, match="closed"):
        carried_out(decided(CODE), allocation=proposed())


# The yearly accounts


def report(**values):
    return Report.objects.create(kind=Report.Kind.YEAR, year=2025, **values)


def test_the_form_offers_accounts_that_nobody_approved():
    made = report()
    Report.objects.create(kind=Report.Kind.QUARTER, year=2025, quarter=4)
    form = form_of("asbl-accounts", decided("asbl-accounts"))
    assert list(form.fields["report"].queryset) == [made]


def test_accounts_whose_documents_are_missing_are_refused_in_words():
    made = report()
    decision = decided("asbl-accounts")
    assert told("asbl-accounts", decision, report=made) == [
        "The yearly accounts of 2025, version 1, are approved by the members."
    ]
    with pytest.raises(EffectRefused, match="not made in every language"):
        carried_out(decision, report=made)
    made.refresh_from_db()
    assert made.approved_by_decision is None
