"""A building that only its neighbours use, step by step: where it is, and who begins."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from buildings.models import Building, Module, Says
from buildings.occupants import has_building_at
from community.words import WHAT
from koprogo.tenancy.models import Tenant

__all__ = ["BeginForm", "PlaceForm"]

FEWEST, MOST = 2, 2_000


def _limit(model, name: str) -> int:
    return model._meta.get_field(name).max_length


class PlaceForm(forms.Form):
    """Where the building stands, and about how big it is.

    ``is_another`` is asked only when a building at this address is known.
    """

    name = forms.CharField(
        label=_("Name of the building"),
        max_length=_limit(Tenant, "name"),
        help_text=_("As the neighbours call it; the street and number will do."),
    )
    street = forms.CharField(
        label=_("Street and number"),
        max_length=_limit(Building, "street"),
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    postal_code = forms.CharField(
        label=_("Postal code"),
        max_length=_limit(Building, "postal_code"),
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
    )
    city = forms.CharField(
        label=_("Town"),
        max_length=_limit(Building, "city"),
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages of the neighbours"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The page for the hall is printed in each of them."),
    )
    lots = forms.IntegerField(
        label=_("How many lots, about"),
        min_value=FEWEST,
        max_value=MOST,
        help_text=_("How many flats and houses share the hall; a guess will do."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    is_another = forms.BooleanField(
        label=_("It is another association, with another hall"),
        required=False,
        widget=forms.HiddenInput,
    )

    def clean(self):
        data = self.cleaned_data
        street, postal_code = data.get("street"), data.get("postal_code")
        if not (street and postal_code):
            return data
        if has_building_at(street=street, postal_code=postal_code):
            self._ask_whether_another(is_another=data.get("is_another", False))
        return data

    def _ask_whether_another(self, *, is_another: bool) -> None:
        self.fields["is_another"].widget = forms.CheckboxInput()
        if not is_another:
            self.add_error(
                "is_another",
                _(
                    "KoproGo knows a building at this address already. If it is yours, "
                    "do not found a second one: ask your syndic or a neighbour to let "
                    "you in, or look for a code in the hall."
                ),
            )


class BeginForm(forms.Form):
    """What the founder is there, and what the neighbours are to do with each other."""

    says = forms.ChoiceField(
        label=_("What are you here?"),
        choices=[
            (one.value, one.label) for one in (Says.COUNCIL, Says.OWNER, Says.OCCUPANT)
        ],
        widget=forms.RadioSelect,
    )
    modules = forms.MultipleChoiceField(
        label=_("What to begin with"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_(
            "It is switched on when the building opens, and can be changed then."
        ),
    )

    def __init__(self, data=None, *, initial=None):
        here = [(module.value, module.label) for module in WHAT]
        chosen = {"modules": [value for value, _label in here]}
        super().__init__(data, initial=chosen | (initial or {}))
        self.fields["modules"].choices = here

    def clean_modules(self):
        return [Module(value) for value in self.cleaned_data["modules"]]
