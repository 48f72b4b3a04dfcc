"""What the API shows of assemblies in preparation, and what a program sends."""

from datetime import date

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from buildings.api.shapes import HoldingName, KeyName, OwnerName
from buildings.models import Holding, Owner
from governance.forms.agenda import SUBJECT_CHOICES, ItemForm, ReasonForm
from governance.forms.assemblies import AssemblyForm, NewAssemblyForm
from governance.forms.proposals import (
    AnswerForm,
    PlacingForm,
    ProposalForm,
    ReceivedForm,
)
from governance.forms.settings import AssemblySettingsForm
from governance.majorities import Majority
from governance.models import AgendaItem, Assembly, AssemblySettings, Proposal
from governance.queries.agenda import attachable, explain_majority
from governance.queries.assemblies import State, days_of, drafts, state_of
from governance.queries.drafts import LANGUAGES
from koprogo.api.bodies import FormBody
from koprogo.api.fields import Money, RowField

# What is shown


class AssemblySettingsShape(serializers.ModelSerializer):
    """``period_month``, ``period_day``: the first of the fifteen days (art. 3.87 §2)."""

    quote_threshold = Money(allow_null=True)

    class Meta:
        model = AssemblySettings
        fields = AssemblySettingsForm.Meta.fields


class AssemblyShape(serializers.ModelSerializer):
    """An assembly. ``day`` is that of the meeting, in Belgium."""

    day = serializers.DateField()
    state = serializers.SerializerMethodField()
    last_proposal = serializers.SerializerMethodField()
    last_sending = serializers.SerializerMethodField()
    minutes_due = serializers.SerializerMethodField()

    class Meta:
        model = Assembly
        fields = [
            "uuid",
            "kind",
            "session",
            "state",
            "day",
            "starts_at",
            "place",
            "is_remote",
            "remote_access",
            "second_at",
            "consulting",
            "urgency",
            "period_since",
            "last_proposal",
            "last_sending",
            "minutes_due",
        ]

    @extend_schema_field(serializers.ChoiceField(State))
    def get_state(self, assembly):
        return state_of(assembly)

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_last_proposal(self, assembly):
        return _in_json(days_of(assembly).last_proposal)

    @extend_schema_field(serializers.DateField())
    def get_last_sending(self, assembly):
        return _in_json(days_of(assembly).last_sending)

    @extend_schema_field(serializers.DateField())
    def get_minutes_due(self, assembly):
        return _in_json(days_of(assembly).minutes_due)


def _in_json(day: date | None) -> str | None:
    return day and day.isoformat()


class WordsShape(serializers.Serializer):
    """A text by language; empty where it is not written."""

    nl = serializers.CharField()
    fr = serializers.CharField()
    de = serializers.CharField()
    en = serializers.CharField()


class NeededShape(serializers.Serializer):
    """What a decision needs, in the language of the request."""

    majority = serializers.ChoiceField(list(Majority))
    label = serializers.CharField()
    explanation = serializers.CharField()
    source = serializers.CharField()


class PaperShape(serializers.Serializer):
    """A version of a document of the library."""

    document = serializers.UUIDField(source="version.document.uuid")
    version = serializers.UUIDField(source="version.uuid")
    number = serializers.IntegerField(source="version.number")
    title = serializers.CharField(source="version.document.title")


class ConflictShape(serializers.Serializer):
    holding = HoldingName()
    reason = serializers.CharField()


