"""What the API shows of budgets, and what a program sends for them."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from buildings.api.shapes import KeyName
from finance.api.shapes import CallName
from finance.forms.budgets import (
    MOST_LINES,
    BudgetForm,
    DecisionForm,
    LineForm,
    NewBudgetForm,
)
from finance.forms.calls import is_too_large
from finance.forms.settings import BookSettingsForm, PercentField
from finance.models import BookSettings, BudgetLine, Rhythm
from finance.queries.budgets import LineDraft, Start
from finance.reserve import Verdict
from koprogo.api.bodies import JSON, FormBody
from koprogo.api.fields import Money
from koprogo.ui.fields import MoneyField

DRAFT, IN_FORCE, REPLACED = "draft", "in_force", "replaced"
CALL_STATES = ["draft", "issued", "cancelled"]


def _percent(field, **known):
    return serializers.DecimalField(
        max_digits=field.max_digits,
        decimal_places=field.decimal_places,
        min_value=field.min_value,
        max_value=field.max_value,
        allow_null=not field.required,
        **known,
    )


JSON |= {PercentField: _percent}


# What is shown


class BudgetYearShape(serializers.Serializer):
    """The fiscal year [since, until)."""

    year = serializers.IntegerField()
    since = serializers.DateField()
    until = serializers.DateField()


class BudgetShape(serializers.Serializer):
    """A budget; of those adopted for a year the latest is in force."""

    uuid = serializers.UUIDField()
    year = BudgetYearShape()
    title = serializers.CharField()
    status = serializers.SerializerMethodField()
    call_months = serializers.ChoiceField(Rhythm)
    decision = serializers.CharField()
    decided_on = serializers.DateField(allow_null=True)
    total = Money()

    @extend_schema_field(serializers.ChoiceField([DRAFT, IN_FORCE, REPLACED]))
    def get_status(self, budget):
        if not budget.is_adopted:
            return DRAFT
        return IN_FORCE if budget.in_force == budget.pk else REPLACED


class BudgetLineShape(serializers.Serializer):
    kind = serializers.ChoiceField(BudgetLine.Kind)
    label = serializers.CharField()
    account = serializers.CharField(source="account.code")
    key = KeyName()
    amount = Money()


class BudgetAccountShape(serializers.Serializer):
    """An account of costs over the year; ``months``: what it cost in each."""

    account = serializers.CharField(source="code")
    name = serializers.CharField()
    budget = Money()
    actual = Money()
    remaining = Money()
    months = serializers.ListField(child=Money())


class BudgetMonthShape(serializers.Serializer):
    """A month: an equal part of the budget, what it cost, and both so far."""

    first = serializers.DateField()
    budget = Money()
    actual = Money()
    budget_so_far = Money()
    actual_so_far = Money()


class BudgetCallShape(serializers.Serializer):
    """A call that was made of a budget of this year, for the days [since, until)."""

    number = serializers.IntegerField()
    since = serializers.DateField()
    until = serializers.DateField()
    call = CallName()
    status = serializers.ChoiceField(CALL_STATES)
    amount = Money()


class PlannedCallShape(serializers.Serializer):
    """What would be called for a period."""

    number = serializers.IntegerField(source="period.number")
    since = serializers.DateField(source="period.since")
    until = serializers.DateField(source="period.until")
    due_on = serializers.DateField()
    provision = Money()
    reserve = Money()
    works = Money()
    total = Money()


class CallPlanShape(serializers.Serializer):
    """The calls to be made. ``drafts``: what nobody issued, and would be replaced.

    ``is_made``: the drafts are these calls already. called + total - excess is what
    the budget asks.
    """

    first = serializers.IntegerField()
    works = serializers.BooleanField()
    called = Money()
    excess = Money()
    total = Money()
    is_made = serializers.BooleanField()
    instalments = PlannedCallShape(many=True)
    drafts = CallName(many=True)


class ReserveCheckShape(serializers.Serializer):
    """The reserve rule applied to an amount (art. 3.86 §3)."""

    verdict = serializers.ChoiceField(list(Verdict))
    begins = serializers.DateField(allow_null=True)
    required = Money(
        allow_null=True, help_text="Null: the charges of the year before are not known."
    )
    called = Money()
    missing = Money()


class OptOutShape(serializers.Serializer):
    decision = serializers.CharField()
    decided_on = serializers.DateField()


class ReserveYearShape(serializers.Serializer):
    """The rule applied to what the year called so far, and to its budget."""

    year = BudgetYearShape()
    charges = Money(
        allow_null=True,
        help_text="The ordinary charges of the year before; null: the books have none.",
    )
    called = ReserveCheckShape()
    prepared = Money(help_text="For the reserve in calls that are still drafts.")
    planned = ReserveCheckShape(allow_null=True)
    opt_out = OptOutShape(allow_null=True)


class ReserveShape(serializers.Serializer):
    """The fund today; ``rule`` is null while no fiscal year is open."""

    on = serializers.DateField()
    fund = Money()
    rule = ReserveYearShape(allow_null=True)


class BookSettingsShape(serializers.ModelSerializer):
    """How the building keeps its books; null: as the law or the number of lots says."""

    class Meta:
        model = BookSettings
        fields = BookSettingsForm.Meta.fields


# What is sent


class BudgetLineBody(FormBody):
    """Without a label it is called as its account; the reserve needs no account."""

    form_class = LineForm
    needs = ("keys", "accounts")

    account = serializers.CharField(max_length=10, required=False, allow_blank=True)
    key = serializers.UUIDField()


class BudgetBody(FormBody):
    form_class = BudgetForm

    lines = BudgetLineBody(many=True, max_length=MOST_LINES)

    def validate_lines(self, lines):
        if is_too_large(line["amount"] for line in lines):
            raise serializers.ValidationError(
                MoneyField.default_error_messages["maximum"]
            )
        return [LineDraft(**line) for line in lines]


class NewBudgetBody(BudgetBody):
    """``year``: its first day; ``start``: where lines come from that are not sent."""

    form_class = NewBudgetForm
    needs = ("spans",)

    year = serializers.DateField()
    start = serializers.ChoiceField(Start, default=Start.EMPTY)
    lines = BudgetLineBody(many=True, max_length=MOST_LINES, default=list)


class BudgetDecisionBody(FormBody):
    form_class = DecisionForm


class BudgetCallsBody(serializers.Serializer):
    """``replacing``: the drafts that the plan showed, and that may go."""

    first = serializers.IntegerField(min_value=1, max_value=24)
    works = serializers.BooleanField(default=False)
    replacing = serializers.ListField(
        child=serializers.UUIDField(), max_length=48, default=list
    )


class BookSettingsBody(FormBody):
    form_class = BookSettingsForm

    simple_view = serializers.BooleanField(required=False, allow_null=True)
