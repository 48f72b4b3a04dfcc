"""The sentences for what comes back; none names a person or says why."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from finance.history.days import in_figures
from koprogo.slots import AuditTarget, AuditWords
from solidarity.history.base import FUND
from solidarity.models import PlanChange

WORDS: dict = {
    "repayment.recorded": AuditWords(FUND, _("%(amount)s came back: %(object)s.")),
    "repayment.reversed": AuditWords(
        FUND, _("A repayment of %(amount)s was reversed: %(object)s.")
    ),
    "repayment.given_back": AuditWords(
        FUND, _("%(amount)s that came in too much was given back: %(object)s.")
    ),
    "debits.announced": AuditWords(
        FUND, _("Direct debits were announced for %(object)s: %(many)s.")
    ),
    "debits.file_made": AuditWords(
        FUND, _("The file of direct debits for %(object)s was made: %(many)s.")
    ),
    "debits.collected": AuditWords(
        FUND, _("The bank collected the direct debits of %(object)s: %(many)s.")
    ),
    "debit.returned": AuditWords(
        FUND, _("The bank returned a direct debit: %(object)s.")
    ),
    "debit.stopped": AuditWords(FUND, _("A direct debit was stopped: %(object)s.")),
    "plan_change.asked": AuditWords(
        FUND, _("A change of the plan was asked: %(object)s.")
    ),
    "plan_change.withdrawn": AuditWords(
        FUND, _("A wish to change the plan was taken back: %(object)s.")
    ),
    "plan_change.proposed": AuditWords(
        FUND, _("The committee proposed a change of the plan: %(object)s.")
    ),
    "plan_change.agreed": AuditWords(
        FUND, _("A change of the plan was agreed: %(object)s.")
    ),
    "plan_change.declined": AuditWords(
        FUND, _("A change of the plan was declined: %(object)s.")
    ),
    "loan.contacted": AuditWords(
        FUND, _("The committee spoke with the person: %(object)s.")
    ),
    "write_off.proposed": AuditWords(
        FUND, _("It was proposed to write a loan off: %(object)s.")
    ),
    "write_off.confirmed": AuditWords(FUND, _("A loan was written off: %(object)s.")),
    "write_off.refused": AuditWords(FUND, _("A loan was not written off: %(object)s.")),
    "dispute_end.told": AuditWords(FUND, _("How a case ended is known: %(object)s.")),
    "dispute_end.settled": AuditWords(
        FUND, _("How a grant comes back was agreed: %(object)s.")
    ),
    "exclusion.proposed": AuditWords(FUND, _("An exclusion was proposed: %(object)s.")),
    "exclusion.confirmed": AuditWords(FUND, _("A person was excluded: %(object)s.")),
    "exclusion.refused": AuditWords(
        FUND, _("An exclusion was not confirmed: %(object)s.")
    ),
    "exclusion.lift_proposed": AuditWords(
        FUND, _("It was proposed to lift an exclusion: %(object)s.")
    ),
    "exclusion.lifted": AuditWords(FUND, _("An exclusion was lifted: %(object)s.")),
    "exclusion.lift_refused": AuditWords(
        FUND, _("An exclusion was not lifted: %(object)s.")
    ),
}
TARGETS: dict = {
    "solidarity.Repayment": AuditTarget("repayment", F("aid__code")),
    "solidarity.DebitBatch": AuditTarget("debit-batch", in_figures("day")),
}
VALUES: dict = {
    "change": PlanChange._meta.get_field("kind"),
}