class AgendaItemShape(serializers.Serializer):
    """A point. ``key``: who votes; null: all, with their shares. ``needed``: null
    where no vote is taken. ``effect``: what its adoption causes, on ``effect_ref``.
    """

    uuid = serializers.UUIDField()
    position = serializers.IntegerField()
    kind = serializers.ChoiceField(AgendaItem.Kind)
    subject = serializers.ChoiceField(SUBJECT_CHOICES)
    is_mandatory = serializers.BooleanField()
    title = serializers.SerializerMethodField()
    text = serializers.SerializerMethodField()
    motion = serializers.SerializerMethodField()
    needed = serializers.SerializerMethodField()
    key = KeyName(allow_null=True)
    amount = Money(allow_null=True)
    candidate = serializers.CharField()
    is_secret = serializers.BooleanField()
    effect = serializers.CharField()
    effect_ref = serializers.UUIDField(allow_null=True)
    documents = PaperShape(many=True, source="documents.all")
    conflicts = ConflictShape(many=True, source="conflicts.all")

    @extend_schema_field(WordsShape)
    def get_title(self, item):
        return _by_language(item, "title")

    @extend_schema_field(WordsShape)
    def get_text(self, item):
        return _by_language(item, "text")

    @extend_schema_field(WordsShape)
    def get_motion(self, item):
        return _by_language(item, "motion")

    @extend_schema_field(NeededShape(allow_null=True))
    def get_needed(self, item):
        needs = explain_majority(item.subject, item.assembly.day)
        return needs and NeededShape(needs).data


def _by_language(item: AgendaItem, name: str) -> dict[str, str]:
    return {code: getattr(item, f"{name}_{code}") or "" for code in LANGUAGES}


class FindingShape(serializers.Serializer):
    """What was found before it is convened. ``blocking``: nobody is, while it is so.

    ``item``: the point that it is about.
    """

    code = serializers.CharField()
    blocking = serializers.BooleanField(source="is_blocking")
    text = serializers.CharField()
    item = serializers.UUIDField(allow_null=True)


class AssemblyDetail(AssemblyShape):
    """``findings``: of a draft, for who prepares it."""

    items = AgendaItemShape(many=True, source="points")
    findings = FindingShape(many=True)

    class Meta(AssemblyShape.Meta):
        fields = [*AssemblyShape.Meta.fields, "items", "findings"]


class ItemCostShape(serializers.Serializer):
    """What a decision would cost an account holder: parts of the key, EUR."""

    holding = HoldingName()
    parts = serializers.IntegerField()
    amount = Money()


class AgendaProposalShape(serializers.Serializer):
    """What an owner proposed, and what became of it."""

    uuid = serializers.UUIDField()
    owner = OwnerName()
    title = serializers.CharField()
    text = serializers.CharField()
    received_on = serializers.DateField()
    state = serializers.ChoiceField(Proposal.State)
    answer = serializers.CharField()


# What is sent


class AssemblySettingsBody(FormBody):
    form_class = AssemblySettingsForm

    period_month = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=12
    )
    quote_threshold = Money(required=False, allow_null=True)
    period_day = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=31
    )


class AssemblyBody(FormBody):
    form_class = AssemblyForm


class NewAssemblyBody(FormBody):
    form_class = NewAssemblyForm


class AgendaItemBody(FormBody):
    """A point; of its texts those in the languages of the building count.

    The majority follows from ``subject``. ``budget``: the draft that is to be adopted.
    ``effect``: of the ASBL, the code of what it causes.
    """

    form_class = ItemForm
    needs = ("known",)

    key = serializers.UUIDField(required=False, allow_null=True)
    budget = serializers.UUIDField(required=False, allow_null=True)
    effect = serializers.CharField(required=False, allow_blank=True)
    amount = Money(required=False, allow_null=True)


class MoveBody(serializers.Serializer):
    up = serializers.BooleanField(help_text="Before the point above; else below.")


class ItemDocumentBody(serializers.Serializer):
    """``version``: the newest one of a document that all owners may read."""

    version = RowField(attachable)


class ConflictBody(FormBody):
    form_class = ReasonForm

    holding = RowField(Holding.objects.all)


class ProposalBody(FormBody):
    form_class = ProposalForm


class LetterBody(FormBody):
    """What an owner proposed in writing, with the day on which it arrived."""

    form_class = ReceivedForm

    owner = RowField(Owner.objects.all)


class ProposalAnswerBody(FormBody):
    form_class = AnswerForm


class PlacingBody(FormBody):
    """``assembly``: a draft."""

    form_class = PlacingForm
    needs = ("of_members",)

    assembly = RowField(drafts)
