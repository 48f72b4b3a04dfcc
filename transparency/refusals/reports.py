"""What reports and goals refuse, told to a person."""

from django.utils.translation import gettext as _

from transparency import errors


def sentence(error: errors.TransparencyError) -> str:
    """Say why nothing was changed."""
    return {
        errors.ReportPublished: _("This report is published: it stays as it is."),
        errors.ReportApproved: _(
            "The members approved these accounts: they stay as they are."
        ),
        errors.ReportNotMade: _(
            "Its documents are not made in every language yet: wait until they are."
        ),
        errors.ReportReviewed: _("Somebody has reviewed this report already."),
        errors.ReportNotReviewed: _(
            "Nobody has reviewed this report as it stands now."
        ),
        errors.ReviewerPublishes: _("Somebody else must publish what you reviewed."),
        errors.ReportNotApproved: _(
            "The members have not approved these accounts on their assembly yet."
        ),
        errors.ReportNotPublished: _("Only what is published is corrected."),
        errors.ReportCorrected: _(
            "There is a later version of this report: correct that one."
        ),
        errors.ReportNotCorrection: _(
            "Only a correction is discarded: the first report of a period stays."
        ),
        errors.ReportDiscarded: _("This draft has been discarded already."),
        errors.NotYearlyAccounts: _(
            "The members approve yearly accounts once, and the auditor writes on them "
            "only."
        ),
        errors.GoalThere: _("This goal is set for that day already."),
        errors.MeasuredInTheFuture: _("This day has not come yet."),
    }[type(error)]
