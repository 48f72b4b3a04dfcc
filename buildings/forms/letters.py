from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.models.building import on_one_line
from koprogo.ui.fields import DayField


class LettersField(forms.ModelMultipleChoiceField):
    """Letters by post, each told by its addressee and where he lives."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, letter):
        return on_one_line(letter.name, letter.address)


class PostedForm(forms.Form):
    """Which letters were posted, and when; all of them by default."""

    on = DayField(label=_("Posted on"), initial=timezone.localdate)

    def __init__(self, data=None, *, letters):
        super().__init__(data, initial={"letters": [one.uuid for one in letters]})
        self.fields["letters"] = LettersField(
            label=_("Letters"), queryset=letters, to_field_name="uuid"
        )
        self.order_fields(["letters", "on"])

    def clean_letters(self):
        return [letter.uuid for letter in self.cleaned_data["letters"]]
