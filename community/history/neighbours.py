"""What the council did between neighbours, in words that name nobody and no text."""

from django.utils.translation import gettext_lazy as _

from community.models import Post, Report
from koprogo.slots import AuditWords

NEIGHBOURS = _("Neighbours")

WORDS = {
    "post.pinned": AuditWords(
        NEIGHBOURS,
        _("Something that a neighbour wrote stands on top until %(top_until)s."),
    ),
    "post.unpinned": AuditWords(
        NEIGHBOURS, _("Something that a neighbour wrote stands on top no longer.")
    ),
    "report.answered": AuditWords(
        NEIGHBOURS, _("What a neighbour reported was answered: %(report_answer)s.")
    ),
    "report.appeal_answered": AuditWords(
        NEIGHBOURS, _("The appeal of a neighbour was answered: %(report_answer)s.")
    ),
}
TARGETS: dict = {}
VALUES = {
    "top_until": Post._meta.get_field("pinned_until"),
    "report_answer": Report._meta.get_field("outcome"),
}
