"""What people type for reports, works and fiscal years."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from finance.models import Works
from finance.months import add_months
from koprogo.ledger.models import Account
from koprogo.ui.fields import DayField

ONE_DAY = timedelta(days=1)
CODE = Account._meta.get_field("code").max_length
NAME = Account._meta.get_field("name").max_length
LONGEST_REASON = 400
NOBODY_LIVES = 2200


class DayForm(forms.Form):
    """Until the end of which day a report goes; what is left out is as given."""

    until = DayField(label=_("On"))

    def __init__(self, data, *, since: date, until: date):
        self.default = {"since": since, "until": until}
        super().__init__({"until": data.get("until") or until.isoformat()})

    def period(self) -> dict[str, date]:
        """Return ``since`` and ``until``; the first is as given."""
        return self.default | (self.cleaned_data if self.is_valid() else {})


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        help_text=_("It stays in the history."),
    )


class AccountForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=CODE,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("It begins with the code of the account above, such as 61010001."),
    )
    name = forms.CharField(label=_("Name"), max_length=NAME)


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=NAME,
        required=False,
        help_text=_("Leave it empty to call it as the chart does."),
    )


class YearForm(forms.Form):
    """The days of a fiscal year to open: twelve months from the end of the last one."""

    since = DayField(label=_("First day"))
    last_day = DayField(
        label=_("Last day"), help_text=_("24 months after the first day at most.")
    )

    def __init__(self, data=None, *, since: date):
        last_day = add_months(since, 12) - ONE_DAY
        super().__init__(data, initial={"since": since, "last_day": last_day})

    def clean_last_day(self):
        last_day = self.cleaned_data["last_day"]
        if last_day.year >= NOBODY_LIVES:
            raise ValidationError(_("This day is too far away."))
        return last_day

    def days(self) -> dict[str, date]:
        data = self.cleaned_data
        return {"since": data["since"], "until": data["last_day"] + ONE_DAY}


class WorksForm(forms.Form):
    title = forms.CharField(
        label=_("Works"),
        max_length=Works._meta.get_field("title").max_length,
        help_text=_("As the co-owners will read it, such as “New roof”."),
    )
    decision = forms.CharField(
        label=_("Decision of the assembly"),
        max_length=Works._meta.get_field("decision").max_length,
        help_text=_("What was decided, and where it stands in the minutes."),
    )
    decided_on = DayField(label=_("Decided on"))


def in_thirty_days():
    return timezone.localdate() + timedelta(days=30)


class EndOfWorksForm(forms.Form):
    decision = forms.CharField(
        label=_("Decision of the assembly"),
        max_length=LONGEST_REASON,
        help_text=_("What it decided about the difference, and when."),
    )
    due_on = DayField(label=_("Due on"), initial=in_thirty_days)
