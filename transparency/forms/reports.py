"""What is typed about reports and goals."""

from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koprogo.ui.fields import DayField, MoneyField
from transparency.models import Goal, Report

LONGEST_NOTE = 8_000


def _note(label, help_text) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=help_text,
    )


class NoteForm(forms.Form):
    """What the board says of the figures."""

    note = _note(
        _("Note of the board"),
        _(
            "Everybody reads it, in every language as you write it. Name no building "
            "and no private person."
        ),
    )


class AuditorNoteForm(forms.Form):
    """What the auditor says of yearly accounts."""

    auditor_note = _note(
        _("Note of the auditor"),
        _("What you checked and what you found. Everybody reads it."),
    )


class CorrectionForm(forms.Form):
    """Why a report is corrected."""

    reason = forms.CharField(
        label=_("What is corrected"),
        max_length=Report._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands on the first page of the new version."),
    )


class MeasureField(MoneyField):
    """A number from 0 on with at most two decimals, written as amounts are."""

    default_error_messages = {
        "invalid": _("Write a number such as 12,50."),
        "decimals": _("Write at most two decimals."),
        "minimum": _("It cannot be below 0."),
        "maximum": _("The number is too large."),
    }

    def __init__(self, **kwargs):
        super().__init__(minimum=Decimal(0), **kwargs)


class GoalChangeForm(forms.Form):
    """How much is aimed at, and by which day."""

    target = MeasureField(label=_("Target"))
    due = DayField(label=_("Until"))


class GoalForm(GoalChangeForm):
    """A goal that is set anew."""

    name = forms.ChoiceField(label=_("Goal"), choices=Goal.Name.choices)

    field_order = ("name", "target", "due")


class MeasuredForm(forms.Form):
    """A value that somebody measured."""

    measured = MeasureField(label=_("Measured"))
    measured_on = DayField(label=_("Measured on"), initial=timezone.localdate)
