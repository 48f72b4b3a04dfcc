"""The sentences for the fund itself, and for what it promised."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from koprogo.slots import AuditTarget, AuditWords

FUND = _("Solidarity fund")

WORDS = {
    "fund.founded": AuditWords(FUND, _("The solidarity fund was founded.")),
    "aid.promised": AuditWords(FUND, _("%(amount)s was promised: %(object)s.")),
    "aid.released": AuditWords(
        FUND, _("A promise of %(amount)s was taken back: %(object)s.")
    ),
    "plan.made": AuditWords(FUND, _("A plan of instalments was made: %(object)s.")),
}
TARGETS = {
    "solidarity.Aid": AuditTarget("aid", F("code")),
}
VALUES: dict = {}
