"""What is collected before owners are convened: from the register and the mandates."""

from datetime import timedelta

import pytest
from django.utils import timezone

from buildings.models import Building, Firm, Holding, Mandate, Owner
from governance.convening import Problem
from governance.models import AgendaItem, Proposal
from governance.queries.addressees import addressed_owners, addressees
from governance.queries.convening import findings_of
from tests.finance.letters import furnish
from tests.governance.convocations.making import accept_email, in_days, sound


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


def found(draft, *problems):
    """Return the findings with these problems on a draft, for the owners of today."""
    building = Building.objects.get()
    findings = findings_of(draft, building, today=today())
    return [one for one in findings if one.problem in problems]


@pytest.mark.parametrize("representative", ["jean", "omar", None])
def test_those_who_are_addressed_are_those_who_are_written_to(acacias, representative):
    """Also a representative who holds nothing of it, and holders who named nobody."""
    person = Owner.objects.filter(code=representative).first()
    Holding.objects.filter(code="H3").update(representative=person)
    written_to = {one.owner for one in addressees(on=today())}
    assert set(addressed_owners(on=today())) == written_to


def test_holders_who_named_nobody_are_told(acacias):
    Holding.objects.filter(code="H3").update(representative=None)
    [finding] = found(sound(), Problem.SUSPENDED)
    assert finding.names == ("H3",)


def test_no_address_matters_only_to_whom_no_email_goes(acacias):
    furnish()
    Owner.objects.filter(code__in=["omar", "jean"]).update(
        street="", postal_code="", city=""
    )
    accept_email("omar", "jean")
    Owner.objects.filter(code="jean").update(email="")
    [finding] = found(sound(), Problem.NO_ADDRESS)
    assert finding.names == ("Jean Moreau",)


def _mandate(acacias, *, ends, follows=0, firm=None):
    """The mandate ends so many days from now; the next one begins days after that."""
    mandate = Mandate.objects.get(tenant=acacias.tenant_id)
    mandate.until = today(ends)
    mandate.save()
    Mandate.objects.create(
        firm=firm or mandate.firm,
        tenant_id=acacias.tenant_id,
        since=today(ends + follows),
        until=today(ends + follows + 90),
    )


@pytest.mark.parametrize(
    ("ends", "follows", "told"), [(5, 0, 0), (5, 1, 1), (21, 9, 0)]
)
def test_a_mandate_goes_on_where_the_next_one_follows(acacias, ends, follows, told):
    _mandate(acacias, ends=ends, follows=follows)
    assert len(found(sound(days=20), Problem.MANDATE_ENDS)) == told


def test_the_mandate_of_another_firm_is_not_this_one(acacias):
    _mandate(acacias, ends=5, firm=Firm.objects.create(name="Other Syndic"))
    [finding] = found(sound(days=20), Problem.MANDATE_ENDS)
    assert finding.day == today(4)


def test_a_mandate_that_is_to_come_is_none_today(acacias):
    _mandate(acacias, ends=0, follows=1)
    assert len(found(sound(), Problem.NO_SYNDIC)) == 1


def _proposal(received):
    return Proposal.objects.create(
        owner=Owner.objects.get(code="omar"),
        title="Bikes",
        text="x",
        received_on=received,
    )


def test_proposals_in_time_wait_for_ordinary_first_sessions_only(acacias):
    _proposal(today())
    ordinary = sound(kind="ordinary")
    assert [one.names for one in found(ordinary, Problem.PROPOSALS)] == [("1",)]
    assert found(sound(), Problem.PROPOSALS) == []
    ordinary.after = sound()
    assert found(ordinary, Problem.PROPOSALS) == []


@pytest.mark.parametrize(("days", "waiting"), [(21, 1), (20, 0)])
def test_a_proposal_that_came_too_late_stops_nobody(acacias, days, waiting):
    _proposal(today())
    draft = sound(kind="ordinary", period_since=today(days), days=days)
    assert len(found(draft, Problem.PROPOSALS)) == waiting


def test_an_election_without_a_candidate_is_told(acacias):
    draft = sound(kind="ordinary", second_at=in_days(40))
    AgendaItem.objects.filter(subject="budget").update(kind="election")
    [finding] = found(draft, Problem.NO_CANDIDATE)
    assert finding.point.title == "Budget"
    AgendaItem.objects.filter(subject="budget").update(candidate="Ann")
    assert found(draft, Problem.NO_CANDIDATE) == []
