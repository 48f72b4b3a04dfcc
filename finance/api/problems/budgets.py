"""What budgets and the reserve rule refuse, told to programs."""

from finance.errors import budgets as errors
from finance.refusals.budgets import sentence
from koprogo.api.problems import REFUSALS, Refusal
from koprogo.ledger.errors import YearDoesNotFit, YearExists

REFUSALS |= {
    errors.AlreadyAdopted: Refusal("already-adopted", sentence),
    errors.NothingBudgeted: Refusal("nothing-budgeted", sentence),
    errors.BudgetYearClosed: Refusal("budget-year-closed", sentence),
    errors.DecidedInTheFuture: Refusal(
        "decided-in-the-future", sentence, status=400, field="decided_on"
    ),
    errors.NotABudgetAccount: Refusal("not-a-budget-account", sentence),
    errors.ReserveTooLow: Refusal("reserve-too-low", sentence),
    errors.AlreadyOptedOut: Refusal("already-opted-out", sentence),
    errors.NotInForce: Refusal("budget-not-in-force", sentence),
    errors.NoInstalmentLeft: Refusal("no-instalment-left", sentence),
    errors.DraftsChanged: Refusal("drafts-changed", sentence),
    YearExists: Refusal("year-exists", sentence),
    YearDoesNotFit: Refusal("year-does-not-fit", sentence),
}
