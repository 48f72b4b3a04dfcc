"""Why the books refused to carry out a decision, said to a person."""

from finance.errors import FinanceError
from finance.errors.books import EntryInTheFuture, WorksExist
from finance.refusals import books, budgets

REFUSED = budgets.REFUSED


def sentence(error: FinanceError) -> str:
    """Say why nothing was changed."""
    if isinstance(error, EntryInTheFuture | WorksExist):
        return books.sentence(error)
    return budgets.sentence(error)
