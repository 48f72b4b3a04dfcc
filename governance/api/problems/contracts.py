"""What the contracts refuse, told to programs."""

from governance.errors import contracts as errors
from governance.refusals.contracts import sentence
from koprogo.api.problems import REFUSALS, Refusal

REFUSALS |= {
    errors.InterestNotAuthorised: Refusal(
        "interest-not-authorised", sentence, status=400, field="interest"
    ),
    errors.ContractThere: Refusal("contract-there", sentence),
    errors.ContractChanged: Refusal("contract-changed", sentence),
    errors.EndsBeforeItBegins: Refusal(
        "ends-before-it-begins", sentence, status=400, field="on"
    ),
    errors.NotOfTheYear: Refusal("contract-not-of-the-year", sentence),
    errors.EvaluationReported: Refusal("evaluation-reported", sentence),
    errors.ReviewChanged: Refusal("review-changed", sentence),
    errors.YearNotOver: Refusal("year-not-over", sentence),
    errors.ReviewsMissing: Refusal("reviews-missing", sentence),
    errors.NotReported: Refusal("not-reported", sentence),
    errors.NoPointToCome: Refusal("no-point-to-come", sentence),
}
