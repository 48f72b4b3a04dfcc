from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _


class Wish(models.TextChoices):
    """What a person may ask of the association (GDPR art. 16 to 21)."""

    CORRECT = "correct", _("Correct something that is wrong")
    RESTRICT = "restrict", _("Keep it, but do not use it for now")
    OBJECT = "object", _("Stop using it: I object")
    REMOVE = "remove", _("Remove what the law does not keep")
    ASK = "ask", _("Something else about my data")


class DataRequestForm(forms.Form):
    wish = forms.ChoiceField(label=_("I ask you to"), choices=Wish)
    text = forms.CharField(
        label=_("What it is about"),
        help_text=_("For example: my street is now Rue Haute 5."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
