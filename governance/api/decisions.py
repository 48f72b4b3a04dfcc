"""The register of decisions, the tasks after them, and carrying them out."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django_filters.rest_framework import (
    BooleanFilter,
    CharFilter,
    ChoiceFilter,
    FilterSet,
    NumberFilter,
)
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from buildings.access import Permission
from buildings.api.doors import require
from governance.errors.decisions import CarriedOut, NotAdopted
from governance.forms.decisions import TaskForm, TaskStateForm
from governance.majorities import Majority
from governance.models import Decision, DecisionTask
from governance.queries.decisions import (
    chosen_tasks,
    decision_list,
    initial_values,
    reference,
    searched,
    task_list,
    told,
)
from governance.services import follow_up as services
from koprogo import slots
from koprogo.api.bodies import FormBody, checked
from koprogo.api.downloads import PDF, send_made
from koprogo.api.fields import Money
from koprogo.api.operations import operation
from koprogo.api.views import ApiView

STATES = [("open", "open"), ("late", "late"), ("ended", "ended")]


class DecisionShape(serializers.Serializer):
    """A line of the register. ``result``: votes for, against, abstain, blank, total,
    needed, and what explains them; empty of a written decision. ``effect``: what
    follows from it, by its code.
    """

    uuid = serializers.UUIDField()
    number = serializers.IntegerField()
    decided_on = serializers.DateField()
    title = serializers.CharField()
    text = serializers.CharField()
    subject = serializers.CharField()
    majority = serializers.ChoiceField([each.value for each in Majority])
    is_adopted = serializers.BooleanField()
    result = serializers.DictField()
    amount = Money(allow_null=True)
    assembly = serializers.SerializerMethodField()
    effect = serializers.CharField()
    carried_out_at = serializers.SerializerMethodField()

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_assembly(self, decision):
        return decision.item and str(decision.item.assembly.uuid)

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_carried_out_at(self, decision):
        done = getattr(decision, "carried_out", None)
        return done and done.carried_out_at


class TaskShape(serializers.ModelSerializer):
    decision = serializers.UUIDField(source="decision.uuid")
    budget = Money(allow_null=True)

    class Meta:
        model = DecisionTask
        fields = [
            "uuid",
            "decision",
            "title",
            "assignee",
            "due_on",
            "budget",
            "state",
            "note",
            "ended_on",
        ]


class DecisionDetail(DecisionShape):
    """``arithmetic``: why it was adopted or not, in sentences."""

    arithmetic = serializers.SerializerMethodField()
    tasks = TaskShape(many=True)

    def get_arithmetic(self, decision) -> list[str]:
        return told(decision).arithmetic


class TaskBody(FormBody):
    form_class = TaskForm


class TaskStateBody(FormBody):
    form_class = TaskStateForm


class EffectBody(serializers.Serializer):
    """What the decision leaves open, by the fields of its effect; unless ``confirmed``
    nothing is done, and the answer says what would be.
    """

    values = serializers.DictField(
        child=serializers.CharField(allow_blank=True), required=False, default=dict
    )
    confirmed = serializers.BooleanField(required=False, default=False)


class EffectShape(serializers.Serializer):
    """``happens``: in sentences; ``is_done``: whether it was done now."""

    happens = serializers.ListField(child=serializers.CharField())
    is_done = serializers.BooleanField()
    outcome = serializers.CharField()


class DecisionFilter(FilterSet):
    search = CharFilter(method="with_words")
    year = NumberFilter(field_name="decided_on__year")
    adopted = BooleanFilter(field_name="is_adopted")
    subject = CharFilter(field_name="subject")

    def with_words(self, decisions, _name, words):
        return searched(decisions, words)


class TaskFilter(FilterSet):
    state = ChoiceFilter(choices=STATES, method="with_state")

    def with_state(self, tasks, _name, state):
        chosen = chosen_tasks(state=state, on=timezone.localdate())
        return tasks.filter(pk__in=chosen.values("pk"))


class Decisions(ApiView):
    tag = "decisions"

    @require(Permission.SEE_ASSEMBLIES, asbl=True)
    @operation(page_of=DecisionShape, filters=DecisionFilter)
    def get(self, request, building):
        """The register, the latest first."""
        return decision_list()


class RegisterFile(ApiView):
    tag = "decisions"

    @require(Permission.SEE_ASSEMBLIES, asbl=True)
    @operation(downloads=(PDF,))
    def get(self, request, building):
        """The whole register on paper."""
        from governance.exports.register import register_name, register_pdf

        on = timezone.localdate()
        pdf = register_pdf(decision_list(), building, on=on)
        name = register_name(building, on=on)
        return send_made(pdf, name=name, content_type=PDF)


class DecisionView(ApiView):
    tag = "decisions"

    @require(Permission.SEE_ASSEMBLIES, asbl=True)
    @operation(answer=DecisionDetail)
    def get(self, request, building, decision_id):
        """A decision with why it was adopted or not, and its tasks."""
        return _decision(decision_id)


class DecisionTasks(ApiView):
    tag = "decisions"

    @require(Permission.PREPARE_ASSEMBLIES, asbl=True)
    @operation(body=TaskBody, answer=TaskShape, status=201, refuses=(NotAdopted,))
    def post(self, request, building, decision_id):
        """Add something that has to be done after an adopted decision."""
        found = _decision(decision_id)
        return services.add_task(found, **self.read(), by=request.user)


class CarryingOut(ApiView):
    tag = "decisions"

    @require(Permission.CARRY_OUT_DECISIONS, asbl=True)
    @operation(
        body=EffectBody,
        answer=EffectShape,
        refuses=(CarriedOut, slots.EffectRefused),
    )
    def post(self, request, building, decision_id):
        """Say what a decision causes, and do it when that is confirmed: once."""
        found, body = _decision(decision_id), self.read()
        effect = slots.decision_effects.get(found.effect)
        if effect is None:
            raise Http404
        if hasattr(found, "carried_out"):
            raise CarriedOut(found)
        form = effect.form()
        initial = initial_values(found)
        first = form(initial=initial)
        data = {name: first[name].value() for name in first.fields} | body["values"]
        values = checked(form(data, initial=initial))
        happens = effect.describe(reference(found), values)
        if not body["confirmed"]:
            return {"happens": happens, "is_done": False, "outcome": ""}
        done = services.carry_out(found, values, by=request.user)
        return {"happens": happens, "is_done": True, "outcome": done.outcome}


class Tasks(ApiView):
    tag = "decisions"

    @require(Permission.SEE_ASSEMBLIES, asbl=True)
    @operation(page_of=TaskShape, filters=TaskFilter)
    def get(self, request, building):
        """What has to be done after decisions: those first that are due first."""
        return task_list()


class TaskView(ApiView):
    tag = "decisions"

    @require(Permission.SEE_ASSEMBLIES, asbl=True)
    @operation(answer=TaskShape)
    def get(self, request, building, task_id):
        """One task."""
        return get_object_or_404(task_list(), uuid=task_id)

    @require(Permission.PREPARE_ASSEMBLIES, asbl=True)
    @operation(body=TaskStateBody, answer=TaskShape)
    def patch(self, request, building, task_id):
        """Change a task, or how far it is."""
        found = get_object_or_404(task_list(), uuid=task_id)
        return services.change_task(found, **self.read(found), by=request.user)


def _decision(decision_id) -> Decision:
    return get_object_or_404(decision_list(), uuid=decision_id)
