"""What may be proposed: the terms in force, conditions, and who waives them."""

from decimal import Decimal

import pytest

from solidarity.errors import committee as errors
from solidarity.proposing import Problem, Proposal
from solidarity.queries.requests import place
from solidarity.terms import Kind
from solidarity.vault import open_vault
from tests.solidarity import making
from tests.solidarity.committee.making import cast, closed, opened, propose

pytestmark = pytest.mark.usefixtures("seats")
FOR = {"lea": "for", "cas": "for", "cleo": "for"}


@pytest.mark.parametrize(
    ("proposal", "problem"),
    [
        (Proposal(Decimal("5000.01"), 24), Problem.AMOUNT),
        (Proposal(Decimal("0.00"), 24), Problem.AMOUNT),
        (Proposal(Decimal("3200.00"), 11), Problem.MONTHS),
        (Proposal(Decimal("3200.00"), 37), Problem.MONTHS),
        (Proposal(Decimal("3200.00")), Problem.MONTHS),
        (Proposal(Decimal("3200.00"), 24, Decimal("0.01")), Problem.PERCENT),
        (Proposal(Decimal("5000.00"), 12), None),
        (Proposal(Decimal("3200.00"), 24, derogation="Why?"), Problem.REASON_SPARE),
    ],
)
def test_the_terms_in_force_bound_a_proposal(proposal, problem):
    request = making.sent()
    opened(request, "lea")
    if problem is None:
        assert propose(request, proposal=proposal).is_counter
        return
    with pytest.raises(errors.WrongProposal) as refused:
        propose(request, proposal=proposal)
    assert refused.value.problem == problem


def test_interest_stays_between_the_rates():
    request = making.sent(
        kind=Kind.WORKS, amount=Decimal("6800.00"), months=60, net_income=Decimal(2400)
    )
    opened(request, "lea")
    for percent in ("0.99", "2.01"):
        with pytest.raises(errors.WrongProposal) as refused:
            propose(
                request,
                proposal=Proposal(Decimal("6800.00"), 60, Decimal(percent)),
            )
        assert refused.value.problem == Problem.PERCENT
    vote = propose(request, proposal=Proposal(Decimal("6800.00"), 60, Decimal("1.50")))
    assert not vote.is_counter


def test_who_is_over_the_ceiling_needs_a_reasoned_derogation():
    request = making.sent(net_income=Decimal("2600.00"))
    opened(request, "lea")
    with pytest.raises(errors.WrongProposal) as refused:
        propose(request)
    assert refused.value.problem == Problem.REASON_NEEDED
    vote = propose(
        request,
        proposal=Proposal(Decimal("3200.00"), 24, derogation="Three ill children"),
    )
    at = place("vote", "derogation", vote.uuid)
    assert "ill" not in vote.derogation
    assert open_vault(request).open(vote.derogation, place=at) == "Three ill children"


def test_what_excludes_is_never_proposed_but_people_may_refuse():
    request = making.sent(properties=2)
    opened(request, "lea")
    with pytest.raises(errors.WrongProposal) as refused:
        propose(request)
    assert refused.value.problem == Problem.EXCLUDED
    vote = propose(request, to_refuse=True)
    cast(vote, **FOR)
    with pytest.raises(errors.EndsOtherwise):
        closed(vote)
    cast(vote, lea="against", cas="against", cleo="against")
    assert closed(vote, "refuse").outcome == "refused"


def test_what_can_be_granted_is_not_voted_on_as_a_refusal():
    request = making.sent()
    opened(request, "lea")
    with pytest.raises(errors.NoRefusal):
        propose(request, to_refuse=True)


def test_an_instalment_too_high_is_open_with_more_months():
    request = making.sent(
        net_income=Decimal("900.00"), amount=Decimal("5000.00"), months=12
    )
    opened(request, "lea")
    with pytest.raises(errors.WrongProposal) as refused:
        propose(request, proposal=Proposal(Decimal("5000.00"), 12))
    assert refused.value.problem == Problem.NOT_SO
    assert propose(request, proposal=Proposal(Decimal("5000.00"), 36)).is_counter
