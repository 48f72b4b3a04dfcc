"""What people type for a budget, its adoption and its instalments."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from buildings.forms.fields import Choices, PickField
from finance import chart
from finance.call_periods import Period
from finance.fiscal_year import year_name
from finance.forms.calls import is_too_large
from finance.models import Budget, BudgetLine, Rhythm
from finance.queries.budgets import LineDraft, Span, Start
from finance.queries.instalments import Plan
from koprogo.ledger.models import Account
from koprogo.ui.fields import DayField, MoneyField
from koprogo.ui.formatting import day

Kind = BudgetLine.Kind
MOST_LINES = 200
TITLE = Budget._meta.get_field("title").max_length
DECISION = Budget._meta.get_field("decision").max_length
LABEL = BudgetLine._meta.get_field("label").max_length
SIZES = {"account": 30, "label": 30, "amount": 10}  # of inputs, in characters


def _typed(*choices, **kwargs):
    return forms.TypedChoiceField(choices=choices, coerce=int, **kwargs)


class BudgetForm(forms.Form):
    title = forms.CharField(
        label=_("Title"),
        max_length=TITLE,
        help_text=_("As the co-owners will read it, such as “Budget 2026”."),
    )
    call_months = _typed(
        *Rhythm.choices,
        label=_("Provisions are called"),
        initial=Rhythm.QUARTER,
    )


class NewBudgetForm(BudgetForm):
    """A new budget: its year, one of ``spans``, and what its lines begin with."""

    start = forms.ChoiceField(
        label=_("Begin with"),
        choices=Start,
        initial=Start.BUDGET,
        widget=forms.RadioSelect,
    )

    def __init__(self, data=None, *, spans: Sequence[Span], **kwargs):
        super().__init__(data, **kwargs)
        self.spans = {span.since.isoformat(): span for span in spans}
        self.fields["year"] = forms.ChoiceField(
            label=_("Fiscal year"),
            choices=[(since, _year(span)) for since, span in self.spans.items()],
        )
        self.order_fields(["year", "title"])

    def clean_year(self):
        return self.spans[self.cleaned_data["year"]]


def _year(span: Span) -> str:
    name = year_name(span.since, span.until)
    if span.is_open:
        return name
    return gettext("%(year)s (is opened now)") % {"year": name}


class Accounts(Choices):
    """The accounts that a budget may name, by code or by name."""

    def __init__(self, accounts: Mapping[str, Account]):
        self.names = chart.labels(accounts)
        super().__init__(accounts.values())

    def label(self, row: Account) -> str:
        return f"{row.code} {self.names[row.code]}"


class LineForm(forms.Form):
    """One line. ``keys`` and ``accounts`` are fetched once for all lines."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=Kind, initial=Kind.ORDINARY, required=False
    )
    label = forms.CharField(label=_("Description"), required=False, max_length=LABEL)
    amount = MoneyField(label=_("Amount (€)"))

    def __init__(self, *args, keys, accounts: Accounts, **kwargs):
        super().__init__(*args, **kwargs)
        self.keys = {str(key.uuid): key for key in keys}
        self.accounts = accounts
        self.fields["account"] = PickField(
            label=_("Account"),
            choices=accounts,
            list_id="accounts",
            shared=bool(self.prefix) and not self.prefix.endswith("-0"),
            required=False,
        )
        self.fields["key"] = forms.ChoiceField(
            label=_("Divided by"),
            choices=[(uuid, str(key)) for uuid, key in self.keys.items()],
            initial=next(iter(self.keys), None),
        )
        for name, field in self.fields.items():  # the table has no room for labels
            field.widget.attrs["aria-label"] = field.label
            if name in SIZES:
                field.widget.attrs["size"] = SIZES[name]
        self.order_fields(["kind", "account", "label", "key", "amount"])

    def clean(self):
        data = self.cleaned_data
        data["kind"] = data.get("kind") or Kind.ORDINARY
        if "key" in data:
            data["key"] = self.keys[data["key"]]
        self._check_account(data)
        if data.get("account") and not data.get("label"):
            data["label"] = self.accounts.names[data["account"].code][:LABEL]
        return data

    def _check_account(self, data) -> None:
        """The reserve has its account; costs are on one that somebody chose."""
        account, reserve = data.get("account"), chart.RESERVE_CALLED
        if data["kind"] == Kind.RESERVE and account is None:
            [data["account"]] = self.accounts.find(reserve)
        elif account is None and "account" not in self.errors:
            self.add_error("account", _("Choose an account."))
        elif account and (account.code == reserve) != (data["kind"] == Kind.RESERVE):
            self.add_error("account", _("This account does not fit the kind of line."))


class BaseLineFormSet(forms.BaseFormSet):
    def clean(self):
        filled = [row["amount"] for row in self.filled() if "amount" in row]
        if is_too_large(filled):
            raise ValidationError(MoneyField.default_error_messages["maximum"])

    def filled(self) -> list[dict]:
        """Return the cleaned data of the lines that were filled in."""
        return [form.cleaned_data for form in self.forms if form.cleaned_data]

    def lines(self) -> list[LineDraft]:
        return [LineDraft(**row) for row in self.filled()]

    @property
    def sum(self) -> Decimal:
        """What the lines add up to as they are shown."""
        return sum((row["amount"] for row in self.initial or ()), Decimal("0.00"))


LineFormSet = forms.formset_factory(
    LineForm, formset=BaseLineFormSet, extra=4, max_num=MOST_LINES, validate_max=True
)


class DecisionForm(forms.Form):
    """Which assembly decided it, and when: words that name the decision."""

    decision = forms.CharField(
        label=_("Decision"),
        max_length=DECISION,
        help_text=_("Such as “General assembly of 14 May 2026, item 8”."),
    )
    decided_on = DayField(label=_("Decided on"))

    def clean_decided_on(self):
        decided_on = self.cleaned_data["decided_on"]
        if decided_on > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return decided_on


class InstalmentsForm(forms.Form):
    """From which period on, and whether extraordinary costs are called as well."""

    works = forms.BooleanField(
        label=_("Call the foreseeable extraordinary costs as well"), required=False
    )

    def __init__(self, data=None, *, plan: Plan, language: str):
        initial = {"first": plan.first, "works": plan.works}
        super().__init__(data, initial=initial)
        self.fields["first"] = _typed(
            *((period.number, _days(period, language)) for period in plan.periods),
            label=_("Begin with the period"),
        )
        self.order_fields(["first", "works"])


def _days(period: Period, language: str) -> str:
    return f"{day(period.since, language)} – {day(period.last_day, language)}"
