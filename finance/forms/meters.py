"""What people type about meters: one meter, and the readings of a whole group."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.forms.fields import Choices, PickField
from buildings.forms.imports import UploadForm
from buildings.importing.messages import sentence
from buildings.importing.problems import TableError
from buildings.models import Lot
from finance.models import Meter, MeterGroup, MeterReading
from finance.readings_table import ColumnMissing, read_readings
from koprogo.tenancy.forms import TenantModelForm
from koprogo.ui.fields import DayField

Kind = MeterReading.Kind
LARGEST = Decimal("999999999.999")


class QuantityField(forms.Field):
    """What a meter shows: comma or point, at most three decimals."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {
        "invalid": _("Write a reading such as 1234,5: at most three decimals."),
    }

    def to_python(self, value):
        text = "".join((value or "").split()).replace(",", ".")
        if not text:
            return None
        try:
            quantity = Decimal(text)
            is_right = 0 <= quantity <= LARGEST and quantity == round(quantity, 3)
        except InvalidOperation:
            is_right = False
        if not is_right:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return quantity


class GroupForm(TenantModelForm):
    class Meta:
        model = MeterGroup
        fields = ["name", "unit"]


class GroupNameForm(TenantModelForm):
    class Meta:
        model = MeterGroup
        fields = ["name"]


def _serial():
    return forms.CharField(
        label=_("Number of the meter"),
        max_length=Meter._meta.get_field("serial").max_length,
    )


def _digits(**kwargs):
    return forms.IntegerField(
        label=_("Digits before the point"),
        min_value=3,
        max_value=9,
        initial=5,
        help_text=_("How far it counts before it begins at 0 again."),
        **kwargs,
    )


class MeterForm(forms.Form):
    """A new meter of a lot, with what it shows on its first day."""

    serial = _serial()
    digits = _digits()
    since = DayField(label=_("In use from"), initial=timezone.localdate)
    value = QuantityField(label=_("Reading on that day"))

    def __init__(self, data=None, *, lots: Iterable[Lot]):
        super().__init__(data)
        self.fields["lot"] = PickField(
            label=_("Lot"), choices=Choices(lots), list_id="lots"
        )
        self.order_fields(["lot"])


class EndForm(forms.Form):
    """The end of a meter; with a number, another one takes its place on that day."""

    on = DayField(label=_("Out of use from"), initial=timezone.localdate)
    value = QuantityField(label=_("Reading on that day"))
    serial = forms.CharField(
        label=_("Number of the new meter"),
        required=False,
        max_length=Meter._meta.get_field("serial").max_length,
        help_text=_("Leave it empty when no other meter takes its place."),
    )
    digits = _digits(required=False)
    first_value = QuantityField(label=_("Reading of the new meter"), required=False)

    def clean(self):
        data = self.cleaned_data
        if data.get("serial"):
            for name in ("digits", "first_value"):
                if name not in self.errors and data.get(name) is None:
                    self.add_error(name, _("This field is required."))
        return data


class ReadingsForm(forms.Form):
    """The readings of a group on one day: a field for each meter; empty: not read."""

    on = DayField(label=_("Read on"), initial=timezone.localdate)
    kind = forms.ChoiceField(
        label=_("Occasion"),
        choices=[
            (Kind.PERIODIC, Kind.PERIODIC.label),
            (Kind.HANDOVER, Kind.HANDOVER.label),
        ],
        initial=Kind.PERIODIC,
    )

    def __init__(self, data=None, *, meters: Iterable[Meter], initial=None):
        super().__init__(data, initial=initial)
        self.meters = {self.name_of(meter): meter for meter in meters}
        for name, meter in self.meters.items():
            self.fields[name] = QuantityField(label=str(meter), required=False)

    @staticmethod
    def name_of(meter: Meter) -> str:
        return f"reading-{meter.uuid}"

    @property
    def rows(self):
        """The meters, each with its field."""
        return [(meter, self[name]) for name, meter in self.meters.items()]

    def values(self) -> Mapping[Meter, Decimal]:
        """Return what was read: the meters whose fields were filled in."""
        found = {meter: self.cleaned_data[name] for name, meter in self.meters.items()}
        return {meter: value for meter, value in found.items() if value is not None}


class ReadingsFileForm(UploadForm):
    """A table of readings, which fills in the page where they are typed."""

    tables = forms.FileField(
        label=_("Table"),
        help_text=_(
            "CSV or Excel (.xlsx), 10 MB at most, with the columns “meter” and “reading”."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )

    def clean_tables(self):
        """Return what the table says, line by line."""
        file = self.cleaned_data["tables"]
        try:
            return read_readings(file.read(), file.name)
        except TableError as error:
            raise ValidationError([sentence(one) for one in error.problems]) from None
        except ColumnMissing:
            raise ValidationError(
                _("The table needs the columns “meter” and “reading”.")
            ) from None


class VoidForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is wrong"),
        max_length=200,
        help_text=_("It stays in the history."),
    )
