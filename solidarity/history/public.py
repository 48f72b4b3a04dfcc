"""The sentences for reports, terms, reviews, testimonies, and what is forgotten."""

from django.db.models import Case, CharField, Value, When
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from koprogo.slots import AuditTarget, AuditWords

REPORTS = _("Reports of the fund")
TERMS = _("Terms of the fund")
TESTIMONIES = _("Testimonies")
RETENTION = _("What is forgotten")

WORDS: dict = {
    "fund_report.made": AuditWords(
        REPORTS, _("A report of the fund was made: %(object)s.")
    ),
    "fund_report.reviewed": AuditWords(
        REPORTS, _("The report of the fund %(object)s was reviewed.")
    ),
    "fund_report.published": AuditWords(
        REPORTS, _("The report of the fund %(object)s was published.")
    ),
    "fund_report.erratum": AuditWords(
        REPORTS, _("An erratum was put beside the report of the fund %(object)s.")
    ),
    "fund_outcome.declared": AuditWords(
        REPORTS, _("The committee declared what was avoided in %(year)s.")
    ),
    "fund_goal.set": AuditWords(
        REPORTS, _("A goal of the fund was set from %(since)s.")
    ),
    "fund_terms.written": AuditWords(
        TERMS, _("New terms of the fund were written, in force from %(since)s.")
    ),
    "legal_review.noted": AuditWords(
        TERMS, _("A legal review of the loans was noted.")
    ),
    "testimony.sent": AuditWords(TESTIMONIES, _("A testimony was sent.")),
    "testimony.opened": AuditWords(
        TESTIMONIES, _("A testimony was opened by a member of the committee.")
    ),
    "testimony.asked": AuditWords(
        TESTIMONIES, _("The committee asked for a change of a testimony.")
    ),
    "testimony.read": AuditWords(
        TESTIMONIES, _("A member of the committee read a testimony.")
    ),
    "testimony.published": AuditWords(TESTIMONIES, _("A testimony was published.")),
    "testimony.withdrawn": AuditWords(TESTIMONIES, _("A testimony was taken back.")),
    "request.forgotten": AuditWords(
        RETENTION, _("What was kept of a request was forgotten: its key is gone.")
    ),
    "request.draft_deleted": AuditWords(RETENTION, _("A draft was deleted.")),
    "fund_request.left": AuditWords(
        RETENTION, _("A request was withdrawn: its person closed the account.")
    ),
}

_YEAR = Cast("year", CharField())
TARGETS: dict = {
    "solidarity.FundReport": AuditTarget(
        "fund-report",
        Case(
            When(quarter=None, then=_YEAR),
            default=Concat(
                _YEAR,
                Value(" Q"),
                Cast("quarter", CharField()),
                output_field=CharField(),
            ),
        ),
    ),
}
VALUES: dict = {
    "regime": _("regime"),
    "life": _("what was kept"),
    "period": _("period"),
}
