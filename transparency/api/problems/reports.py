"""What reports and goals refuse, told to programs."""

from koprogo.api.problems import REFUSALS, Refusal
from transparency import errors
from transparency.refusals.reports import sentence

REFUSALS |= {
    errors.ReportPublished: Refusal("report-published", sentence),
    errors.ReportApproved: Refusal("report-approved", sentence),
    errors.ReportNotMade: Refusal("report-not-made", sentence),
    errors.ReportReviewed: Refusal("report-reviewed", sentence),
    errors.ReportNotReviewed: Refusal("report-not-reviewed", sentence),
    errors.ReviewerPublishes: Refusal("reviewer-publishes", sentence),
    errors.ReportNotApproved: Refusal("report-not-approved", sentence),
    errors.ReportNotPublished: Refusal("report-not-published", sentence),
    errors.ReportCorrected: Refusal("report-corrected", sentence),
    errors.ReportNotCorrection: Refusal("report-not-correction", sentence),
    errors.ReportDiscarded: Refusal("report-discarded", sentence),
    errors.NotYearlyAccounts: Refusal("not-yearly-accounts", sentence),
    errors.GoalThere: Refusal("goal-there", sentence, status=400, field="due"),
    errors.MeasuredInTheFuture: Refusal(
        "measured-in-the-future", sentence, status=400, field="measured_on"
    ),
}
