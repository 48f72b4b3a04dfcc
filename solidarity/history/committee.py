"""The sentences for the committee's work: by code and seat, never what a file says."""

from django.db.models import CharField, F
from django.db.models.functions import Cast, TruncDate
from django.utils.translation import gettext_lazy as _

from koprogo.slots import AuditTarget, AuditWords
from solidarity.models.committee import Seat

COMMITTEE = _("Solidarity committee")
APPEALS = _("Appeals")

WORDS = {
    "seat.given": AuditWords(
        COMMITTEE,
        _("%(object)s holds a seat from %(since)s until %(until)s: %(chair)s."),
    ),
    "seat.ended": AuditWords(
        COMMITTEE, _("The seat of %(object)s ends on %(on)s: %(chair)s.")
    ),
    "file.opened": AuditWords(COMMITTEE, _("The file %(object)s was opened.")),
    "paper.opened": AuditWords(
        COMMITTEE, _("A document of the file %(object)s was opened.")
    ),
    "paper.confirmed": AuditWords(
        COMMITTEE, _("A document of the file %(object)s was confirmed.")
    ),
    "recusal.found": AuditWords(
        COMMITTEE,
        _("The platform found that a member takes no part in %(object)s."),
    ),
    "recusal.declared": AuditWords(
        COMMITTEE, _("A member declared that he takes no part in %(object)s.")
    ),
    "question.asked": AuditWords(
        COMMITTEE, _("The person of the file %(object)s was asked for more.")
    ),
    "session.called": AuditWords(
        COMMITTEE, _("An online session was called: %(object)s.")
    ),
    "session.closed": AuditWords(COMMITTEE, _("The session %(object)s was closed.")),
    "vote.opened": AuditWords(COMMITTEE, _("A vote on %(object)s was opened.")),
    "ballot.cast": AuditWords(COMMITTEE, _("A ballot on %(object)s was cast.")),
    "vote.closed": AuditWords(COMMITTEE, _("A vote on %(object)s was closed.")),
    "verdict.given": AuditWords(COMMITTEE, _("The committee decided on %(object)s.")),
    "offer.answered": AuditWords(COMMITTEE, _("The offer on %(object)s was answered.")),
    "offer.lapsed": AuditWords(
        COMMITTEE, _("The offer on %(object)s lapsed without an answer.")
    ),
    "appeal.filed": AuditWords(
        APPEALS, _("An appeal against the refusal of %(object)s was filed.")
    ),
    "appeal.opened": AuditWords(APPEALS, _("The appeal on %(object)s was opened.")),
    "appeal.decided": AuditWords(APPEALS, _("The appeal on %(object)s was decided.")),
}
TARGETS = {
    "solidarity.Seat": AuditTarget("seat", F("user__name")),
    "solidarity.Session": AuditTarget(
        "fund-session", Cast(TruncDate("begins_at"), CharField())
    ),
    "solidarity.Vote": AuditTarget("fund-vote", F("request__code")),
}
VALUES: dict = {
    "chair": Seat._meta.get_field("chair"),
}
