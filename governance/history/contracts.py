"""The contracts for regular supplies."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from koprogo.slots import AuditTarget, AuditWords

CONTRACTS = _("Supply contracts")

WORDS = {
    "contract.recorded": AuditWords(
        CONTRACTS, _("The contract “%(object)s” was recorded from %(since)s on.")
    ),
    "contract.changed": AuditWords(
        CONTRACTS, _("The contract “%(object)s” was changed.")
    ),
    "contract.ended": AuditWords(
        CONTRACTS, _("The contract “%(object)s” was recorded as ended on %(on)s.")
    ),
    "contracts.reviewed": AuditWords(
        CONTRACTS, _("%(number)s contracts were evaluated over %(year)s.")
    ),
    "contracts.reported": AuditWords(
        CONTRACTS, _("The report on the %(number)s contracts of %(year)s was made.")
    ),
}

TARGETS = {
    "governance.SupplyContract": AuditTarget(
        "contract", F("title"), "governance:contract"
    ),
}
