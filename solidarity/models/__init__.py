from solidarity.models.aids import Aid, Plan, PlanLine
from solidarity.models.committee import (
    AgendaItem,
    Appeal,
    Ballot,
    Recusal,
    Seat,
    Session,
    Verdict,
    Vote,
)
from solidarity.models.exclusions import Exclusion
from solidarity.models.fund import FundTerms, LegalReview
from solidarity.models.loans import (
    Contact,
    Debit,
    DebitBatch,
    DisputeEnd,
    PlanChange,
    Repayment,
    WriteOff,
)
from solidarity.models.payouts import (
    AgreementSignature,
    FundAccount,
    FundMovement,
    Payout,
    TransferBatch,
)
from solidarity.models.requests import (
    Opening,
    Paper,
    Question,
    Request,
    RequestConsent,
    RequestKey,
)

__all__ = [
    "AgendaItem",
    "AgreementSignature",
    "Aid",
    "Appeal",
    "Ballot",
    "Contact",
    "Debit",
    "DebitBatch",
    "DisputeEnd",
    "Exclusion",
    "FundAccount",
    "FundMovement",
    "FundTerms",
    "LegalReview",
    "Opening",
    "Paper",
    "Payout",
    "Plan",
    "PlanChange",
    "PlanLine",
    "Question",
    "Recusal",
    "Repayment",
    "Request",
    "RequestConsent",
    "RequestKey",
    "Seat",
    "Session",
    "TransferBatch",
    "Verdict",
    "Vote",
    "WriteOff",
]
