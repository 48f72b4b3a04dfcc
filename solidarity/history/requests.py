"""The sentences for requests: what happened, by their code; never whose they are."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from koprogo.slots import AuditTarget, AuditWords

REQUESTS = _("Requests to the fund")

WORDS = {
    "fund_request.sent": AuditWords(REQUESTS, _("Request %(object)s was sent.")),
    "fund_request.complete": AuditWords(REQUESTS, _("Request %(object)s is complete.")),
    "fund_request.corrected": AuditWords(
        REQUESTS, _("Request %(object)s was corrected.")
    ),
    "fund_request.papers_added": AuditWords(
        REQUESTS, _("Documents were added to request %(object)s.")
    ),
    "fund_request.answered": AuditWords(
        REQUESTS, _("A question about request %(object)s was answered.")
    ),
    "fund_request.consent_withdrawn": AuditWords(
        REQUESTS, _("A consent of request %(object)s was withdrawn.")
    ),
    "fund_request.withdrawn": AuditWords(
        REQUESTS, _("Request %(object)s was withdrawn.")
    ),
    "fund_request.lapsed": AuditWords(
        REQUESTS, _("Request %(object)s lapsed: nothing more arrived.")
    ),
}
TARGETS = {
    "solidarity.Request": AuditTarget("fund-request", F("code")),
}
VALUES: dict = {}
