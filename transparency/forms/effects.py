"""What is asked before a decision of the members is carried out."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from buildings.forms.fields import CalledField
from governance.queries.members import called
from koprogo.ui.fields import DayField, MoneyField
from koprogo.ui.formatting import money
from transparency.models import Allocation, Audience, Report, Schedule
from transparency.months import add_months, first_of_month
from transparency.queries.allocations import open_allocations
from transparency.queries.elections import BOARD_YEARS, appointable
from transparency.queries.tariffs import schedule_on
from transparency.tariff import Tier, WrongGrid, check_grid, effective_from

#: how many rows a grid has on the form
TIERS = 8
ROWS = range(1, TIERS + 1)
_WRONG = {
    "begin": _("The first row is from 0 participants."),
    "order": _("Each row is from more participants than the one before."),
    "price": _("Each price is lower than the one before."),
}


def _rows() -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    for row in ROWS:
        fields[f"from_{row}"] = forms.IntegerField(
            label=_("Row %(row)s: from how many participants") % {"row": row},
            required=False,
            min_value=0,
            max_value=2_000_000_000,
        )
        fields[f"price_{row}"] = MoneyField(
            label=_("Row %(row)s: price a month (€)") % {"row": row},
            required=False,
            minimum=0,
        )
    return fields


class TariffForm(forms.Form):
    """Another tariff: a voted price, or a grid for co-ownerships, from a first of month."""

    audience = forms.ChoiceField(label=_("Whose price"), choices=Audience.choices)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=Schedule.Kind.choices,
        initial=Schedule.Kind.VOTED,
        help_text=_("Only the price of co-ownerships falls with their number."),
    )
    since = DayField(
        label=_("From"), help_text=_("The first day of a month that is still to come.")
    )
    price = MoneyField(
        label=_("Voted price a month (€)"),
        required=False,
        minimum=0,
        help_text=_("Of a voted price; the rows below are for the other kind."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields.update(_rows())
        self.fields["since"].initial = effective_from(today)
        self._show_grid(today)

    def _show_grid(self, today: date) -> None:
        """Begin with the grid of today."""
        schedule = schedule_on(today)
        if schedule is None or schedule.kind != Schedule.Kind.GRID:
            return
        for row, tier in zip(ROWS, schedule.grid, strict=False):
            self.fields[f"from_{row}"].initial = tier.from_participants
            self.fields[f"price_{row}"].initial = tier.price

    def clean_since(self):
        since = self.cleaned_data["since"]
        if since.day != 1 or since < effective_from(timezone.localdate()):
            raise ValidationError(_("A tariff begins on the first of a month to come."))
        return since

    def clean(self):
        """Return the tiers besides; a voted price has one, from 0."""
        found = super().clean()
        if self.errors:
            return found
        if found["kind"] == Schedule.Kind.VOTED:
            if found["price"] is None:
                raise ValidationError({"price": _("Write the price that was voted.")})
            return found | {"tiers": [Tier(0, found["price"])]}
        if found["audience"] != Audience.CO_OWNERSHIP:
            raise ValidationError(
                {"kind": _("Only the price of co-ownerships falls with their number.")}
            )
        return found | {"tiers": self._tiers(found)}

    def _tiers(self, found) -> list[Tier]:
        filled = [
            row
            for row in ROWS
            if found[f"from_{row}"] is not None or found[f"price_{row}"] is not None
        ]
        for row in filled:
            for name in (f"from_{row}", f"price_{row}"):
                if found[name] is None:
                    raise ValidationError({name: _("A row has both of its numbers.")})
        tiers = [Tier(found[f"from_{row}"], found[f"price_{row}"]) for row in filled]
        self._check(tiers, filled)
        return tiers

    def _check(self, tiers: Sequence[Tier], filled: Sequence[int]) -> None:
        try:
            check_grid(tiers)
        except WrongGrid as error:
            if error.code == "empty":
                raise ValidationError(
                    {"from_1": _("Write one row at least.")}
                ) from None
            name = "price" if error.code == "price" else "from"
            field = f"{name}_{filled[error.place]}"
            raise ValidationError({field: _WRONG[error.code]}) from None


class AllocationChoice(forms.ModelChoiceField):
    def label_from_instance(self, allocation: Allocation) -> str:
        return f"{allocation.title} ({money(allocation.amount, get_language())})"


class AllocationEffectForm(forms.Form):
    """Which division was adopted; the point of the agenda may have named it."""

    allocation = AllocationChoice(
        label=_("Division of the surplus"), queryset=None, to_field_name="uuid"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["allocation"].queryset = open_allocations()
        self.fields["allocation"].initial = self.initial.get("ref")


class OfficeForm(forms.Form):
    """Whom the members elected, from when until when."""

    years: int | None = None
    owner = CalledField(
        label=_("Person"),
        help_text=_(
            "Of the register of the ASBL, with an account: first name and name, or the "
            "e-mail address."
        ),
        find=lambda text: called(text, appointable()),
        error_messages={
            "unknown": _("Nobody of the register with an account is called so.")
        },
    )
    since = DayField(label=_("From"))
    until = DayField(
        label=_("Until"), help_text=_("The first day on which it holds no more.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        since = self.initial.setdefault("since", self.initial.get("decided_on"))
        if self.years and since:
            self.initial.setdefault("until", years_later(since, self.years))

    def clean(self):
        found = super().clean()
        since, until = found.get("since"), found.get("until")
        if since and until and until <= since:
            self.add_error("until", _("The end must come after the beginning."))
        return found


def years_later(day: date, years: int) -> date:
    """Return the same day so many years later; of 29 February, 1 March."""
    first = add_months(first_of_month(day), 12 * years)
    try:
        return first.replace(day=day.day)
    except ValueError:
        return add_months(first, 1)


class BoardForm(OfficeForm):
    """A member of the board, perhaps the treasurer too."""

    years = BOARD_YEARS
    is_treasurer = forms.BooleanField(
        label=_("Keeps the books as treasurer too"), required=False
    )


class AccountsForm(forms.Form):
    """Which yearly accounts were approved."""

    report = forms.ModelChoiceField(
        label=_("Yearly accounts"), queryset=None, to_field_name="uuid"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["report"].queryset = Report.objects.filter(
            kind=Report.Kind.YEAR, approved_by_decision=None, published_at=None
        )
        self.fields["report"].initial = self.initial.get("ref")
