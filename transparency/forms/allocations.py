"""What is typed to divide a surplus, and to note what was spent of it."""

from decimal import Decimal
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koprogo.ui.fields import DayField, MoneyField
from transparency.models import Allocation, AllocationLine, Idea, Spending
from transparency.queries.allocations import AllocationDraft, LineDraft

MOST_LINES = 20
SIZES = {"title": 30, "percent": 6}  # of inputs, in characters


def _limit(model, name: str) -> int:
    return model._meta.get_field(name).max_length


class PercentField(MoneyField):
    """A part in per cent, with at most two decimals; comma or point."""

    default_error_messages = {
        "invalid": _("Write a part such as 12,50."),
        "decimals": _("Write at most two decimals."),
        "minimum": _("The part must be more than zero."),
        "maximum": _("A part is 100 at most."),
    }
    maximum = Decimal(100)


class AllocationForm(forms.Form):
    title = forms.CharField(
        label=_("Title"),
        max_length=_limit(Allocation, "title"),
        help_text=_("As the members will read it, such as “Surplus of 2026”."),
    )
    amount = MoneyField(label=_("Surplus to divide (€)"))
    explanation = forms.CharField(
        label=_("Explanation"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Why it is divided so. Every member reads it."),
    )


class LineForm(forms.Form):
    """One line. ``ideas``: those it can pay for, fetched once for all lines."""

    purpose = forms.ChoiceField(
        label=_("Purpose"), choices=[("", "—"), *AllocationLine.Purpose.choices]
    )
    title = forms.CharField(
        label=_("Title"), required=False, max_length=_limit(AllocationLine, "title")
    )
    idea = forms.ChoiceField(label=_("Idea"), required=False)
    percent = PercentField(label=_("Per cent"))

    def __init__(self, *args, ideas: dict[str, Idea], **kwargs):
        super().__init__(*args, **kwargs)
        self.ideas = ideas
        self.fields["idea"].choices = [
            ("", "—"),
            *((uuid, idea.title) for uuid, idea in ideas.items()),
        ]
        for name, field in self.fields.items():  # the table has no room for labels
            field.widget.attrs["aria-label"] = field.label
            if name in SIZES:
                field.widget.attrs["size"] = SIZES[name]

    def clean_idea(self):
        return self.ideas.get(self.cleaned_data["idea"])


class BaseLineFormSet(forms.BaseFormSet):
    """The lines as they were typed; a row that nobody filled in is left out."""

    def initial_form_count(self):
        """Return 0: a line of before may be emptied, and is left out then."""
        return 0

    def total_form_count(self):
        if self.is_bound:
            return super().total_form_count()
        return min(len(self.initial or ()) + self.extra, MOST_LINES)

    def clean(self):
        if not any(self.errors) and not self.lines():
            raise ValidationError(_("Write one line at least."))

    def lines(self) -> list[LineDraft]:
        return [
            LineDraft(**form.cleaned_data) for form in self.forms if form.cleaned_data
        ]


LineFormSet = forms.formset_factory(
    LineForm,
    formset=BaseLineFormSet,
    extra=3,
    max_num=MOST_LINES,
    absolute_max=MOST_LINES,
    validate_max=True,
)


def rows_of(lines) -> list[dict]:
    """Return lines as the form shows them at first."""
    return [
        {
            "purpose": line.purpose,
            "title": line.title,
            "idea": line.idea and str(line.idea.uuid),
            "percent": line.percent,
        }
        for line in lines
    ]


def draft_of(form: AllocationForm, rows: BaseLineFormSet) -> AllocationDraft:
    """Return what two valid forms say together."""
    return AllocationDraft(**form.cleaned_data, lines=rows.lines())


class SpendingForm(forms.Form):
    """What a line paid. ``uuid`` is drawn when it is shown: sent twice, it counts once."""

    uuid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    amount = MoneyField(
        label=_("Amount (€)"),
        minimum=-MoneyField.maximum,
        help_text=_("With a minus it corrects what was noted too much."),
    )
    spent_on = DayField(label=_("Day"))
    description = forms.CharField(
        label=_("Description"),
        max_length=_limit(Spending, "description"),
        help_text=_("It is published: write no name of a private person."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["spent_on"].initial = timezone.localdate()

    def clean_amount(self):
        amount = self.cleaned_data["amount"]
        if not amount:
            raise ValidationError(_("The amount cannot be zero."))
        return amount
