"""What an owner sends when he votes, arrives or leaves."""

from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from governance.meeting.events import Choice


class TapForm(forms.Form):
    """A tap that counts once, however often it arrives."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class BallotForm(TapForm):
    """One choice for all that ``mine`` names, or a choice for each: ``mine-<id>``.

    ``cleaned_data["choices"]``: by id of a lot, or of a head in a secret ballot.
    """

    def clean(self):
        choices = self._chosen()
        if not choices:
            raise ValidationError(
                _("Nothing was chosen. Press one of the answers."), "nothing-chosen"
            )
        if not set(choices.values()) <= set(Choice):
            raise ValidationError(
                _("This answer is not one of the four that there are."), "unknown"
            )
        return {**self.cleaned_data, "choices": choices}

    def _chosen(self) -> dict[str, str]:
        together = self.data.get("choice")
        if together:
            return dict.fromkeys(self.data.getlist("mine"), together)
        return {
            name.removeprefix("mine-"): value
            for name, value in self.data.items()
            if name.startswith("mine-") and value
        }
