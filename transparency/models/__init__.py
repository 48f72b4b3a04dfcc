from transparency.models.allocations import (
    Allocation,
    AllocationLine,
    Endowment,
    Idea,
    IdeaSupport,
    Spending,
)
from transparency.models.contributions import (
    Contribution,
    ContributionDocument,
    Receipt,
)
from transparency.models.offices import OFFICES, Office
from transparency.models.publishing import CheckResult, Goal, Publication
from transparency.models.reports import Report, ReportDocument, SurplusQuestion
from transparency.models.tariffs import Audience, PriceStep, Schedule, ScheduleTier
from transparency.models.vouchers import Quarter, Voucher, VoucherEntry

__all__ = [
    "OFFICES",
    "Allocation",
    "AllocationLine",
    "Audience",
    "CheckResult",
    "Contribution",
    "ContributionDocument",
    "Endowment",
    "Goal",
    "Idea",
    "IdeaSupport",
    "Office",
    "PriceStep",
    "Publication",
    "Quarter",
    "Receipt",
    "Report",
    "ReportDocument",
    "Schedule",
    "ScheduleTier",
    "Spending",
    "SurplusQuestion",
    "Voucher",
    "VoucherEntry",
]
