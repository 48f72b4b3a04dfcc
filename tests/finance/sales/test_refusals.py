"""Every refusal of a sale has its sentence, for people and for programs."""

import inspect
from datetime import date

import pytest

from finance.api.problems.sales import REFUSALS
from finance.errors import BeforeOpening, FinanceError
from finance.errors import sales as errors
from finance.refusals.sales import NAMING, PLAIN, sentence
from tests.finance.sales.making import carried_out, days_ago, planned
from tests.finance.sales.test_deed import funded

ERRORS = [
    error
    for _name, error in inspect.getmembers(errors, inspect.isclass)
    if issubclass(error, FinanceError) and error is not FinanceError
]


@pytest.mark.parametrize("error", ERRORS)
def test_each_has_one_sentence_and_a_code(error):
    assert (error in PLAIN) != (error in NAMING)
    assert REFUSALS[error].detail is sentence
    assert sentence(error("A3")).endswith((".", "first."))


def test_the_opening_of_the_books_is_named(acacias):
    funded(ago=10)
    with pytest.raises(BeforeOpening) as refused:
        carried_out(planned("A", ago=11))
    assert sentence(refused.value) == (
        f"The books begin on {days_ago(10):%d/%m/%Y}, and the opening balances hold what "
        "was before: record that change of owner on the page of the lot."
    )
    assert sentence(BeforeOpening(date(2026, 1, 2))).startswith(
        "The books begin on 02/01/2026"
    )
