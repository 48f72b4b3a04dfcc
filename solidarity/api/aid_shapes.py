"""One's own help in JSON: agreement, plan, what came back, changes. Amounts are EUR."""

from rest_framework import serializers

from koprogo.api.bodies import FormBody
from koprogo.api.fields import Balance
from solidarity.forms import loans as forms
from solidarity.forms.money import AgreementForm
from solidarity.models import Aid, Plan, PlanChange, Repayment
from solidarity.models.requests import KINDS


class FundAidShape(serializers.Serializer):
    """``code``: the text of a payment that comes back; ``mandate``: of the direct debit.

    ``won_part``: which part of a grant comes back when the case is won with damages.
    """

    uuid = serializers.UUIDField()
    request = serializers.UUIDField(source="request.uuid")
    code = serializers.CharField()
    kind = serializers.ChoiceField(KINDS)
    state = serializers.ChoiceField(Aid.State.choices)
    amount = Balance()
    paid = Balance()
    months = serializers.IntegerField(allow_null=True)
    percent = serializers.DecimalField(max_digits=4, decimal_places=2)
    won_part = serializers.DecimalField(max_digits=3, decimal_places=2, allow_null=True)
    security = serializers.ChoiceField(Aid.Security.choices, allow_blank=True)
    mandate = serializers.CharField()
    promised_at = serializers.DateTimeField()
    signed_at = serializers.DateTimeField(allow_null=True)
    pay_by = serializers.DateField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)


class FundInstalmentShape(serializers.Serializer):
    number = serializers.IntegerField()
    due = serializers.DateField()
    capital = Balance()
    interest = Balance()
    amount = Balance()


class FundAgreementShape(serializers.Serializer):
    """``plan``: as if all were paid out today; ``won``: what comes back of a grant when
    the case is won with damages. ``sha256``: of the PDF, empty until it is made.

    ``sign_at``: the page on which the person signs, after a second factor: no program
    does it for him. Null: nothing is to be signed, or the PDF is not made.
    """

    aid = FundAidShape()
    may_be_made = serializers.BooleanField()
    sign_by = serializers.DateField(allow_null=True)
    sign_at = serializers.CharField(allow_null=True)
    language = serializers.CharField()
    sha256 = serializers.CharField()
    interest = Balance()
    won = Balance()
    plan = FundInstalmentShape(many=True)


class FundAgreementBody(FormBody):
    """What is left out is as the request says it; ``security``: of a works credit."""

    form_class = AgreementForm
    needs = ("aid", "iban")

    def _is_required(self, field):
        return False


# What comes back


class FundStandingShape(serializers.Serializer):
    """What is left by the latest plan. ``late``: what passed its day; it costs nothing."""

    remaining = Balance()
    interest = Balance()
    late = Balance()
    late_since = serializers.DateField(allow_null=True)
    next = FundInstalmentShape(allow_null=True)
    left = FundInstalmentShape(many=True)


class FundCaseEndShape(serializers.Serializer):
    """``settled_at``: since when it is agreed what comes back; ``months``: over how many,
    null where nothing does.
    """

    is_won = serializers.BooleanField()
    has_damages = serializers.BooleanField()
    told_at = serializers.DateTimeField()
    settled_at = serializers.DateTimeField(allow_null=True)
    months = serializers.IntegerField(allow_null=True)


class FundLoanShape(serializers.Serializer):
    """``standing``: null where nothing comes back; ``case_end``: of a dispute grant."""

    aid = FundAidShape()
    standing = FundStandingShape(allow_null=True)
    may_tell_case_end = serializers.BooleanField()
    case_end = FundCaseEndShape(allow_null=True)


class FundPlanVersionShape(serializers.Serializer):
    """``principal``: the capital that was left when it was made."""

    number = serializers.IntegerField()
    reason = serializers.ChoiceField(Plan.Reason.choices)
    principal = Balance()
    made_at = serializers.DateTimeField()
    lines = FundInstalmentShape(many=True, source="lines.all")


class FundRepaymentShape(serializers.Serializer):
    """``surplus``: more than was left, which is given back; ``reversed``: a mistake."""

    uuid = serializers.UUIDField()
    received_on = serializers.DateField()
    way = serializers.ChoiceField(Repayment.Way.choices)
    amount = Balance()
    capital = Balance()
    interest = Balance()
    surplus = Balance()
    reversed = serializers.SerializerMethodField()

    def get_reversed(self, row) -> bool:
        return row.mirror_id is not None


class FundPlanChangeShape(serializers.Serializer):
    """``is_proposed``: by the committee. ``answer`` empty: it waits."""

    uuid = serializers.UUIDField(source="row.uuid")
    kind = serializers.ChoiceField(PlanChange.Kind.choices, source="row.kind")
    is_proposed = serializers.BooleanField(source="row.is_proposed")
    months = serializers.IntegerField(source="row.months", allow_null=True)
    amount = Balance(source="row.amount", allow_null=True)
    words = serializers.CharField()
    asked_at = serializers.DateTimeField(source="row.asked_at")
    answer = serializers.ChoiceField(
        PlanChange.Answer.choices, source="row.answer", allow_blank=True
    )
    reasons = serializers.CharField()
    decided_at = serializers.DateTimeField(source="row.decided_at", allow_null=True)


class FundDeferBody(FormBody):
    form_class = forms.DeferForm


class FundRescheduleBody(FormBody):
    form_class = forms.RescheduleForm


class FundEarlyBody(FormBody):
    """What the person is going to pay early; the plan changes when it has arrived."""

    form_class = forms.EarlyForm


class EarlyQuery(forms.EarlyForm):
    """How much would be paid early."""

    confirmed = None


class FundProposalAnswerBody(FormBody):
    form_class = forms.AnswerForm


class FundCaseEndBody(FormBody):
    form_class = forms.DisputeEndForm

    def validate(self, attrs):
        super().validate(attrs)
        return self.made.said()

    def form(self, data):
        self.made = super().form(data)
        return self.made


class FundExclusionShape(serializers.Serializer):
    """``write_to``: the address of the board that hears whoever is excluded, who names
    ``code``.
    """

    is_excluded = serializers.BooleanField()
    since = serializers.DateTimeField(allow_null=True)
    reasons = serializers.CharField()
    code = serializers.CharField()
    write_to = serializers.CharField()
