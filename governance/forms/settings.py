from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from governance.models import AssemblySettings
from governance.ordinary_period import ImpossiblePeriod
from governance.queries.settings import ordinary_period
from koprogo.ui.fields import MoneyField

NOT_NOTED = _("not noted")


class AssemblySettingsForm(forms.ModelForm):
    period_month = forms.TypedChoiceField(
        label=_("Month of the first day"),
        choices=[("", NOT_NOTED), *MONTHS.items()],
        coerce=int,
        empty_value=None,
        required=False,
    )
    period_day = forms.IntegerField(
        label=_("First day of the fifteen days"),
        min_value=1,
        max_value=31,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    quote_threshold = MoneyField(
        label=_("Several quotes are asked above (€)"),
        required=False,
        help_text=_(
            "The law names no amount: the assembly decides on it by two thirds of the "
            "votes (art. 3.88 §1)."
        ),
    )

    class Meta:
        model = AssemblySettings
        fields = [
            "period_month",
            "period_day",
            "place",
            "quote_threshold",
            "quote_decision",
        ]
        help_texts = {
            "place": _("It is proposed for each new assembly."),
            "quote_decision": _("Such as “General assembly of 14 May 2026, point 8”."),
        }

    def clean(self):
        super().clean()
        data = self.cleaned_data
        self._check_period(data.get("period_month"), data.get("period_day"))
        if data.get("quote_threshold") and not data.get("quote_decision"):
            text = _("Say which assembly decided on that amount (art. 3.88 §1).")
            self.add_error("quote_decision", text)
        return data

    def _check_period(self, month: int | None, day: int | None) -> None:
        if "period_day" in self.errors:
            return
        if (month is None) != (day is None):
            self.add_error("period_day", _("Give the day and the month, or neither."))
            return
        try:
            ordinary_period(AssemblySettings(period_month=month, period_day=day))
        except ImpossiblePeriod:
            self.add_error("period_day", _("Not every year has this day."))
