"""The sentences for agreements, payouts, transfers and the fund's books."""

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from koprogo.slots import AuditTarget, AuditWords

FUND = _("Solidarity fund")

WORDS = {
    "agreement.made": AuditWords(FUND, _("An agreement was made: %(object)s.")),
    "agreement.signed": AuditWords(FUND, _("An agreement was signed: %(object)s.")),
    "agreement.lapsed": AuditWords(
        FUND, _("An agreement was not signed in time: %(object)s.")
    ),
    "aid.drawn": AuditWords(
        FUND, _("Nothing more is drawn of %(object)s: %(amount)s are free again.")
    ),
    "aid.paid-out": AuditWords(FUND, _("Paid out, and closed: %(object)s.")),
    "payout.prepared": AuditWords(
        FUND, _("A payment of %(amount)s was prepared: %(object)s.")
    ),
    "payout.approved": AuditWords(
        FUND, _("A payment of %(amount)s was approved: %(object)s.")
    ),
    "payout.withdrawn": AuditWords(
        FUND, _("A payment of %(amount)s was withdrawn: %(object)s.")
    ),
    "transfers.ordered": AuditWords(
        FUND, _("Transfers of %(amount)s were put together for the bank.")
    ),
    "transfers.executed": AuditWords(FUND, _("Transfers of %(amount)s were paid.")),
    "transfers.discarded": AuditWords(
        FUND, _("Transfers of %(amount)s were not sent to the bank.")
    ),
    "transfer.returned": AuditWords(
        FUND, _("A transfer of %(amount)s came back: %(object)s.")
    ),
    "endowment.noted": AuditWords(
        FUND, _("An endowment of %(amount)s was received: %(object)s.")
    ),
    "endowment.mirrored": AuditWords(
        FUND, _("An endowment of %(amount)s was reversed: %(object)s.")
    ),
    "cost.noted": AuditWords(
        FUND, _("A running cost of %(amount)s was noted: %(object)s.")
    ),
    "cost.mirrored": AuditWords(
        FUND, _("A running cost of %(amount)s was reversed: %(object)s.")
    ),
    "provision.booked": AuditWords(
        FUND, _("The provision was brought up to date: %(amount)s.")
    ),
    "fund.account-set": AuditWords(
        FUND, _("The bank account of the fund is %(iban)s from now on.")
    ),
}
TARGETS = {
    "solidarity.Payout": AuditTarget(
        "payout", Concat(F("aid__code"), Value("-"), Cast("number", CharField()))
    ),
    "solidarity.FundMovement": AuditTarget("fund-movement", F("reference")),
    "solidarity.TransferBatch": AuditTarget("transfers", Cast("on", CharField())),
    "solidarity.FundAccount": AuditTarget("fund-account", F("iban")),
}
VALUES: dict = {}
