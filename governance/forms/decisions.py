"""How the register is searched, and what is typed about tasks."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from buildings.wording import either_lazy
from governance.models import DecisionTask
from governance.subjects import Subject
from governance.words import SUBJECTS
from koprogo.tenancy.forms import TenantModelForm
from koprogo.ui.fields import DayField, MoneyField

ANY = ("", _("All"))


class DecisionFilterForm(forms.Form):
    """What the register shows; what cannot be understood narrows nothing."""

    search = forms.CharField(label=_("Words"), required=False, max_length=100)
    year = forms.TypedChoiceField(
        label=_("Year"), required=False, coerce=int, empty_value=None
    )
    adopted = forms.ChoiceField(
        label=_("Result"),
        required=False,
        choices=[
            ANY,
            ("yes", _("Adopted or elected")),
            ("no", _("Rejected or not elected")),
        ],
    )
    subject = forms.ChoiceField(label=_("Subject"), required=False)

    def __init__(self, data, *, years: Sequence[int], subjects: Sequence[str]):
        super().__init__(data)
        self.fields["year"].choices = [ANY, *((year, year) for year in years)]
        self.fields["subject"].choices = [
            ANY,
            *((code, SUBJECTS[Subject(code)]) for code in subjects),
        ]

    def asked(self) -> dict[str, object]:
        """Return what ``queries.decisions.chosen_decisions`` is told."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class TaskFilterForm(forms.Form):
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ANY,
            ("open", _("Still to be done")),
            ("late", _("Overdue")),
            ("ended", _("Done or dropped")),
        ],
    )

    def asked(self) -> str:
        self.is_valid()
        return self.cleaned_data.get("state", "")


class TaskForm(TenantModelForm):
    """A task; a new one begins by itself (``queries.decisions``)."""

    class Meta:
        model = DecisionTask
        fields = ["title", "assignee", "due_on", "budget"]
        field_classes = {"due_on": DayField}
        help_texts = {
            "assignee": either_lazy(
                _("The syndic, a supplier, a member of the council…"),
                _("The board, the coordinator, a supplier…"),
            ),
        }

    budget = MoneyField(label=_("Budget (€)"), required=False)


class TaskStateForm(TaskForm):
    """A task with how far it is."""

    class Meta(TaskForm.Meta):
        fields = [*TaskForm.Meta.fields, "state", "note"]
