"""What is typed about a thing to give, to swap or to keep; how things are looked for."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.forms.posts import WordsForm, limit, photos_field
from community.kinds import KINDS, Kind
from community.models import Item
from community.models.posts import KIND_LABELS
from community.said import Thing
from koprogo.ui.fields import MomentField

LONGEST_ASKING = timedelta(days=30)
KIND_CHOICES = [pair for pair in KIND_LABELS if pair[0] in KINDS["bazaar"]]


class ChangeThingForm(WordsForm):
    """What a thing is; ``kind``: of one that stands there already."""

    category = forms.ChoiceField(label=_("Category"), choices=Item.Category.choices)
    condition = forms.ChoiceField(
        label=_("State it is in"), choices=Item.Condition.choices
    )
    wanted = forms.CharField(
        label=_("What you would like in exchange"),
        max_length=limit(Item, "wanted"),
        required=False,
        help_text=_("Only for something that you swap."),
    )
    field_order = ("title", "text", "category", "condition", "wanted")

    def __init__(self, request=None, *, kind: str = "", **kwargs):
        super().__init__(request, **kwargs)
        self.known_kind = kind
        if kind:
            del self.fields["uuid"]
            if kind != Kind.SWAP:
                del self.fields["wanted"]

    def clean(self):
        said = super().clean()
        is_swap = said.get("kind", self.known_kind) == Kind.SWAP
        if is_swap and not said.get("wanted") and "wanted" not in self.errors:
            self.add_error("wanted", _("Say what you would like in exchange."))
        if not is_swap:
            said["wanted"] = ""
        return said


class ThingForm(ChangeThingForm):
    """A thing that is put up, and who gets it."""

    kind = forms.ChoiceField(label=_("What you do with it"), choices=KIND_CHOICES)
    how = forms.ChoiceField(label=_("Who gets it"), choices=Item.How.choices)
    asks_until = MomentField(
        label=_("One may ask until"),
        required=False,
        help_text=_("Only for a draw: it is held after this moment."),
    )
    photos = photos_field()
    field_order = (
        *("uuid", "kind", "title", "text", "category", "condition", "wanted"),
        *("how", "asks_until", "photos"),
    )

    def clean(self):
        said = super().clean()
        if said.get("how") != Item.How.DRAW:
            said["asks_until"] = None
        elif "asks_until" not in self.errors:
            self._check_asking(said.get("asks_until"))
        return said

    def _check_asking(self, until) -> None:
        if until is None:
            self.add_error("asks_until", _("Say until when one may ask."))
        elif not timezone.now() < until <= timezone.now() + LONGEST_ASKING:
            text = _("Choose a moment within the next thirty days.")
            self.add_error("asks_until", ValidationError(text))

    def thing(self) -> Thing:
        names = ("category", "condition", "how", "wanted", "asks_until")
        return Thing(**{name: self.cleaned_data[name] for name in names})


class ThingsFilter(forms.Form):
    """By which words, kind and category things are looked for."""

    q = forms.CharField(label=_("Words"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("All kinds")), *KIND_CHOICES], required=False
    )
    category = forms.ChoiceField(
        label=_("Category"),
        choices=[("", _("All categories")), *Item.Category.choices],
        required=False,
    )
    free = forms.BooleanField(label=_("Only what is still to be had"), required=False)
