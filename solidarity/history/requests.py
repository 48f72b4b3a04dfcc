"""The sentences for requests: what happened, by their code; never whose they are."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from koprogo.slots import AuditTarget, AuditWords

REQUESTS = _("Requests")

WORDS = {
    "request.sent": AuditWords(REQUESTS, _("Request %(object)s was sent.")),
    "request.complete": AuditWords(REQUESTS, _("Request %(object)s is complete.")),
    "request.corrected": AuditWords(REQUESTS, _("Request %(object)s was corrected.")),
    "request.papers_added": AuditWords(
        REQUESTS, _("Documents were added to request %(object)s.")
    ),
    "request.answered": AuditWords(
        REQUESTS, _("A question about request %(object)s was answered.")
    ),
    "request.consent_withdrawn": AuditWords(
        REQUESTS, _("A consent of request %(object)s was withdrawn.")
    ),
    "request.withdrawn": AuditWords(REQUESTS, _("Request %(object)s was withdrawn.")),
    "request.lapsed": AuditWords(
        REQUESTS, _("Request %(object)s lapsed: nothing more arrived.")
    ),
}
TARGETS = {
    "solidarity.Request": AuditTarget("request", F("code")),
}
VALUES: dict = {}
