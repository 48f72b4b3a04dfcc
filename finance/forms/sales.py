"""What people type about the sale of lots."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buildings.forms.fields import Choices, PickField
from buildings.models import Lot, Owner
from buildings.queries import named_holdings
from finance.exports.sales import ASKED, Known
from finance.models import Meter, Sale, SaleDocument
from koprogo.tenancy.forms import TenantModelForm
from koprogo.ui.fields import DayField

NOT_BEFORE = MinValueValidator(date(1900, 1, 1))
NOT_AFTER = MaxValueValidator(date(2199, 12, 31))
# What the buyer is given to pay his part of the working fund.
DAYS_TO_PAY = 15
KNOWN_LABELS = {
    Known.PROCEEDINGS: gettext_lazy("No legal proceedings are pending."),
    Known.ACQUISITION: gettext_lazy(
        "No acquisition of common parts was decided that is payable later."
    ),
    Known.LITIGATION: gettext_lazy(
        "No debts are certain after litigation that began before the deed."
    ),
}
OWNER_FIELDS = (
    "kind",
    "first_name",
    "last_name",
    "language",
    "email",
    "street",
    "postal_code",
    "city",
)


def not_past(day: date) -> None:
    """Refuse a day on which nobody can pay any more."""
    if day < timezone.localdate():
        raise ValidationError(_("Nobody can pay in the past."), code="past")


def first_due() -> date:
    return timezone.localdate() + timedelta(days=DAYS_TO_PAY)


class SoldLotForm(forms.Form):
    """Which lot is sold: the others of its seller are shown next."""

    def __init__(self, data=None):
        super().__init__(data)
        self.fields["lot"] = PickField(
            label=_("Lot that is sold"),
            choices=Choices(Lot.objects.all()),
            list_id="lots",
        )


class SaleForm(forms.Form):
    """Which of the lots of a seller are sold, and when it was agreed."""

    contract_on = DayField(
        label=gettext_lazy("Sales contract of"),
        required=False,
        validators=[NOT_BEFORE],
        help_text=gettext_lazy("May be added when it is signed."),
    )
    field_order = ["lots", "contract_on"]

    def __init__(self, data=None, *, lots: Sequence[Lot], chosen: Lot | None = None):
        super().__init__(data)
        self.held = {str(lot.uuid): lot for lot in lots}
        self.fields["lots"] = forms.MultipleChoiceField(
            label=_("Lots that are sold"),
            choices=[(uuid, Choices.label(lot)) for uuid, lot in self.held.items()],
            widget=forms.CheckboxSelectMultiple,
            initial=[str(chosen.uuid)] if chosen else None,
        )
        self.order_fields(self.field_order)

    def clean_lots(self) -> list[Lot]:
        return [self.held[uuid] for uuid in self.cleaned_data["lots"]]


class NotaryForm(TenantModelForm):
    """Who asks, and how he is reached."""

    class Meta:
        model = Sale
        fields = [
            "notary",
            "notary_email",
            "notary_address",
            "notary_reference",
            "language",
        ]
        widgets = {"notary_address": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "language": gettext_lazy("The documents and the mail are written in it.")
        }


class RequestForm(forms.Form):
    """Which information was asked for, and when the request came."""

    paragraph = forms.ChoiceField(
        label=gettext_lazy("What is asked for"),
        choices=SaleDocument.Paragraph,
        widget=forms.RadioSelect,
    )
    requested_on = DayField(
        label=gettext_lazy("Asked for on"),
        initial=timezone.localdate,
        validators=[NOT_BEFORE],
        help_text=gettext_lazy(
            "The answer is due 15 days later before the contract, 30 days before the "
            "deed."
        ),
    )


class StatementsForm(forms.Form):
    """What the syndic says that there is none of; his name stands beside it."""

    def __init__(self, data=None, *, paragraph: str):
        super().__init__(data)
        for known in ASKED[paragraph]:
            self.fields[known.value] = forms.BooleanField(
                label=KNOWN_LABELS[known], required=False
            )

    @property
    def none_known(self) -> list[Known]:
        return [Known(name) for name, ticked in self.cleaned_data.items() if ticked]


class DeedForm(forms.Form):
    """The day of the deed and the buyer: an account holder, or somebody who is new."""

    contract_on = DayField(
        label=gettext_lazy("Sales contract of"), required=False, validators=[NOT_BEFORE]
    )
    deed_on = DayField(
        label=gettext_lazy("Deed of"),
        validators=[NOT_BEFORE, NOT_AFTER],
        help_text=gettext_lazy("It is the buyer's first day."),
    )
    proxy = forms.BooleanField(
        label=gettext_lazy(
            "The buyer had a proxy for an assembly between contract and deed"
        ),
        required=False,
    )
    field_order = ["buyer", *OWNER_FIELDS, "contract_on", "deed_on", "proxy"]

    def __init__(self, data=None, *, sale: Sale, may_add: bool = False):
        names = ("contract_on", "deed_on", "proxy")
        first = {name: getattr(sale, name) for name in names}
        super().__init__(data, initial=first | {"buyer": sale.buyer})
        self.may_add = may_add
        self.fields["buyer"] = PickField(
            label=_("Buyer"),
            choices=Choices(named_holdings()),
            list_id="holdings",
            required=not may_add,
        )
        if may_add:
            self.fields |= forms.fields_for_model(Owner, OWNER_FIELDS)
            self.fields["last_name"].required = False
        self.order_fields(self.field_order)

    @property
    def new_owner(self) -> dict[str, str]:
        """The fields of somebody who is added to the register."""
        return {name: self.cleaned_data[name] for name in OWNER_FIELDS}

    @property
    def owner_inputs(self) -> list[forms.BoundField]:
        return [self[name] for name in OWNER_FIELDS if name in self.fields]

    @property
    def names_somebody_new(self) -> bool:
        return self.may_add and bool(self["last_name"].value())

    def clean(self):
        found = super().clean()
        asked = self.may_add and "buyer" not in self.errors
        if asked and bool(found["buyer"]) == bool(found.get("last_name")):
            self.add_error("buyer", _("Choose a buyer, or add one: not both."))
        return found


class CarryOutForm(forms.Form):
    """What was seen, when the buyer pays, and what the meters show on the day."""

    due_on = DayField(
        label=gettext_lazy("The buyer pays his part of the working fund by"),
        initial=first_due,
        validators=[not_past],
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, seen: str = "", meters: Sequence[Meter] = ()):
        super().__init__(data, initial={"seen": seen})
        self.meters = {f"meter_{meter.uuid}": meter for meter in meters}
        for name, meter in self.meters.items():
            self.fields[name] = forms.DecimalField(
                label=_("%(group)s, meter %(serial)s of lot %(lot)s (%(unit)s)")
                % {
                    "group": meter.group,
                    "serial": meter.serial,
                    "lot": meter.lot,
                    "unit": meter.group.get_unit_display(),
                },
                required=False,
                min_value=0,
                max_value=Decimal(10**meter.digits) - Decimal("0.001"),
                decimal_places=3,
                localize=True,
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            )

    @property
    def readings(self) -> Mapping[Meter, Decimal]:
        return {
            meter: self.cleaned_data[name]
            for name, meter in self.meters.items()
            if self.cleaned_data[name] is not None
        }


class ToldForm(forms.Form):
    """When the notary told the syndic the deed."""

    told_on = DayField(
        label=gettext_lazy("The notary told the deed on"), initial=timezone.localdate
    )
