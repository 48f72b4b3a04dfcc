"""What is typed to convene an assembly, to call it off, and to plan what follows."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.models import Assembly, Cancellation
from koprogo.ui.fields import MomentField


class ConveneForm(forms.Form):
    """``is_late``: whether the legal notice has passed: then it needs a reason."""

    urgency = forms.CharField(
        label=_("Why it cannot wait for the legal notice"),
        max_length=Assembly._meta.get_field("urgency").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands on every convocation (art. 3.87 §3)."),
    )

    def __init__(self, *args, is_late: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_late:
            del self.fields["urgency"]


class CallOffForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=Cancellation._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who was convened reads it."),
    )


class FollowForm(forms.Form):
    """When the second session, or the new meeting, is held."""

    starts_at = MomentField(label=_("Day and time"))

    def clean_starts_at(self):
        starts_at = self.cleaned_data["starts_at"]
        if starts_at <= timezone.now():
            raise forms.ValidationError(_("This moment is over."))
        return starts_at
