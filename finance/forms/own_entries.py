"""What people type for an entry of their own: its lines, and why it is right."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.forms.fields import Choices, PickField
from buildings.importing.text import fold
from buildings.models import AllocationKey, Lot, Supplier
from buildings.queries import named_holdings
from finance import chart
from finance.forms.calls import Payers
from finance.forms.invoice_fields import Lots, Suppliers
from finance.forms.invoice_files import VoucherField
from finance.models import OwnEntry
from finance.own_lines import OwnLine
from koprogo.ledger.models import Account, Entry
from koprogo.ui.fields import DayField, MoneyField
from koprogo.ui.upload_forms import FilesForm

MOST_LINES = 40
TEXT = Entry._meta.get_field("text").max_length
REASON = OwnEntry._meta.get_field("reason").max_length
NOBODY = ""


class AnyAccounts(Choices):
    """Every account to book on, by code or by name."""

    def __init__(self):
        accounts = list(Account.objects.order_by("code"))
        self.names = chart.labels(one.code for one in accounts)
        super().__init__(accounts)
        for account in accounts:
            name = fold(self.names[account.code])
            self._by_text.setdefault(name, []).append(account)

    def label(self, row: Account) -> str:
        return f"{row.code} {self.names[row.code]}"


@dataclass(frozen=True, slots=True)
class Offered:
    """All that the lines of one form choose from."""

    accounts: AnyAccounts
    holders: Payers
    suppliers: Suppliers
    keys: dict[str, AllocationKey]
    lots: Lots

    @classmethod
    def of_building(cls) -> "Offered":
        """Fetch it in the building entered: eight statements."""
        return cls(
            accounts=AnyAccounts(),
            holders=Payers(named_holdings().order_by("code", "pk")),
            suppliers=Suppliers(Supplier.objects.all()),
            keys={str(key.uuid): key for key in AllocationKey.objects.all()},
            lots=Lots(Lot.objects.all()),
        )


class OptionalVoucherField(VoucherField):
    """What the entry was made from; most have nothing but their reason."""

    def clean(self, data, initial=None):
        return super().clean(data, initial) if data else None


class OwnEntryForm(FilesForm):
    """The entry as a whole; ``uuid`` is drawn when the form is shown."""

    files_field = "voucher"

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Description"),
        max_length=TEXT,
        help_text=_("As it stands in the books, for everybody who may read them."),
    )
    date = DayField(label=_("Date"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=REASON,
        help_text=_(
            "Why it is right: it stays in the history. A co-owner reads it when the "
            "entry is on no other account than his."
        ),
    )
    voucher = OptionalVoucherField(label=_("PDF or picture"), required=False)

    def __init__(self, request=None):
        first = {"uuid": uuid4(), "date": timezone.localdate()}
        super().__init__(request, initial=first)

    def clean_date(self):
        day = self.cleaned_data["date"]
        if day > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return day


class OwnLineForm(forms.Form):
    """A line: an account, one side, and whose it is or who bears it."""

    debit = MoneyField(label=_("Debit (€)"), required=False)
    credit = MoneyField(label=_("Credit (€)"), required=False)

    def __init__(self, *args, offered: Offered, **kwargs):
        super().__init__(*args, **kwargs)
        self.offered = offered
        shared = not str(self.prefix).endswith("-0")
        picks = (
            ("account", _("Account"), offered.accounts, True),
            ("holder", _("Account holder"), offered.holders, False),
            ("supplier", _("Supplier"), offered.suppliers, False),
            ("lot", _("Lot that bears it alone"), offered.lots, False),
        )
        for name, label, choices, required in picks:
            self.fields[name] = PickField(
                label=label,
                choices=choices,
                list_id=f"list-{name}",
                shared=shared,
                required=required,
            )
        self.fields["key"] = forms.ChoiceField(
            label=_("Divided by"),
            required=False,
            choices=[(NOBODY, "—"), *((u, str(k)) for u, k in offered.keys.items())],
        )

    def clean(self):
        data = self.cleaned_data
        sides = [side for side in (data.get("debit"), data.get("credit")) if side]
        if not self.errors and len(sides) != 1:
            raise ValidationError(_("Write an amount on one side: debit or credit."))
        return data

    def line(self) -> OwnLine:
        """Return the line; debit above zero, credit below."""
        data = self.cleaned_data
        debit, credit = (data[side] or Decimal("0.00") for side in ("debit", "credit"))
        return OwnLine(
            account=data["account"].code,
            amount=debit - credit,
            holding=data["holder"],
            supplier=data["supplier"],
            key=self.offered.keys.get(data["key"]),
            lot=data["lot"],
        )


class BaseOwnLines(forms.BaseFormSet):
    def lines(self) -> list[OwnLine]:
        """Return the rows that were filled in; the others count for nothing."""
        return [form.line() for form in self.forms if form.cleaned_data]


OwnLines = forms.formset_factory(
    OwnLineForm,
    formset=BaseOwnLines,
    extra=2,
    min_num=2,
    validate_min=True,
    max_num=MOST_LINES,
    validate_max=True,
    absolute_max=MOST_LINES,
)


class TransferForm(forms.Form):
    """A transfer to the reserve account that the bank has made."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    amount = MoneyField(label=_("Amount (€)"))
    date = DayField(label=_("Date"))

    def __init__(self, data=None, *, amount: Decimal):
        first = {"uuid": uuid4(), "amount": amount, "date": timezone.localdate()}
        super().__init__(data, initial=first)

    def clean_date(self):
        day = self.cleaned_data["date"]
        if day > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return day
