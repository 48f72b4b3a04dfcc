"""What the sections of a request have in common: a draft may lack anything."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from koprogo.ui.fields import MoneyField
from solidarity.answers import ASKED, Answers, Section


class SectionForm(forms.Form):
    """One section: what it asks for, from the answers that are there.

    ``whole``: nothing that is needed may be missing; in a draft anything may.
    """

    use_required_attribute = False
    section: Section

    def __init__(self, data=None, *, answers: Answers, whole: bool, **kwargs):
        self.answers, self.whole = answers, whole
        first = {name: getattr(answers, name) for name in ASKED[self.section]}
        super().__init__(data, initial=first | kwargs.pop("initial", {}), **kwargs)

    def _clean_fields(self):
        super()._clean_fields()
        if not self.whole:
            self._forgive()

    def _forgive(self):
        """Take what is only missing for not said yet."""
        for name in list(self.errors):
            if self.has_error(name, "required"):
                del self._errors[name]
                self.cleaned_data[name] = self.fields[name].empty_value_said

    def said(self) -> dict[str, Any]:
        """Return what ``answers.with_section`` takes."""
        return {name: self.cleaned_data[name] for name in ASKED[self.section]}


class Monthly(MoneyField):
    """EUR a month, 0 too."""

    default_error_messages = {"minimum": _("The amount cannot be below zero.")}

    def __init__(self, **kwargs):
        super().__init__(minimum=Decimal(0), **kwargs)


def says(field: forms.Field, empty: Any = None) -> forms.Field:
    """Give a field what it says when it says nothing."""
    field.empty_value_said = empty
    return field


def text_field(label, **kwargs) -> forms.Field:
    autocomplete = kwargs.pop("autocomplete", "off")
    widget = kwargs.pop("widget", forms.TextInput)
    return says(
        forms.CharField(
            label=label, widget=widget(attrs={"autocomplete": autocomplete}), **kwargs
        ),
        "",
    )


def choice_field(label, choices, kind, **kwargs) -> forms.Field:
    field = forms.TypedChoiceField(
        label=label,
        choices=choices,
        coerce=kind,
        empty_value=None,
        widget=forms.RadioSelect,
        **kwargs,
    )
    return says(field)
