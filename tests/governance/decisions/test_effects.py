"""What a decision causes when it is carried out: once, by the services that exist."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from buildings.models import AllocationKey, Building, Firm, Grant, Mandate, Role
from buildings.queries import syndic_of
from buildings.services import create_firm, start_mandate
from finance.models import Budget, Call, ReserveOptOut, Works
from governance.errors.decisions import CarriedOut, NotAdopted, NothingToCarryOut
from governance.models import (
    AssemblySettings,
    AuditorTerm,
    CouncilTerm,
    Decision,
    DecisionEffect,
)
from governance.queries.decisions import initial_values, reference, to_carry_out
from governance.services.follow_up import carry_out
from koprogo import slots
from koprogo.ledger.models import FiscalYear
from koprogo.slots import EffectRefused
from tests import cast
from tests.finance.budgets import books as budgets
from tests.governance.factories import OMAR
from tests.governance.minutes import making

pytestmark = pytest.mark.usefixtures("acacias")

TODAY = timezone.localdate


def answers(decision, **typed):
    """Return what the form of the effect takes out of its answers."""
    effect = slots.decision_effects[decision.effect]
    form = effect.form()(typed, initial=initial_values(decision))
    assert form.errors == {}
    return form.cleaned_data


def errors(decision, **typed):
    effect = slots.decision_effects[decision.effect]
    return effect.form()(typed, initial=initial_values(decision)).errors


def described(decision, **typed):
    effect = slots.decision_effects[decision.effect]
    return effect.describe(reference(decision), answers(decision, **typed))


def carried(decision, **typed):
    return carry_out(decision, answers(decision, **typed), by=None)


def test_every_effect_that_a_subject_names_exists():
    from governance.decision_effects import OF_SUBJECT

    assert set(OF_SUBJECT.values()) <= slots.decision_effects.keys()


def test_a_decision_is_named_in_the_language_of_the_building():
    Building.objects.update(languages=["en"])
    found = reference(making.decision(title="Roof"))
    assert found.text == f"Decision 1 of the assembly of {found.date:%d/%m/%Y}: Roof"


def test_a_long_name_is_cut():
    assert len(reference(making.decision(title="R" * 200)).text) == 200


def test_what_is_carried_out_by_hand():
    decision = making.decision(effect="manual")
    assert list(to_carry_out()) == [decision]
    done = carried(decision, note="Posted at the entrance")
    assert (done.effect, done.outcome) == ("manual", "Posted at the entrance")
    assert list(to_carry_out()) == []
    assert len(described(decision, note="x")) == 1


def test_once():
    decision = making.decision(effect="manual")
    carried(decision, note="Done")
    with pytest.raises(CarriedOut):
        carried(decision, note="Again")
    assert DecisionEffect.objects.count() == 1


def test_what_was_rejected_causes_nothing():
    making.finished()
    rejected = Decision.objects.get(is_adopted=False)
    with pytest.raises(NotAdopted):
        carry_out(rejected, {}, by=None)


def test_what_causes_nothing():
    decision = making.decision(subject="syndic-discharge")
    assert decision.effect == ""
    with pytest.raises(NothingToCarryOut):
        carry_out(decision, {}, by=None)


def test_the_budget_is_adopted():
    budget = budgets.draft()
    decision = making.decision(
        subject="budget", effect="budget-adopted", effect_ref=budget.uuid
    )
    assert "is adopted" in described(decision, ref=str(budget.uuid))[0]
    carried(decision, ref=str(budget.uuid))
    adopted = Budget.objects.get(pk=budget.pk)
    assert (adopted.is_adopted, adopted.decision_uuid) == (True, decision.uuid)
    assert adopted.decision == reference(decision).text


def test_what_the_books_refuse_is_said_and_changes_nothing():
    budget = budgets.draft()
    budget.lines.all().delete()
    decision = making.decision(subject="budget")
    with pytest.raises(EffectRefused, match="no lines"):
        carried(decision, ref=str(budget.uuid))
    assert DecisionEffect.objects.count() == 0


def test_a_year_without_reserve():
    year = budgets.draft().year
    decision = making.decision(subject="reserve-opt-out")
    assert described(decision, year=year.year)[0].startswith("It is noted")
    carried(decision, year=year.year)
    noted = ReserveOptOut.objects.get()
    assert (noted.year, noted.decision_uuid) == (year, decision.uuid)
    assert FiscalYear.objects.get(pk=year.pk).closed_at is None


def works(**values):
    key = AllocationKey.objects.get(code="shares")
    due = TODAY() + timedelta(days=30)
    return {
        "title": "Roof",
        "key": str(key.uuid),
        "due_on": due.isoformat(),
        "amount": "",
        **values,
    }


def test_works_are_noted():
    decision = making.decision(title="Roof")
    assert decision.effect == "works-funding"
    assert len(described(decision, **works())) == 1
    carried(decision, **works())
    assert Works.objects.get().decision == reference(decision).text
    assert Call.objects.count() == 0


def test_works_with_their_first_call():
    decision = making.decision(title="Roof", amount=Decimal("12500.00"))
    assert len(described(decision, **works(amount="5000"))) == 2
    carried(decision, **works(amount="5000"))
    item = Call.objects.get().items.get()
    assert (item.works, item.amount, item.purpose) == (
        Works.objects.get(),
        Decimal("5000.00"),
        "works",
    )


def test_works_of_that_name_exist():
    carried(making.decision(title="Roof"), **works())
    with pytest.raises(EffectRefused, match="works of this name"):
        carried(making.decision(title="Roof"), **works(amount="10"))


def test_a_call_is_prepared():
    decision = making.decision(effect="call-prepared", amount=Decimal("800.00"))
    typed = works(amount="800", purpose="reserve")
    assert "Nobody owes anything" in described(decision, **typed)[0]
    carried(decision, **typed)
    call = Call.objects.get()
    assert (call.is_issued, call.items.get().purpose) == (False, "reserve")


def test_the_amount_for_several_quotes():
    decision = making.decision(subject="quotes-threshold", majority="two-thirds")
    assert "€5,000.00" in described(decision, amount="5000")[0]
    carried(decision, amount="5000")
    chosen = AssemblySettings.objects.get()
    assert chosen.quote_threshold == Decimal("5000.00")
    assert chosen.quote_decision == reference(decision).text


# Persons


def term(**values):
    since = TODAY()
    return {
        "since": since.isoformat(),
        "until": date(since.year + 1, since.month, 1).isoformat(),
        **values,
    }


def test_the_mandate_of_the_syndic_is_renewed():
    building = Building.objects.get()
    firm = syndic_of(building.pk, on=TODAY())
    decision = making.decision(subject="syndic")
    assert len(described(decision, **term(firm=""))) == 1
    carried(decision, **term(firm=""))
    mandates = Mandate.objects.filter(tenant=building.pk).order_by("since")
    assert [one.firm for one in mandates] == [firm, firm]
    assert mandates[0].until == mandates[1].since == TODAY()


def test_another_syndic():
    building = Building.objects.get()
    former = syndic_of(building.pk, on=TODAY())
    firm = create_firm(name="Dubois", kbo="0403170701")
    decision = making.decision(subject="syndic")
    typed = term(firm="0403.170.701", since=(TODAY() + timedelta(days=9)).isoformat())
    told = described(decision, **typed)
    assert len(told) == 3
    assert str(former) in told[1]
    carried(decision, **typed)
    assert syndic_of(building.pk, on=TODAY() + timedelta(days=8)) == former
    assert syndic_of(building.pk, on=TODAY() + timedelta(days=9)) == firm


def test_a_firm_that_nobody_knows():
    decision = making.decision(subject="syndic")
    assert "firm" in errors(decision, **term(firm="0403.170.701"))
    assert "__all__" in errors(decision, **term(until=TODAY().isoformat()))


def test_a_mandate_of_more_than_three_years():
    late = (TODAY() + timedelta(days=3 * 366 + 9)).isoformat()
    with pytest.raises(EffectRefused, match="three years"):
        carried(making.decision(subject="syndic"), **term(until=late))
    assert Mandate.objects.filter(tenant=Building.objects.get().pk).count() == 1


def test_a_mandate_over_a_later_one():
    building, firm = Building.objects.get(), Firm.objects.first()
    [running] = Mandate.objects.filter(tenant=building.pk)
    start_mandate(
        building,
        firm=firm,
        since=running.until,
        until=running.until + timedelta(days=9),
        by=None,
    )
    until = (running.until + timedelta(days=1)).isoformat()
    with pytest.raises(EffectRefused, match="Another syndic"):
        carried(making.decision(subject="syndic"), **term(until=until))


def test_nobody_is_syndic():
    Mandate.objects.filter(tenant=Building.objects.get().pk).delete()
    decision = making.decision(subject="syndic")
    assert "Nobody" in described(decision, **term(firm=""))[0]
    with pytest.raises(EffectRefused, match="is syndic today"):
        carried(decision, **term(firm=""))


def owner(code):
    return cast.holding(code).representative


def test_a_member_of_the_council():
    decision = making.decision(kind="election", subject="council-member")
    typed = term(owner=str(owner(OMAR).uuid), until="")
    assert described(decision, **typed)[0].endswith("until the next ordinary assembly.")
    carried(decision, **typed)
    elected = CouncilTerm.objects.get()
    assert (elected.owner, elected.decision) == (owner(OMAR), decision)
    assert Grant.objects.filter(user=cast.user("omar"), role=Role.COUNCIL).count() == 1


def test_a_member_until_a_day():
    decision = making.decision(kind="election", subject="council-member")
    typed = term(owner=str(owner(OMAR).uuid))
    assert described(decision, **typed)[0].startswith("Omar Haddad is a member")
    carried(decision, **typed)
    with pytest.raises(EffectRefused, match="a term already"):
        carried(
            making.decision(kind="election", subject="council-member"),
            **term(owner=typed["owner"], since="2026-01-01"),
        )


def test_an_owner_as_auditor():
    decision = making.decision(kind="election", subject="auditor")
    typed = term(owner=str(owner(OMAR).uuid))
    assert described(decision, **typed)[0].startswith("Omar Haddad is auditor")
    carried(decision, **typed)
    assert AuditorTerm.objects.get().decision == decision


def test_somebody_else_as_auditor():
    decision = making.decision(kind="election", subject="auditor")
    carried(decision, **term(name="Ann Peeters"))
    assert AuditorTerm.objects.get().name == "Ann Peeters"
    assert "__all__" in errors(making.decision(subject="auditor"), **term())
