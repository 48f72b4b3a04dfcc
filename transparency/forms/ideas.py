"""What is typed about ideas."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from transparency.models import Idea

State = Idea.State
ANY = ("", _("All"))


def _limit(name: str) -> int:
    return Idea._meta.get_field(name).max_length


class IdeaForm(forms.Form):
    """What a member would have the surplus pay for, in his language."""

    title = forms.CharField(label=_("Title"), max_length=_limit("title"))
    text = forms.CharField(
        label=_("What you propose, and why"),
        max_length=_limit("text"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "What it costs if you know. Every member reads it; if the members pay for "
            "it, its title is published."
        ),
    )
    language = forms.ChoiceField(
        label=_("Written in"), choices=settings.LANGUAGES, initial=get_language
    )


class AnswerForm(forms.Form):
    """What the board says of an idea."""

    state = forms.ChoiceField(
        label=_("Answer"),
        choices=[
            (one.value, one.label) for one in (State.TAKEN, State.DONE, State.DECLINED)
        ],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("In words"),
        required=False,
        max_length=_limit("answer"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("A reason is needed to decline it. Every member reads it."),
    )

    def clean(self):
        found = super().clean()
        is_declined = found.get("state") == State.DECLINED
        if is_declined and not found.get("answer") and "answer" not in self.errors:
            self.add_error("answer", _("Say why it is declined."))
        return found


class IdeaFilterForm(forms.Form):
    """What the list shows; what cannot be understood narrows nothing."""

    state = forms.ChoiceField(
        label=_("Status"), required=False, choices=[ANY, *State.choices]
    )

    def asked(self) -> str:
        self.is_valid()
        return self.cleaned_data.get("state", "")
