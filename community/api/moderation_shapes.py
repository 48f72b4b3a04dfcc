"""Reports in JSON. Who reported something is in none of them."""

from rest_framework import serializers

from community.forms.moderation import AnswerForm, AppealForm, ReportForm
from community.models import Report
from koprogo.api.bodies import FormBody


class AnswersShape(serializers.Serializer):
    """What was reported and what was answered; ``outcome`` empty: still to come.

    ``post`` or ``comment``: which of both it is about.
    """

    uuid = serializers.UUIDField()
    post = serializers.UUIDField(source="post.uuid", default=None, allow_null=True)
    comment = serializers.UUIDField(
        source="comment.uuid", default=None, allow_null=True
    )
    created_at = serializers.DateTimeField()
    outcome = serializers.ChoiceField(Report.Outcome.choices, allow_blank=True)
    reasons = serializers.CharField()
    decided_at = serializers.DateTimeField(allow_null=True)
    appeal = serializers.CharField()
    appealed_at = serializers.DateTimeField(allow_null=True)
    appeal_outcome = serializers.ChoiceField(Report.Outcome.choices, allow_blank=True)
    appeal_reasons = serializers.CharField()
    appeal_decided_at = serializers.DateTimeField(allow_null=True)


class ComplaintShape(AnswersShape):
    """For who answers: why it was reported, who wrote it, and its words.

    ``waits``: for an answer, or for that to an appeal.
    """

    reason = serializers.ChoiceField(Report.Reason.choices)
    text = serializers.CharField()
    author = serializers.SerializerMethodField()
    said = serializers.SerializerMethodField()
    waits = serializers.BooleanField(default=False)

    def get_author(self, row) -> str:
        return (row.post or row.comment).author.name

    def get_said(self, row) -> str:
        return f"{row.post.title}\n{row.post.text}" if row.post else row.comment.text


class OwnComplaintShape(AnswersShape):
    """``is_mine``: one wrote it oneself. ``may_appeal``: once, when it was taken away."""

    is_mine = serializers.BooleanField()
    may_appeal = serializers.BooleanField()


class ReportBody(FormBody):
    form_class = ReportForm


class ReportAnswerBody(FormBody):
    """Both who wrote it and who reported it read the reasons."""

    form_class = AnswerForm


class AppealBody(FormBody):
    form_class = AppealForm
