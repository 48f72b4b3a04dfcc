"""What is typed about oneself, and about a module that is switched."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.models import ModuleSwitch
from community.models import Mail, Neighbour
from koprogo.ui.fields import DayField


def _limit(model, name: str) -> int:
    return model._meta.get_field(name).max_length


class NeighbourForm(forms.Form):
    """By which name one is seen, and what else of oneself."""

    name = forms.CharField(
        label=_("Name that neighbours see"),
        max_length=_limit(Neighbour, "name"),
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        help_text=_("Your first name is enough."),
    )
    where = forms.CharField(
        label=_("Where in the building"),
        max_length=_limit(Neighbour, "where"),
        required=False,
        help_text=_("For example: third floor. Leave it empty if you prefer."),
    )
    about = forms.CharField(
        label=_("About you"),
        max_length=_limit(Neighbour, "about"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What you like, which languages you speak, when one may ring."),
    )
    is_listed = forms.BooleanField(
        label=_("Show me on the page of who is who"), required=False
    )
    mails = forms.MultipleChoiceField(
        label=_("Mails that you want"),
        choices=Mail.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class SwitchForm(forms.Form):
    """Who decided that a module is switched, and when."""

    decided_by = forms.ChoiceField(
        label=_("Who decided it"), choices=ModuleSwitch.DecidedBy.choices
    )
    decided_on = DayField(label=_("Decided on"))
    decision = forms.CharField(
        label=_("Where it can be read"),
        max_length=_limit(ModuleSwitch, "decision"),
        help_text=_("For example: council of 3 March, or minutes, point 7."),
    )

    def clean_decided_on(self):
        day = self.cleaned_data["decided_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day
