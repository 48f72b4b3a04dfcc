from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from buildings.forms.fields import WholeField
from buildings.models import AllocationKey, Lot
from koprogo.tenancy.forms import TenantModelForm
from koprogo.ui.fields import DayField


@dataclass(frozen=True, slots=True)
class PartRow:
    """A lot and the input of its part, for the template."""

    lot: Lot
    field: BoundField


class PartsFields:
    """A number field ``part-<uuid>`` for each lot of the building, in deed order.

    Whoever inherits is a form. An empty field is 0: the lot bears nothing.
    """

    def __init__(self, *args, parts: Mapping[int, int] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        known = parts or {}
        self.lots = {f"part-{lot.uuid}": lot for lot in Lot.objects.all()}
        self.fields |= {
            name: WholeField(
                label=str(lot), required=False, initial=known.get(lot.pk, "")
            )
            for name, lot in self.lots.items()
        }

    def rows(self) -> Iterator[PartRow]:
        for name, lot in self.lots.items():
            yield PartRow(lot, self[name])

    def parts(self) -> dict[int, int]:
        """Return the parts above zero by primary key of the lot."""
        return {
            lot.pk: self.cleaned_data[name]
            for name, lot in self.lots.items()
            if self.cleaned_data.get(name)
        }

    def total(self) -> int:
        """Return the sum of the parts that could be read, or of those proposed."""
        if not self.is_bound:
            return sum(self.fields[name].initial or 0 for name in self.lots)
        self.is_valid()  # cleans once: what a service refused is not forgotten
        return sum(self.parts().values())


class VersionForm(PartsFields, forms.Form):
    """The parts of a key from a day on."""

    valid_from = DayField(
        label=_("Valid from"),
        required=False,
        help_text=_("Leave it empty to correct the parts that hold since the deed."),
    )


class KeyForm(PartsFields, TenantModelForm):
    """A special key with the parts that hold since the deed."""

    class Meta:
        model = AllocationKey
        fields = ["code", "name"]
        help_texts = {
            "code": _("Short and unique, such as lift."),
            "name": _("As the co-owners read it on their calls, such as Lift."),
        }
