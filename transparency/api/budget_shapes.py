"""Ideas, allocations, what was spent, and offices in JSON."""

from decimal import Decimal

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from koprogo.api.bodies import FormBody
from koprogo.api.fields import Money, RowField
from transparency.access import Permission
from transparency.forms.allocations import MOST_LINES, AllocationForm, SpendingForm
from transparency.forms.elections import OfficeEndForm
from transparency.forms.ideas import AnswerForm, IdeaForm
from transparency.models import OFFICES, AllocationLine, Idea
from transparency.queries.allocations import LineDraft, commitments
from transparency.queries.ideas import takeable_ideas

# What is shown


class IdeaShape(serializers.ModelSerializer):
    """``supporters``: how many support it; ``is_mine``: whether you do. ``author``: null
    for who is no member.
    """

    author = serializers.SerializerMethodField()
    supporters = serializers.IntegerField()
    is_mine = serializers.BooleanField()

    class Meta:
        model = Idea
        fields = [
            "uuid",
            "title",
            "text",
            "language",
            "author",
            "state",
            "answer",
            "supporters",
            "is_mine",
            "created_at",
        ]

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_author(self, idea):
        access = self.context["request"].access
        return str(idea.author) if access.allows(Permission.SUPPORT_IDEAS) else None


class AllocationLineShape(serializers.Serializer):
    """``amount``: of a proposal, what it would come to."""

    uuid = serializers.UUIDField(source="line.uuid")
    purpose = serializers.ChoiceField(AllocationLine.Purpose, source="line.purpose")
    title = serializers.CharField(source="line.title")
    idea = serializers.UUIDField(source="line.idea.uuid", default=None, allow_null=True)
    percent = serializers.DecimalField(
        max_digits=5, decimal_places=2, source="line.percent"
    )
    amount = Money()
    spent = Money()
    left = Money()


class AllocationShape(serializers.Serializer):
    """``adopted_on``: null while it is a proposal, which can be changed."""

    uuid = serializers.UUIDField()
    title = serializers.CharField()
    amount = Money()
    explanation = serializers.CharField()
    decision = serializers.UUIDField(allow_null=True)
    decision_text = serializers.CharField()
    adopted_on = serializers.DateField(allow_null=True)
    lines = serializers.SerializerMethodField()

    @extend_schema_field(AllocationLineShape(many=True))
    def get_lines(self, allocation):
        return AllocationLineShape(commitments(allocation), many=True).data


class DistributableShape(serializers.Serializer):
    """``surplus``: earned until the end of last month and not given out; ``target``: of
    the reserve; ``amount``: what can be distributed.
    """

    surplus = Money()
    reserve = Money()
    target = Money()
    amount = Money()


class SpendingShape(serializers.Serializer):
    """``amount``: below 0 it corrects what was noted too much."""

    uuid = serializers.UUIDField()
    line = serializers.UUIDField(source="line.uuid")
    amount = Money()
    spent_on = serializers.DateField()
    description = serializers.CharField()


class EndowmentShape(serializers.Serializer):
    uuid = serializers.UUIDField()
    amount = Money()
    given_on = serializers.DateField()
    decision = serializers.UUIDField()
    decision_text = serializers.CharField()
    paid_on = serializers.DateField(allow_null=True)


class OfficeShape(serializers.Serializer):
    """``person``: of the account; ``decision``: in words, where one gave the office."""

    person = serializers.UUIDField()
    name = serializers.CharField()
    role = serializers.ChoiceField([(role.value, role.label) for role in OFFICES])
    since = serializers.DateField()
    until = serializers.DateField(allow_null=True)
    decision = serializers.CharField()
    decided_on = serializers.DateField(allow_null=True)
    end_reason = serializers.CharField()


class TariffPreviewShape(serializers.Serializer):
    happens = serializers.ListField(child=serializers.CharField())


# What is sent


class IdeaBody(FormBody):
    form_class = IdeaForm


class IdeaAnswerBody(FormBody):
    form_class = AnswerForm


class AllocationLineBody(serializers.Serializer):
    purpose = serializers.ChoiceField(AllocationLine.Purpose)
    percent = serializers.DecimalField(
        max_digits=5,
        decimal_places=2,
        min_value=Decimal("0.01"),
        max_value=Decimal(100),
    )
    title = serializers.CharField(
        max_length=AllocationLine._meta.get_field("title").max_length,
        allow_blank=True,
        default="",
    )
    idea = RowField(takeable_ideas, allow_null=True, default=None)


class AllocationBody(FormBody):
    """The lines are 100 % together."""

    form_class = AllocationForm

    lines = AllocationLineBody(many=True, min_length=1, max_length=MOST_LINES)

    def validate_lines(self, lines):
        return [LineDraft(**line) for line in lines]


class SpendingBody(FormBody):
    form_class = SpendingForm


class OfficeEndBody(FormBody):
    form_class = OfficeEndForm
