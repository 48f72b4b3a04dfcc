"""What is typed about the factors by which the impact of neighbours is estimated."""

from decimal import Decimal
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models import ImpactFactor
from koprogo.ui.fields import DayField, MoneyField

__all__ = ["FactorForm"]

MOST = Decimal("999999.99")


class FigureField(MoneyField):
    """A number from 0 on with at most two decimals, comma or point."""

    maximum = MOST
    default_error_messages = {
        "invalid": _("Write a number such as 12,50."),
        "decimals": _("Write at most two decimals."),
        "minimum": _("It cannot be below 0."),
        "maximum": _("The number is too large."),
    }


class FactorForm(forms.Form):
    """A factor from a month on; the months before keep theirs."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.ChoiceField(
        label=_("Factor"), choices=ImpactFactor._meta.get_field("name").choices
    )
    value = FigureField(
        label=_("Value"),
        minimum=Decimal(0),
        help_text=_("Per cent, EUR or kg, as the factor says."),
    )
    since = DayField(
        label=_("From"),
        help_text=_(
            "A day of the first month in which it holds: this month, or later."
        ),
    )
    basis = forms.ChoiceField(
        label=_("Where it comes from"), choices=ImpactFactor.Basis.choices
    )
    source = forms.CharField(
        label=_("Source"),
        required=False,
        max_length=ImpactFactor._meta.get_field("source").max_length,
        help_text=_(
            "Title, publisher, year and page, so that everybody can look it up. An "
            "estimate of your own may do without."
        ),
    )

    def __init__(self, data=None):
        first = {"uuid": uuid4(), "since": timezone.localdate()}
        super().__init__(data, initial=first)

    def clean(self):
        cleaned = super().clean()
        basis = cleaned.get("basis", ImpactFactor.Basis.ESTIMATE)
        if basis != ImpactFactor.Basis.ESTIMATE and not cleaned.get("source"):
            self.add_error("source", _("Say where this figure can be read."))
        return cleaned
