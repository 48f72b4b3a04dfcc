"""What the file of a contested line refuses, told to programs."""

from finance.errors import contests as errors
from finance.refusals.contests import sentence
from koprogo.api.problems import REFUSALS, Refusal

REFUSALS |= {
    errors.NotTheHolder: Refusal("not-the-holder", sentence),
    errors.NothingToContest: Refusal("nothing-to-contest", sentence),
    errors.AlreadyContested: Refusal("already-contested", sentence),
    errors.ContestClosed: Refusal("contest-closed", sentence),
}
