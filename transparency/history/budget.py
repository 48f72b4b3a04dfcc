"""The sentences for ideas, allocations, what was spent, and offices."""

from django.db.models import F, Value
from django.db.models.functions import Concat, Trim
from django.utils.translation import gettext_lazy as _

from koprogo.slots import AuditTarget, AuditWords

IDEAS = _("Ideas")
BUDGET = _("Participatory budget")
OFFICES = _("Offices")

WORDS = {
    "idea.proposed": AuditWords(IDEAS, _("An idea was proposed: %(object)s.")),
    "idea.changed": AuditWords(IDEAS, _("The idea “%(object)s” was changed.")),
    "idea.supported": AuditWords(
        IDEAS, _("One member more supports the idea “%(object)s”.")
    ),
    "idea.unsupported": AuditWords(
        IDEAS, _("One member less supports the idea “%(object)s”.")
    ),
    "idea.answered": AuditWords(
        IDEAS, _("The board answered the idea “%(object)s”: %(state)s.")
    ),
    "allocation.prepared": AuditWords(
        BUDGET, _("A division of %(amount)s was prepared: %(object)s.")
    ),
    "allocation.changed": AuditWords(
        BUDGET, _("The division “%(object)s” was changed.")
    ),
    "allocation.discarded": AuditWords(
        BUDGET, _("The division “%(title)s” was discarded.")
    ),
    "allocation.adopted": AuditWords(
        BUDGET, _("The members adopted the division “%(object)s” of %(amount)s.")
    ),
    "fund.endowed": AuditWords(
        BUDGET, _("The members gave the solidarity fund %(amount)s.")
    ),
    "fund.paid": AuditWords(
        BUDGET, _("%(amount)s was paid to the solidarity fund on %(day)s.")
    ),
    "spending.recorded": AuditWords(
        BUDGET, _("%(amount)s was noted as spent: %(object)s.")
    ),
    "office.given": AuditWords(
        OFFICES,
        _("%(object)s holds an office from %(since)s until %(until)s: %(role)s."),
    ),
    "office.ended": AuditWords(
        OFFICES, _("An office ends on %(on)s: %(role)s. %(reason)s")
    ),
}

TARGETS = {
    "transparency.Idea": AuditTarget("idea", F("title")),
    "transparency.Allocation": AuditTarget("asbl-allocation", F("title")),
    "transparency.Spending": AuditTarget("spending", F("description")),
    "transparency.Office": AuditTarget(
        "office",
        Trim(Concat("owner__first_name", Value(" "), "owner__last_name")),
    ),
}

VALUES = {"state": _("Status")}
