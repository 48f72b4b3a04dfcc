"""What is typed to take part, and what the board grants."""

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.forms.fields import KboField
from buildings.models import AddOnUse, Participation, ParticipationPeriod, Reduction
from buildings.validators import validate_kbo
from koprogo.ui.fields import DayField
from transparency.queries.representing import ANOTHER, MYSELF
from transparency.tariff import effective_from

Way = ParticipationPeriod.Way


class JoinForm(forms.Form):
    """Who takes part: the person, a building he runs here, or another co-ownership.

    ``buildings``: name by slug.
    """

    who = forms.ChoiceField(label=_("Who takes part"), widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Name of the co-ownership"),
        max_length=Participation._meta.get_field("name").max_length,
        required=False,
        help_text=_("Only for a co-ownership that hosts KoproGo itself."),
    )
    kbo = KboField(
        label=_("KBO number of the co-ownership"),
        required=False,
        validators=[validate_kbo],
    )
    way = forms.ChoiceField(
        label=_("How it takes part"),
        choices=[(way.value, way.label) for way in (Way.SELF_HOSTED, Way.FREE)],
        initial=Way.SELF_HOSTED,
        required=False,
        help_text=_("Without contribution it has no vote and no claim on the fund."),
    )
    agreed = forms.BooleanField(
        label=_("I may decide this, and accept the statutes and the price in force.")
    )

    def __init__(self, *args, buildings: Mapping[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [
            (MYSELF, _("Myself, as a person")),
            *((slug, name) for slug, name in buildings.items()),
            (ANOTHER, _("A co-ownership that hosts KoproGo itself")),
        ]

    def clean(self):
        values = super().clean()
        if values.get("who") == ANOTHER:
            for name in ("name", "kbo"):
                if not values.get(name) and name not in self.errors:
                    self.add_error(name, _("This is needed for a co-ownership."))
            values["way"] = values.get("way") or Way.SELF_HOSTED
        return values


class WayForm(forms.Form):
    """In which way it takes part from now on, or from the next month."""

    way = forms.ChoiceField(label=_("How it takes part"), widget=forms.RadioSelect)

    def __init__(self, *args, participation: Participation, **kwargs):
        super().__init__(*args, **kwargs)
        ways = [Way.SELF_HOSTED, Way.FREE]
        if participation.kind == Participation.Kind.PERSON:
            ways = [Way.SELF_HOSTED]
        elif participation.building_id:
            ways.insert(0, Way.HOSTED)
        self.fields["way"].choices = [(way.value, way.label) for way in ways]


class AddOnForm(forms.Form):
    add_on = forms.ChoiceField(label=_("Add-on"), choices=AddOnUse.AddOn.choices)


def _first_of_month(value):
    if value is not None and value.day != 1:
        raise ValidationError(_("This begins and ends on the first of a month."))


class ReductionForm(forms.Form):
    """A reduction that the board grants, for whole months."""

    kind = forms.ChoiceField(
        label=_("Reduction"), choices=Reduction.Kind.choices, widget=forms.RadioSelect
    )
    contributor = forms.CharField(
        label=_("Who earns it"),
        max_length=Reduction._meta.get_field("contributor").max_length,
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=Reduction._meta.get_field("reason").max_length
    )
    since = DayField(label=_("From the first of"), validators=[_first_of_month])
    until = DayField(
        label=_("Until the first of"),
        required=False,
        validators=[_first_of_month],
        help_text=_("The first month without it; empty while it lasts."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = effective_from(timezone.localdate())

    def clean(self):
        values = super().clean()
        since, until = values.get("since"), values.get("until")
        if since and until and until <= since:
            self.add_error("until", _("The end must come after the beginning."))
        return values


class ReductionEndForm(forms.Form):
    until = DayField(
        label=_("First month without it"),
        validators=[_first_of_month],
        help_text=_("The first of a month."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = effective_from(timezone.localdate())


class EndForm(forms.Form):
    """Why the board ends a participation."""

    reason = forms.CharField(label=_("Reason"), max_length=300)
