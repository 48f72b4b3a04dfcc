"""A tariff that the members adopt: asked, told, and adopted once."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from buildings.models import AddOnUse, Reduction
from governance.errors.decisions import CarriedOut
from governance.queries.decisions import reference
from koprogo.slots import EffectRefused, decision_effects
from tests.transparency.effects.making import (
    SINCE,
    carried_out,
    decided,
    form_of,
    told,
)
from tests.transparency.members import crowd, voted
from transparency.models import PriceStep, Schedule
from transparency.queries.tariffs import price_on
from transparency.services.terms import use_add_on
from transparency.tariff import effective_from

pytestmark = pytest.mark.usefixtures("asbl")
CODE = "asbl-tariff"


def begins():
    return effective_from(timezone.localdate())


def on(day):
    return f"{day:%d/%m/%Y}"


def reductions(rows, kind):
    """From this month on; the service grants only months that are not billed."""
    for row in rows:
        Reduction.objects.create(
            participation=row,
            kind=kind,
            contributor="Somebody",
            reason="Translates",
            since=timezone.localdate().replace(day=1),
        )


def grid(**rows):
    """``grid(r1=("0", "1,00"))``: the rows of the form; the others are empty."""
    answers = {"kind": "grid", "audience": "co_ownership"}
    for number in range(1, 9):
        bound, price = rows.get(f"r{number}", ("", ""))
        answers |= {f"from_{number}": bound, f"price_{number}": price}
    return answers


def errors(**answers):
    form = form_of(CODE, decided(CODE), **answers)
    assert not form.is_valid()
    return {name: " ".join(said) for name, said in form.errors.items()}


def test_a_voted_price_in_words():
    rows = crowd(10, since=SINCE)
    reductions(rows[:2], "contributor")
    reductions(rows[2:3], "maintainer")
    answers = {"audience": "co_ownership", "kind": "voted", "price": "0,75"}
    assert told(CODE, decided(CODE), **answers) == [
        f"Co-ownerships: €0.75 a month from {on(begins())} on, instead of €1.00.",
        "7 pay the whole price: €0.75 each.",
        "2 pay half as contributors: €0.37 each.",
        "1 is free as maintainer: €0.00.",
        "Today 10 co-ownerships take part.",
        "A month brings in €5.99 instead of €8.00.",
        "Every member is told by e-mail.",
    ]


def test_a_grid_in_words_and_a_price_that_rises():
    crowd(1, since=SINCE)
    answers = grid(r1=("0", "1,50"), r2=("500", "1"))
    assert told(CODE, decided(CODE), **answers) == [
        f"Co-ownerships: €1.50 a month from {on(begins())} on, instead of €1.00.",
        "The price rises: only the members can decide that.",
        "From 0 participants on it is €1.50.",
        "From 500 participants on it is €1.00.",
        "1 pays the whole price: €1.50.",
        "Today 1 co-ownership takes part.",
        "A month brings in €1.50 instead of €1.00.",
        "Every member is told by e-mail.",
    ]


def test_the_price_of_an_add_on_has_no_reduction_and_no_mail():
    [row] = crowd(1, since=SINCE)
    reductions([row], "contributor")
    use_add_on(row, add_on="ai", by=None)
    AddOnUse.objects.update(since=timezone.localdate().replace(day=1))
    answers = {"audience": "ai", "kind": "voted", "price": "3"}
    said = told(CODE, decided(CODE), **answers)
    assert said[0].startswith("AI assistant: €3.00 a month")
    assert said[2:] == [
        "1 pays the whole price: €3.00.",
        "Today 1 co-ownership takes part.",
        "A month brings in €3.00 instead of €2.00.",
    ]


def test_persons_pay_their_own_price():
    crowd(3, since=SINCE, kind="person", way="self_hosted")
    answers = {"audience": "person", "kind": "voted", "price": "2"}
    said = told(CODE, decided(CODE), **answers)
    assert "3 pay the whole price: €2.00 each." in said
    assert "Today 0 co-ownerships take part." in said


def test_it_is_adopted_once():
    crowd(3, since=SINCE)
    decision = decided(CODE)
    answers = {"audience": "co_ownership", "kind": "voted", "price": "5"}
    done = carried_out(decision, **answers)
    assert "€5.00 a month" in done.outcome
    assert price_on("co_ownership", begins()) == Decimal("5.00")
    assert price_on("co_ownership", timezone.localdate()) == Decimal("1.00")
    schedule = Schedule.objects.get(decision=decision.uuid)
    assert schedule.kind == "voted"
    with pytest.raises(CarriedOut):
        carried_out(decision, **answers)
    assert PriceStep.objects.filter(cause="vote").count() == 1


def test_a_decision_that_had_its_effect_is_refused_in_words():
    schedule = voted("4.00")
    decision = decided(CODE)
    decision.uuid = schedule.decision
    values = form_of(CODE, decision, audience="co_ownership", kind="voted", price="5")
    assert values.is_valid()
    with pytest.raises(EffectRefused, match="carried out already"):
        decision_effects[CODE].carry_out(
            reference(decision), values.cleaned_data, by=None
        )


def test_a_grid_is_adopted_as_it_was_typed():
    crowd(2, since=SINCE)
    carried_out(decided(CODE), **grid(r1=("0", "2"), r2=("10", "1,50")))
    schedule = Schedule.objects.get(decision__isnull=False)
    assert [(t.from_participants, t.price) for t in schedule.grid] == [
        (0, Decimal("2.00")),
        (10, Decimal("1.50")),
    ]


def test_the_form_begins_with_the_grid_of_today():
    form = form_of(CODE, decided(CODE))
    assert (form["from_2"].value(), form["price_2"].value()) == (500, "0,80")
    assert form["since"].value() == begins()


@pytest.mark.parametrize(
    ("answers", "where"),
    [
        ({"kind": "voted", "audience": "person"}, "price"),
        (grid() | {"audience": "person"}, "kind"),
        (grid(), "from_1"),
        (grid(r1=("1", "1,00")), "from_1"),
        (grid(r1=("0", "1,00"), r2=("0", "0,50")), "from_2"),
        (grid(r1=("0", "1,00"), r3=("5", "1,00")), "price_3"),
        (grid(r1=("0", "1,00"), r2=("5", "")), "price_2"),
        (grid(r1=("0", "1,00"), r2=("", "1")), "from_2"),
        (grid(r1=("0", "1,005")), "price_1"),
        ({"kind": "voted", "audience": "co_ownership", "price": "-1"}, "price"),
        ({"kind": "other", "audience": "co_ownership"}, "kind"),
    ],
)
def test_what_is_wrong_stands_at_its_field(answers, where):
    assert list(errors(**answers)) == [where]


def test_a_month_that_has_begun_is_refused():
    answers = {"kind": "voted", "audience": "co_ownership", "price": "1"}
    for since in (
        begins() + timedelta(days=1),
        begins() - timedelta(days=1),
        timezone.localdate().replace(day=1),
    ):
        assert errors(**answers, since=str(since)) == {
            "since": "A tariff begins on the first of a month to come."
        }
