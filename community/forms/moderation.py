"""What is typed about something that was reported."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms.posts import limit
from community.models import Report


class ReportForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why"), choices=Report.Reason.choices)
    text = forms.CharField(
        label=_("In your words"),
        max_length=limit(Report, "text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerForm(forms.Form):
    """Whether it stays, and why."""

    outcome = forms.ChoiceField(
        label=_("Answer"), choices=Report.Outcome.choices, widget=forms.RadioSelect
    )
    reasons = forms.CharField(
        label=_("Reasons"),
        max_length=limit(Report, "reasons"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who wrote it and who reported it read them."),
    )


class AppealForm(forms.Form):
    text = forms.CharField(
        label=_("Why it should stay"),
        max_length=limit(Report, "appeal"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
