"""A draft that somebody discards while another works on it: said, and nothing done."""

import pytest

from finance import services
from finance.api.problems.calls import REFUSALS
from finance.errors import DraftGone
from finance.refusals import budgets as of_budgets
from finance.refusals import calls as of_calls
from finance.refusals import charge_statements as of_charges
from finance.services import budgets, charge_statements
from tests.finance.budgets.books import draft as a_budget
from tests.finance.charge_statements.books import drafted as a_statement
from tests.finance.factories import draft, item

GONE = "This draft was discarded meanwhile."
CALLS = (
    draft,
    services.discard_draft,
    {
        "redrafted": lambda found: services.redraft_call(
            found, title="B", due_on=found.due_on, items=[item("5.00")], by=None
        ),
        "discarded": lambda found: services.discard_draft(found, by=None),
        "issued": lambda found: services.issue_call(found, by=None),
    },
    of_calls.sentence,
)
STATEMENTS = (
    a_statement,
    charge_statements.discard_statement,
    {
        "discarded": lambda found: charge_statements.discard_statement(found, by=None),
        "computed": lambda found: charge_statements.compute_statement(found, by=None),
        "posted": lambda found: charge_statements.post_statement(found, by=None),
    },
    of_charges.sentence,
)
BUDGETS = (
    a_budget,
    budgets.discard_budget,
    {"discarded": lambda found: budgets.discard_budget(found, by=None)},
    of_budgets.sentence,
)
KINDS = {"call": CALLS, "statement": STATEMENTS, "budget": BUDGETS}
CASES = [
    pytest.param(make, discard, act, sentence, id=f"{kind} {what}")
    for kind, (make, discard, acts, sentence) in KINDS.items()
    for what, act in acts.items()
]


@pytest.mark.parametrize(("make", "discard", "act", "sentence"), CASES)
def test_it_is_said(acacias, make, discard, act, sentence):
    found = make()
    seen_by_another = type(found).objects.get(pk=found.pk)
    discard(found, by=None)
    with pytest.raises(DraftGone) as refused:
        act(seen_by_another)
    assert sentence(refused.value) == GONE
    told = REFUSALS[DraftGone]
    assert (told.status, told.code, told.detail(refused.value)) == (
        409,
        "draft-gone",
        GONE,
    )
