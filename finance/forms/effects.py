"""What is asked before a decision of the assembly is carried out in the books."""

from django import forms
from django.utils.translation import gettext_lazy as _

from buildings.models import AllocationKey
from finance.fiscal_year import year_name
from finance.forms.calls import CallForm
from finance.models import Budget, Call, CallItem, Works
from koprogo.ledger.models import FiscalYear
from koprogo.ui.fields import DayField, MoneyField


class BudgetField(forms.ModelChoiceField):
    def label_from_instance(self, budget):
        name = year_name(budget.year.since, budget.year.until)
        return f"{budget.title} ({name})"


class YearField(forms.ModelChoiceField):
    def label_from_instance(self, year):
        return year_name(year.since, year.until)


class BudgetAdoptedForm(forms.Form):
    ref = BudgetField(
        label=_("Budget"), queryset=Budget.objects.none(), to_field_name="uuid"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        drafts = Budget.objects.filter(adopted_at=None)
        self.fields["ref"].queryset = drafts.select_related("year")


class ReserveOptOutForm(forms.Form):
    year = YearField(
        label=_("Fiscal year"), queryset=FiscalYear.objects.none(), to_field_name="year"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].queryset = FiscalYear.objects.filter(closed_at=None)


class CallPreparedForm(CallForm):
    """A call of one amount, divided by one key."""

    purpose = forms.ChoiceField(
        label=_("Purpose"),
        choices=CallItem.Purpose,
        initial=CallItem.Purpose.WORKS,
    )
    amount = MoneyField(label=_("Amount (€)"))
    key = forms.ModelChoiceField(
        label=_("Divided by"),
        queryset=AllocationKey.objects.none(),
        to_field_name="uuid",
        empty_label=None,
    )
    field_order = ["title", "purpose", "amount", "key", "due_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].queryset = AllocationKey.objects.all()
        self.initial["title"] = _fitting(self.initial, Call)


class WorksFundingForm(CallPreparedForm):
    """Works, and perhaps the draft of their first call."""

    title = forms.CharField(
        label=_("Works"), max_length=Works._meta.get_field("title").max_length
    )
    purpose = None
    amount = MoneyField(
        label=_("Amount of the first call (€)"),
        required=False,
        help_text=_("Leave it empty if nothing is called yet."),
    )
    due_on = DayField(
        label=_("First call due on"), initial=CallForm.base_fields["due_on"].initial
    )
    field_order = ["title", "amount", "key", "due_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["title"] = _fitting(self.initial, Works)


def _fitting(initial, model) -> str:
    return str(initial.get("title", ""))[: model._meta.get_field("title").max_length]
