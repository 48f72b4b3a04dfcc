from datetime import datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.history import kinds
from koprogo.ui.fields import DayField


class HistoryForm(forms.Form):
    """Which events are shown; what is wrong or left out restricts nothing."""

    person = forms.ModelChoiceField(
        queryset=None,
        to_field_name="uuid",
        required=False,
        label=_("Who"),
        empty_label=_("Everybody"),
    )
    kind = forms.ChoiceField(required=False, label=_("About"))
    since = DayField(required=False, label=_("From"))
    until = DayField(required=False, label=_("Until"))

    def __init__(self, data, *, people):
        super().__init__(data or None)
        self.fields["person"].queryset = people
        self.fields["kind"].choices = [
            ("", _("Everything")),
            *((kind, label) for kind, (label, _actions) in kinds().items()),
        ]

    @property
    def in_use(self) -> bool:
        """Whether something was filled in, right or wrong."""
        return self.is_bound and any(self.data.get(name) for name in self.fields)

    def chosen(self, events):
        """Return those of ``events`` that were asked for."""
        self.is_valid()
        wanted = getattr(self, "cleaned_data", {})
        if person := wanted.get("person"):
            events = events.filter(actor=person)
        if kind := wanted.get("kind"):
            events = events.filter(action__in=kinds()[kind][1])
        if since := wanted.get("since"):
            events = events.filter(at__gte=_midnight(since))
        if until := wanted.get("until"):
            events = events.filter(at__lt=_midnight(until + timedelta(days=1)))
        return events


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time()))
