"""The sentences for reports, goals, and the question that a surplus asks."""

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from koprogo.slots import AuditTarget, AuditWords
from transparency.models import Goal

REPORTS = _("Reports")
GOALS = _("Goals")

WORDS = {
    "report.drafted": AuditWords(REPORTS, _("A report was drafted: %(object)s.")),
    "report.corrected": AuditWords(
        REPORTS, _("A correction was begun: version %(version)s of %(object)s.")
    ),
    "report.discarded": AuditWords(
        REPORTS,
        _("A correction was discarded: version %(version)s of %(object)s."),
    ),
    "report.note_written": AuditWords(
        REPORTS, _("The board wrote its note on the report %(object)s.")
    ),
    "report.audited": AuditWords(
        REPORTS, _("The auditor wrote a note on the accounts %(object)s.")
    ),
    "report.reviewed": AuditWords(REPORTS, _("The report %(object)s was reviewed.")),
    "report.approved": AuditWords(
        REPORTS, _("The members approved the accounts %(object)s: %(decision)s")
    ),
    "report.published": AuditWords(REPORTS, _("The report %(object)s was published.")),
    "surplus.asked": AuditWords(
        REPORTS,
        _("Two quarters left more than 25 %%: the members are asked (%(object)s)."),
    ),
    "goal.set": AuditWords(GOALS, _("A goal was set until %(due)s.")),
    "goal.changed": AuditWords(GOALS, _("A goal was changed; it is due on %(due)s.")),
    "goal.measured": AuditWords(GOALS, _("A goal was measured: %(measured)s.")),
}

_YEAR = Cast("year", CharField())

TARGETS = {
    "transparency.Report": AuditTarget(
        "report",
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
    "transparency.Goal": AuditTarget("goal", F("name")),
}

VALUES = {
    "goal_target": Goal._meta.get_field("target"),
    "measured": Goal._meta.get_field("measured"),
    "due": Goal._meta.get_field("due"),
    "sha256": "SHA-256",
}
