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
from solidarity.models.fund import FundTerms, LegalReview
from solidarity.models.publishing import (
    FundErratum,
    FundGoal,
    FundOutcome,
    FundReport,
    FundReportDocument,
    RequestErasure,
    Testimony,
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
    "Aid",
    "Appeal",
    "Ballot",
    "FundErratum",
    "FundGoal",
    "FundOutcome",
    "FundReport",
    "FundReportDocument",
    "FundTerms",
    "LegalReview",
    "Opening",
    "Paper",
    "Plan",
    "PlanLine",
    "Question",
    "Recusal",
    "Request",
    "RequestConsent",
    "RequestErasure",
    "RequestKey",
    "Seat",
    "Session",
    "Testimony",
    "Verdict",
    "Vote",
]
