"""What people type for a statement of charges: its period with its last day."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from finance.forms.calls import in_thirty_days
from finance.models import ChargeStatement
from koprogo.ui.fields import DayField


class StatementForm(forms.Form):
    """A period as people say it: both days belong to it."""

    title = forms.CharField(
        label=_("Title"),
        max_length=ChargeStatement._meta.get_field("title").max_length,
        help_text=_("As the co-owners will read it, such as “Charges 2026”."),
    )
    since = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"))
    due_on = DayField(label=_("Due on"), initial=in_thirty_days)

    def clean(self):
        data = self.cleaned_data
        if data.keys() >= {"since", "last_day"} and data["last_day"] < data["since"]:
            self.add_error("last_day", _("The last day lies before the first one."))
        return data


def half_open(data: dict) -> dict:
    """Return title, since, until and due_on of what the form gave."""
    until = data["last_day"] + timedelta(days=1)
    return {name: data[name] for name in ("title", "since", "due_on")} | {
        "until": until
    }
