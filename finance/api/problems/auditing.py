"""What the check of the accounts and the register of interests refuse, to programs."""

from finance.errors import auditing as errors
from finance.refusals.auditing import sentence
from koprogo.api.problems import REFUSALS, Refusal

REFUSALS |= {
    errors.AlreadyChecking: Refusal("already-checking", sentence),
    errors.NotTheAuditor: Refusal("not-the-auditor", sentence),
    errors.CheckSigned: Refusal("check-signed", sentence),
    errors.SampleShrinks: Refusal(
        "sample-shrinks", sentence, status=400, field="random"
    ),
    errors.NotInSample: Refusal("not-in-sample", sentence),
    errors.NotConcluded: Refusal("not-concluded", sentence),
    errors.AlreadyAnswered: Refusal("already-answered", sentence),
    errors.DeclaredInTheFuture: Refusal(
        "declared-in-the-future", sentence, status=400, field="declared_on"
    ),
    errors.AlreadyDeclared: Refusal("already-declared", sentence),
    errors.AlreadyEnded: Refusal("already-ended", sentence),
    errors.WrongEnd: Refusal("wrong-end", sentence, status=400, field="ended_on"),
}
