from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _

from buildings.forms.fields import Choices, PickField, WholeField
from buildings.models import Holding, Lot
from buildings.queries import named_holdings
from koprogo.tenancy.forms import TenantModelForm
from koprogo.ui.fields import DayField


class LotForm(TenantModelForm):
    """A lot of the deed."""

    shares = WholeField(label=_("Shares"))

    class Meta:
        model = Lot
        fields = [
            "code",
            "name",
            "kind",
            "shares",
            "floor",
            "entrance",
            "cadastral_number",
        ]
        help_texts = {
            "code": _("Short and unique in the building, as the deed names it: A1."),
            "name": _("Only when people know the lot by another name than its code."),
        }

    def __init__(self, data=None, *, instance: Lot | None = None):
        primary = instance.primary if instance else None
        super().__init__(data, instance=instance)
        lots = Lot.objects.filter(primary=None).exclude(pk=self.instance.pk)
        self.fields["primary"] = PickField(
            label=_("Belongs to"),
            choices=Choices(lots),
            list_id="lots",
            required=False,
            initial=primary,
            help_text=_(
                "The lot that this cellar, garage or parking space is part of."
            ),
        )


class HandOverForm(forms.Form):
    """Who holds a lot from which day on; the buyer has the day of the deed."""

    since = DayField(
        label=_("From"),
        help_text=_("The day of the deed; it is the new holder's first day."),
        validators=[MinValueValidator(date(1900, 1, 1))],
    )

    field_order = ["holding", "since"]

    def __init__(self, data=None, *, current: Holding | None, chosen: str = ""):
        super().__init__(data)
        self.current = current
        choices = Choices(named_holdings())
        self.fields["holding"] = PickField(
            label=_("New holder"),
            choices=choices,
            list_id="holdings",
            initial=next(iter(choices.find(chosen)), None),
        )
        self.order_fields(self.field_order)

    def clean_holding(self):
        holding = self.cleaned_data["holding"]
        if holding == self.current:
            raise ValidationError(_("This holder has the lot already."), code="same")
        return holding


class UndoForm(forms.Form):
    """Which change of owner is undone: the one that the page showed."""

    since = forms.DateField(widget=forms.HiddenInput)
