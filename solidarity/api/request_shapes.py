"""One's own requests in JSON. Amounts are EUR as text; parts of a score are fractions."""

from rest_framework import serializers

from koprogo.api.bodies import FormBody, UploadBody
from koprogo.api.fields import Balance
from solidarity.answers import Payee
from solidarity.eligibility import Rule, Verdict
from solidarity.forms import requests as forms
from solidarity.forms.papers import PapersForm
from solidarity.models import Opening, Paper, Request, RequestConsent
from solidarity.scoring import Advice, Household, Urgency
from solidarity.terms import Kind


def _of(choices, **known):
    """Return a choice that may not be made yet."""
    names = [each.value for each in choices]
    return serializers.ChoiceField(names, allow_null=True, **known)


class FundRequestShape(serializers.Serializer):
    """``decide_by``: the last day for a decision; ``decide_at``: the last moment, of
    what is urgent.
    """

    uuid = serializers.UUIDField()
    code = serializers.CharField()
    state = serializers.ChoiceField(Request.State.choices)
    kind = serializers.CharField()
    is_urgent = serializers.BooleanField()
    created_at = serializers.DateTimeField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    complete_at = serializers.DateTimeField(allow_null=True)
    decide_by = serializers.DateField(allow_null=True)
    decide_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)


class FundAnswersShape(serializers.Serializer):
    """What the request says; empty or null: not said yet."""

    first_name = serializers.CharField()
    last_name = serializers.CharField()
    born_on = serializers.DateField(allow_null=True)
    street = serializers.CharField()
    postal_code = serializers.CharField()
    city = serializers.CharField()
    phone = serializers.CharField()
    participation = serializers.CharField()
    co_ownership = serializers.CharField()
    household = _of(Household)
    net_income = Balance(allow_null=True)
    housing = Balance(allow_null=True)
    charges = Balance(allow_null=True)
    loans = Balance(allow_null=True)
    properties = serializers.IntegerField(allow_null=True)
    asset_income = Balance(allow_null=True)
    kind = _of(Kind)
    amount = Balance(allow_null=True)
    urgency = _of(Urgency)
    eviction_on = serializers.DateField(allow_null=True)
    is_exceptional = serializers.BooleanField()
    payee = _of(Payee)
    creditors = serializers.CharField()
    reason = serializers.CharField()
    months = serializers.IntegerField(allow_null=True)
    iban = serializers.CharField()
    debt_ratio = serializers.CharField(allow_null=True)


class FundConditionShape(serializers.Serializer):
    """``found`` beside its ``limit``: an amount, a number, a day or a fraction."""

    rule = serializers.ChoiceField([each.value for each in Rule])
    holds = serializers.BooleanField()
    may_derogate = serializers.BooleanField()
    found = serializers.CharField(allow_null=True)
    limit = serializers.CharField(allow_null=True)


class FundScoreShape(serializers.Serializer):
    """The parts are exact, such as ``1000/13``; only ``total`` is rounded."""

    income = serializers.CharField()
    debt = serializers.CharField()
    urgency = serializers.CharField()
    total = serializers.IntegerField()
    advice = serializers.ChoiceField([each.value for each in Advice])


class FundAnalysisShape(serializers.Serializer):
    """What was found: it orders and informs, people decide."""

    verdict = serializers.ChoiceField([each.value for each in Verdict])
    lines = FundConditionShape(many=True)
    score = FundScoreShape()
    ratio = serializers.CharField(allow_null=True)
    instalment = Balance(allow_null=True)


class FundLacksShape(serializers.Serializer):
    """What is missing: answers by section, consents, kinds of documents."""

    sections = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField())
    )
    consents = serializers.ListField(child=serializers.CharField())
    papers = serializers.ListField(child=serializers.CharField())
    may_be_sent = serializers.BooleanField()


class FundConsentShape(serializers.Serializer):
    purpose = serializers.ChoiceField(RequestConsent.Purpose.choices)
    version = serializers.IntegerField()
    given_at = serializers.DateTimeField()


class FundQuestionShape(serializers.Serializer):
    uuid = serializers.UUIDField()
    text = serializers.CharField()
    asked_at = serializers.DateTimeField(source="row.asked_at")
    answer = serializers.CharField()
    answered_at = serializers.DateTimeField(source="row.answered_at", allow_null=True)


class FundRequestDetail(serializers.Serializer):
    """``analysis``: null of a draft; ``consents``: those that hold."""

    request = FundRequestShape()
    answers = FundAnswersShape()
    analysis = FundAnalysisShape(allow_null=True)
    lacks = FundLacksShape()
    consents = FundConsentShape(many=True)
    questions = FundQuestionShape(many=True)


class FundPaperShape(serializers.Serializer):
    uuid = serializers.UUIDField()
    kind = serializers.ChoiceField(Paper.Kind.choices, source="row.kind")
    name = serializers.CharField()
    content_type = serializers.CharField(source="row.content_type")
    size = serializers.IntegerField(source="row.size")
    added_at = serializers.DateTimeField(source="row.added_at")


class FundOpeningShape(serializers.Serializer):
    """``by``: the seat of the committee; empty: somebody else of the ASBL."""

    by = serializers.CharField()
    what = serializers.ChoiceField(Opening.What.choices)
    at = serializers.DateTimeField()


class FundSectionBody(FormBody):
    """A section; what the body leaves out stays as it is."""

    needs = ("answers", "whole")

    def form(self, data):
        self.made = super().form(data)
        return self.made

    def validate(self, attrs):
        super().validate(attrs)
        return self.made.said()

    def _is_required(self, field):
        return False


class FundIdentityBody(FundSectionBody):
    """``participation``: the uuid of one that contributes, ``none``, or ``elsewhere``
    with the ``kbo`` of a co-ownership that hosts itself.
    """

    form_class = forms.IdentityForm
    needs = (*FundSectionBody.needs, "memberships", "user")

    participation = serializers.CharField(max_length=36, required=False)


class FundFinancesBody(FundSectionBody):
    form_class = forms.FinancesForm


class FundHelpBody(FundSectionBody):
    form_class = forms.HelpForm
    needs = (*FundSectionBody.needs, "terms")


class FundReasonBody(FundSectionBody):
    form_class = forms.ReasonForm


class FundPlanBody(FundSectionBody):
    form_class = forms.PlanForm
    needs = (*FundSectionBody.needs, "terms")


class FundConsentsBody(FundSectionBody):
    """Those that are true are given; the others are withdrawn."""

    form_class = forms.ConsentsForm
    needs = (*FundSectionBody.needs, "given")

    def validate(self, attrs):
        super().validate(attrs)
        return {"given": self.made.given()}


class FundPapersBody(UploadBody):
    form_class = PapersForm


class FundQuestionAnswerBody(FormBody):
    form_class = forms.AnswerForm
