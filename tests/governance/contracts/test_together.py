"""Two people with the same contract at the same moment, with real transactions."""

from functools import partial

import pytest

from governance.models import ContractReview, ContractsEvaluation, SupplyContract
from governance.queries.contract_reviews import ReviewDraft
from governance.services import contract_reviews as reviews
from governance.services import contracts as services
from koprogo.audit.models import AuditEvent
from koprogo.tenancy import enter
from tests import cast
from tests.governance.contracts import making
from tests.governance.together import at_once

POOR = ReviewDraft("poor", "end", "Came never.")


@pytest.fixture
def inside(own_database):
    return partial(enter, cast.tenant().pk, by=None)


def events(action):
    return AuditEvent.objects.filter(action=action).count()


def changed(contract, **terms):
    """Change some terms, as whoever read this contract."""
    names = "title kind reference since until renewal_months notice_months"
    names = [*names.split(), "agreed_cost", "indexation", "interest"]
    terms = {name: getattr(contract, name) for name in names} | terms
    return services.change_contract(
        contract,
        supplier=contract.supplier,
        document=None,
        decided=None,
        by=None,
        **terms,
    )


def test_two_clicks_record_one_contract(inside):
    with inside():
        making.supply("Cleaning")  # the supplier is known
    act = partial(making.supply, "Lift maintenance")
    assert at_once(act, act, act) == ["ContractThere"] * 2 + ["done"]
    with inside():
        assert making.kept() == ["Cleaning", "Lift maintenance"]
        assert events("contract.recorded") == 2


def test_two_record_its_end(inside):
    with inside():
        found = making.supply()
    acts = [
        partial(making.ended, found, on=30, reason="Too dear"),
        partial(making.ended, found, on=60, reason="Too late"),
    ]
    assert at_once(*acts) == ["ContractChanged", "done"]
    with inside():
        stands = SupplyContract.objects.get()
        assert (stands.ended_on, stands.end_reason) in [
            (making.days(30), "Too dear"),
            (making.days(60), "Too late"),
        ]
        assert events("contract.ended") == 1


def test_two_renew_it(inside):
    """Each for a term of his own: the later one sees the other's term first."""
    with inside():
        found = making.near()
    acts = [partial(changed, found, renewal_months=months) for months in (24, 36)]
    assert at_once(*acts) == ["ContractChanged", "done"]
    with inside():
        assert SupplyContract.objects.get().renewal_months in (24, 36)
        assert events("contract.changed") == 1


def test_one_renews_and_one_ends_it(inside):
    with inside():
        found = making.near()
    acts = [partial(changed, found, renewal_months=24), partial(making.ended, found)]
    assert at_once(*acts) == ["ContractChanged", "done"]
    with inside():
        stands = SupplyContract.objects.get()
        assert (stands.renewal_months == 24) != (stands.ended_on is not None)


def test_two_evaluate_it(inside):
    with inside():
        found = making.supply()
        read = making.of_year()
    acts = [
        partial(reviews.review_contracts, read.year, {found: said}, read=read, by=None)
        for said in (making.GOOD, POOR)
    ]
    assert at_once(*acts) == ["ReviewChanged", "done"]
    with inside():
        stands = ContractReview.objects.get()
        assert (stands.quality, stands.proposal) in [
            ("good", "continue"),
            ("poor", "end"),
        ]
        assert ContractsEvaluation.objects.count() == 1
        assert events("contracts.reviewed") == 1


def test_two_programs_evaluate_it_and_nothing_is_doubled(inside):
    """Whoever does not say what he read replaces; the same once more is nothing new."""
    with inside():
        found = making.supply()
    act = partial(making.evaluate, found)
    assert at_once(act, act, act) == ["done"] * 3
    with inside():
        assert (
            ContractReview.objects.count() == ContractsEvaluation.objects.count() == 1
        )
        assert events("contracts.reviewed") == 1
