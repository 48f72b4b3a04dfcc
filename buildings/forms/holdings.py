from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buildings.forms.fields import Choices, FractionField, PickField
from buildings.importing.rows import MAX_SHARES
from buildings.models import Holding, Owner

ROWS = range(1, 7)
SHOWN = 2
NAMES = ("owner", "right", "part", "represents")

RIGHTS = [
    ("full", gettext_lazy("Full ownership")),
    ("bare", gettext_lazy("Bare ownership")),
    ("usufruct", gettext_lazy("Usufruct")),
]


@dataclass(frozen=True, slots=True)
class Row:
    """The inputs of one line, for the template."""

    number: int
    owner: BoundField
    right: BoundField
    part: BoundField
    represents: BoundField


class HoldingForm(forms.Form):
    """Who holds lots together: up to six lines of an owner, a right and a part.

    Somebody with two rights (a widow with half of the ownership, and the usufruct of
    the rest) stands on two lines. A part left empty is the whole.

    When it is valid, ``holders()`` and ``cleaned_data["parts"]`` say who holds what
    over which denominator, and ``cleaned_data["representative"]`` whom they named.
    """

    def __init__(self, data=None, *, first: str = ""):
        choices = Choices(Owner.objects.all())
        super().__init__(
            data, initial={"owner_1": next(iter(choices.find(first)), None)}
        )
        for number in ROWS:
            self.fields |= self._line(number, choices)

    @staticmethod
    def _line(number: int, choices: Choices) -> dict[str, forms.Field]:
        which = {"number": number}
        return {
            f"owner_{number}": PickField(
                label=_("Holder %(number)s") % which,
                choices=choices,
                list_id="owners",
                shared=number > 1,
                required=number == 1,
            ),
            f"right_{number}": forms.ChoiceField(
                label=_("Right of holder %(number)s") % which, choices=RIGHTS
            ),
            f"part_{number}": FractionField(
                label=_("Part of holder %(number)s") % which, required=False
            ),
            f"represents_{number}": forms.BooleanField(
                label=_("Holder %(number)s votes for all of them") % which,
                required=False,
            ),
        }

    def first_rows(self) -> list[Row]:
        return [self._row(number) for number in ROWS[:SHOWN]]

    def more_rows(self) -> list[Row]:
        return [self._row(number) for number in ROWS[SHOWN:]]

    def needs_more_rows(self) -> bool:
        """Tell whether somebody stands, or is missing, on the lines folded away."""
        rows = self.more_rows()
        return any(row.owner.value() or row.owner.errors for row in rows)

    def _row(self, number: int) -> Row:
        names = (f"{name}_{number}" for name in NAMES)
        return Row(number, *(self[name] for name in names))

    def clean(self):
        for number in ROWS:
            self._check_line(number)
        self.cleaned_data["representative"] = self._representative()
        parts = lcm(*(part.denominator for *_who, part in self._claims()))
        if parts > MAX_SHARES:
            self.add_error(
                None,
                _(
                    "These parts have no reasonable common denominator: write them as "
                    "fractions such as 1/3."
                ),
            )
        self.cleaned_data["parts"] = parts
        return self.cleaned_data

    def _check_line(self, number: int) -> None:
        line = {name: self.cleaned_data.get(f"{name}_{number}") for name in NAMES}
        filled = line["part"] is not None or line["represents"]
        if filled and not line["owner"] and f"owner_{number}" not in self.errors:
            self.add_error(f"owner_{number}", _("Say whose line this is."))
        if line["part"] == 0:
            self.add_error(f"part_{number}", _("A part is more than 0."))

    def _representative(self) -> Owner | None:
        named = [n for n in ROWS if self.cleaned_data.get(f"represents_{n}")]
        for number in named[1:]:
            self.add_error(
                f"represents_{number}",
                _("The holders name one representative (art. 3.87 §1)."),
            )
        return self.cleaned_data.get(f"owner_{named[0]}") if named else None

    def _claims(self) -> Iterator[tuple[Owner, str, Fraction]]:
        """Return owner, right and part of the lines that name an owner."""
        for number in ROWS:
            if owner := self.cleaned_data.get(f"owner_{number}"):
                part = self.cleaned_data.get(f"part_{number}")
                whole = Fraction(1) if part is None else part
                yield owner, self.cleaned_data.get(f"right_{number}", "full"), whole

    def holders(self) -> dict[Owner, dict[str, int]]:
        """Return, by owner, the numerators of his rights over ``parts``."""
        parts = self.cleaned_data["parts"]
        held: dict[Owner, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for owner, right, part in self._claims():
            held[owner][right] += int(part * parts)
        return held


class RepresentativeForm(forms.Form):
    """Whom the holders named, in writing, as their one representative."""

    def __init__(self, data=None, *, holding: Holding):
        members = Owner.objects.filter(memberships__holding=holding)
        super().__init__(data, initial={"representative": holding.representative})
        self.fields["representative"] = forms.ModelChoiceField(
            label=_("Representative"),
            queryset=members,
            to_field_name="uuid",
            empty_label=None,
            widget=forms.RadioSelect,
            help_text=_("Record it when you have their letter (art. 3.87 §1)."),
        )
