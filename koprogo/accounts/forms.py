from django import forms
from django.utils.translation import gettext_lazy as _

from koprogo.accounts.models import Appearance, User


class ProfileForm(forms.ModelForm):
    theme = forms.ChoiceField(label=_("Colours"), choices=Appearance.Theme)

    class Meta:
        model = User
        fields = ["name", "language"]
