"""A file that comes again when its year is over."""

from datetime import date

from finance.models import BankStatement
from tests.finance.banking.statements import imported, moved, statement, states, today
from tests.finance.invoices.making import closed


def test_a_statement_that_is_here_is_known_after_its_year_was_closed(acacias):
    year = today().year - 1
    last = statement(moved("1.00", on=date(year, 12, 31)))
    assert states(imported(last)) == ["imported"]
    closed(year)
    assert states(imported(last)) == ["known"]
    assert BankStatement.objects.count() == 1
