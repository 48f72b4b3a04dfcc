from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from buildings.forms.fields import WholeField
from buildings.importing.text import fold
from buildings.models import AllocationKey, Lot
from koprogo.tenancy.forms import TenantModelForm
from koprogo.ui.fields import DayField

# In a building of so few lots nothing is folded away.
FEW = 20


@dataclass(frozen=True, slots=True)
class PartRow:
    """A lot and the input of its part, for the template."""

    lot: Lot
    field: BoundField


@dataclass(frozen=True, slots=True)
class PartGroup:
    """The lots of one kind in deed order; ``each`` gives all of them the same part."""

    kind: Lot.Kind
    each: BoundField
    rows: list[PartRow]
    total: int
    is_open: bool


class PartsFields:
    """A number field ``part-<uuid>`` for each lot of the building, in deed order.

    Whoever inherits is a form. An empty field is 0: the lot bears nothing. Two kinds of
    fields fill in many parts at once, whatever button sent them: ``each-<kind>``, the
    same for all lots of a kind, and ``pasted``, lines of a spreadsheet. Both come back
    empty, but for what could not be understood.
    """

    def __init__(self, data=None, *args, parts: Mapping[int, int] | None = None, **kw):
        self.lots = {f"part-{lot.uuid}": lot for lot in Lot.objects.all()}
        super().__init__(data and filled_in(data, self.lots), *args, **kw)
        known = parts or {}
        self.fields |= {
            name: WholeField(
                label=str(lot), required=False, initial=known.get(lot.pk, "")
            )
            for name, lot in self.lots.items()
        }
        self.fields |= {each_field(kind): _each(kind) for kind in _kinds(self.lots)}
        self.fields["pasted"] = forms.CharField(
            label=_("Lines of a table"),
            required=False,
            widget=forms.Textarea,
            help_text=_(
                "A line for each lot: its code, then its part, as you copy them from a "
                "spreadsheet. Lots that are not named keep what they have."
            ),
        )

    def clean_pasted(self):
        if left := self.cleaned_data["pasted"]:
            raise ValidationError(
                _("No lot has the code with which these lines begin.")
            )
        return left

    def rows(self) -> Iterator[PartRow]:
        for name, lot in self.lots.items():
            yield PartRow(lot, self[name])

    def groups(self) -> Iterator[PartGroup]:
        """Yield the kinds; folded away is where nothing is borne and nothing refused."""
        numbers = self._numbers()
        for kind in _kinds(self.lots):
            each = self[each_field(kind)]
            rows = [row for row in self.rows() if row.lot.kind == kind]
            total = sum(numbers[row.field.name] for row in rows)
            refused = each.errors or any(row.field.errors for row in rows)
            is_open = bool(total or refused or len(self.lots) <= FEW)
            yield PartGroup(Lot.Kind(kind), each, rows, total, is_open)

    def parts(self) -> dict[int, int]:
        """Return the parts above zero by primary key of the lot."""
        return {
            lot.pk: self.cleaned_data[name]
            for name, lot in self.lots.items()
            if self.cleaned_data.get(name)
        }

    def total(self) -> int:
        """Return the sum of the parts that could be read, or of those proposed."""
        return sum(self._numbers().values())

    def _numbers(self) -> dict[str, int]:
        if not self.is_bound:
            return {name: self.fields[name].initial or 0 for name in self.lots}
        self.is_valid()  # cleans once: what a service refused is not forgotten
        return {name: self.cleaned_data.get(name) or 0 for name in self.lots}


def each_field(kind: str) -> str:
    return f"each-{kind}"


def _each(kind: str) -> WholeField:
    label = _("The same part for all: %(kind)s") % {"kind": Lot.Kind(kind).label}
    return WholeField(label=label, required=False)


def _kinds(lots: Mapping[str, Lot]) -> list[str]:
    """Return the kinds that there are, in the order in which the deed has them."""
    return list(dict.fromkeys(lot.kind for lot in lots.values()))


def filled_in(data: QueryDict, lots: Mapping[str, Lot]) -> QueryDict:
    """Return ``data`` as if what was sent for many lots had been typed for each.

    ``lots`` are by name of their field. A part that a line names wins over that of its
    kind; what is no number is left where it was typed, to be refused there.
    """
    filled = data.copy()
    for kind in _kinds(lots):
        part = filled.get(each_field(kind), "")
        if _is_whole(part):
            filled[each_field(kind)] = ""
            for name in (name for name, lot in lots.items() if lot.kind == kind):
                filled[name] = part
    names = {fold(lot.code): name for name, lot in lots.items()}
    left = []
    for line in filled.get("pasted", "").splitlines():
        code, part = split_line(line)
        if name := names.get(fold(code)):
            filled[name] = part
        elif code:
            left.append(line)
    filled["pasted"] = "\n".join(left)
    return filled


def split_line(line: str) -> tuple[str, str]:
    """Return code and part: the first and the last cell, ``""`` when missing.

    A spreadsheet pastes tabs, a CSV file has semicolons, people type spaces.
    """
    for mark in ("\t", ";"):
        if mark in line:
            cells = line.split(mark)
            return cells[0].strip(), cells[-1].strip()
    code, _space, part = line.strip().partition(" ")
    return code, part.strip()


def _is_whole(text: str) -> bool:
    try:
        return WholeField(required=False).clean(text) is not None
    except ValidationError:
        return False


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
