"""What neighbours report, what was answered, and an appeal against it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.models.neighbours import Neighbour
from community.models.posts import Comment, Post
from koprogo.fields import person
from koprogo.tenancy.fields import TenantForeignKey
from koprogo.tenancy.models import TenantRow


class Report(TenantRow):
    """A neighbour reports a post or a comment; the council, or the syndic, answers.

    ``outcome``: it stays, or it was taken away; ``reasons`` go to its author and to who
    reported it. Its author may appeal once: somebody else looks at it again.
    """

    class Reason(models.TextChoices):
        OFFENDS = "offends", _("It offends or threatens somebody")
        PRIVATE = "private", _("It tells something private")
        UNLAWFUL = "unlawful", _("It is against the law")
        SELLS = "sells", _("It is advertising")
        ELSEWHERE = "elsewhere", _("It does not belong here")
        OTHER = "other", _("Something else")

    class Outcome(models.TextChoices):
        STAYS = "stays", _("It stays")
        HIDDEN = "hidden", _("It was taken away")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    post = TenantForeignKey(Post, null=True, related_name="reports", db_index=False)
    comment = TenantForeignKey(
        Comment, null=True, related_name="reports", db_index=False
    )
    reporter = TenantForeignKey(Neighbour, related_name="+", db_index=False)
    reason = models.CharField(_("reason"), max_length=9, choices=Reason)
    text = models.CharField(_("in your words"), max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(_("answer"), max_length=6, choices=Outcome, blank=True)
    reasons = models.CharField(_("reasons"), max_length=500, blank=True)
    decided_by = person()
    decided_at = models.DateTimeField(null=True, editable=False)
    appeal = models.CharField(_("appeal"), max_length=500, blank=True)
    appealed_at = models.DateTimeField(null=True, editable=False)
    appeal_outcome = models.CharField(max_length=6, choices=Outcome, blank=True)
    appeal_reasons = models.CharField(_("reasons"), max_length=500, blank=True)
    appeal_by = person()
    appeal_decided_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(post=None, comment__isnull=False)
                | Q(post__isnull=False, comment=None),
                name="report_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(
                    reason__in=[
                        "offends",
                        "private",
                        "unlawful",
                        "sells",
                        "elsewhere",
                        "other",
                    ]
                ),
                name="report_reason_known",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at=None, reasons="")
                | Q(outcome__in=["stays", "hidden"], decided_at__isnull=False)
                & ~Q(reasons=""),
                name="report_answered_with_reasons",
            ),
            models.CheckConstraint(
                condition=Q(appeal="", appealed_at=None)
                | ~Q(appeal="") & Q(appealed_at__isnull=False, outcome="hidden"),
                name="report_appealed_when_hidden",
            ),
            models.CheckConstraint(
                condition=Q(
                    appeal_outcome="", appeal_decided_at=None, appeal_reasons=""
                )
                | Q(
                    appeal_outcome__in=["stays", "hidden"],
                    appeal_decided_at__isnull=False,
                    appealed_at__isnull=False,
                )
                & ~Q(appeal_reasons=""),
                name="report_appeal_answered",
            ),
            models.UniqueConstraint(
                fields=["tenant", "post", "reporter"],
                condition=Q(outcome=""),
                name="report_of_post_once",
            ),
            models.UniqueConstraint(
                fields=["tenant", "comment", "reporter"],
                condition=Q(outcome=""),
                name="report_of_comment_once",
            ),
        ]

    def __str__(self):
        return self.get_reason_display()
