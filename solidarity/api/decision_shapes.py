"""What was decided on one's own request, in JSON, and what is said against it."""

from rest_framework import serializers

from koprogo.api.bodies import FormBody
from koprogo.api.fields import Balance
from solidarity.forms.appeals import AppealForm, OfferForm
from solidarity.forms.public import TestimonyForm
from solidarity.models import Appeal, Testimony, Verdict


class FundTermsShape(serializers.Serializer):
    """``months``: null of what does not come back; ``won_part``: which part does, when
    the case is won and damages are obtained.
    """

    is_counter = serializers.BooleanField()
    amount = Balance()
    months = serializers.IntegerField(allow_null=True)
    percent = serializers.DecimalField(max_digits=4, decimal_places=2)
    won_part = serializers.DecimalField(max_digits=3, decimal_places=2, allow_null=True)


class FundVotesShape(serializers.Serializer):
    """How many, never who.

    ``needed``: how many had to be for it; null: more than were against it.
    """

    votes_for = serializers.IntegerField()
    votes_against = serializers.IntegerField()
    abstentions = serializers.IntegerField()
    may_vote = serializers.IntegerField()
    needed = serializers.IntegerField(allow_null=True)
    with_lawyer = serializers.BooleanField()


class FundAppealShape(serializers.Serializer):
    """``answer``: the reasons of whoever decided on it."""

    uuid = serializers.UUIDField(source="appeal.uuid")
    body = serializers.ChoiceField(Appeal.Body.choices, source="appeal.body")
    text = serializers.CharField()
    filed_at = serializers.DateTimeField(source="appeal.filed_at")
    outcome = serializers.ChoiceField(
        Appeal.Outcome.choices, source="appeal.outcome", allow_blank=True
    )
    answer = serializers.CharField()
    decided_at = serializers.DateTimeField(source="appeal.decided_at", allow_null=True)


class FundDecisionShape(serializers.Serializer):
    """``terms``: null of a refusal. ``may_answer``, ``may_appeal``: still, today."""

    uuid = serializers.UUIDField(source="verdict.uuid")
    outcome = serializers.ChoiceField(Verdict.Outcome.choices, source="verdict.outcome")
    decided_at = serializers.DateTimeField(source="verdict.decided_at")
    reasons = serializers.CharField()
    derogation = serializers.CharField()
    terms = FundTermsShape(allow_null=True)
    votes = FundVotesShape()
    answer_by = serializers.DateField(source="verdict.answer_by", allow_null=True)
    answer = serializers.ChoiceField(
        Verdict.Answer.choices, source="verdict.answer", allow_blank=True
    )
    answered_at = serializers.DateTimeField(
        source="verdict.answered_at", allow_null=True
    )
    appeal_by = serializers.DateField(source="verdict.appeal_by", allow_null=True)
    may_answer = serializers.BooleanField()
    may_appeal = serializers.BooleanField()
    appeals = FundAppealShape(many=True)


class FundOfferAnswerBody(FormBody):
    form_class = OfferForm


class FundAppealBody(FormBody):
    form_class = AppealForm


# What a person says to everybody


class FundTestimonyShape(serializers.Serializer):
    """``state``: null as long as nothing was written. ``remark``: what the committee
    asks to leave out; ``year``: all that is published of its date.
    """

    state = serializers.ChoiceField(Testimony.State.choices, allow_null=True)
    text = serializers.CharField()
    remark = serializers.CharField()
    language = serializers.CharField()
    year = serializers.IntegerField(allow_null=True)
    changed_at = serializers.DateTimeField(allow_null=True)


class FundTestimonyBody(FormBody):
    """``consent`` says that the text may be public; without it nothing is kept."""

    form_class = TestimonyForm
