"""Files of the bank, and what somebody says that a movement is."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from uuid import UUID

from django import forms
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from buildings.forms.fields import Choices, PickField
from buildings.importing.text import fold
from buildings.models import AllocationKey, Holding, Supplier
from buildings.queries import named_holdings
from finance import chart
from finance.bank import messages, reading
from finance.bank.statement import StatementError
from finance.forms.calls import Payers
from finance.forms.invoice_fields import Suppliers
from finance.models import Cost, Invoice, MovementMatch, Payment
from finance.movement_parts import (
    CostPart,
    HolderPart,
    InvoicePart,
    OtherPart,
    Part,
    ReturnPart,
    SupplierPart,
    TransferPart,
)
from finance.queries.bank import is_other, is_own_cost
from finance.queries.bank_sent import COMES_BACK_WITHIN, returnable
from finance.queries.invoices import invoice_list
from koprogo.ledger.models import Account
from koprogo.money import from_cents, to_cents
from koprogo.ui import formatting
from koprogo.ui.fields import DayField, MoneyField
from koprogo.ui.upload_forms import FilesForm, ManyFilesField, ManyFilesInput

ROWS = 5
ALL = [("", _("both"))]


class BankFilesField(ManyFilesField):
    """CODA or camt.053 files; gives (name, bytes) of each. One refused refuses all."""

    widget = ManyFilesInput(attrs={"accept": ".cod,.coda,.txt,.xml"})

    def clean(self, data, initial=None) -> list[tuple[str, bytes]]:
        files = [(one.name, one.read()) for one in super().clean(data, initial)]
        errors = []
        for name, content in files:
            try:
                reading.kind_of(content)
            except StatementError as error:
                problem = f"{name}: {messages.sentence(error)}"
                errors.append(ValidationError(problem, error.reason))
        if errors:
            raise ValidationError(errors)
        return files


class BankFilesForm(FilesForm):
    files_field = "files"

    files = BankFilesField(
        label=_("Files of the bank"),
        help_text=_(
            "CODA or camt.053, one or several, each with as many accounts as it has. A "
            "file that was imported before changes nothing."
        ),
    )


class MovementFilterForm(forms.Form):
    """What the list shows; what cannot be understood narrows nothing."""

    account = forms.ChoiceField(
        label=_("Account"), required=False, choices=[*ALL, *Payment.BankAccount.choices]
    )
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)
    q = forms.CharField(label=_("Words"), required=False)

    def __init__(self, data, *, with_words: bool):
        super().__init__(data)
        if not with_words:
            del self.fields["q"]

    def asked(self) -> dict:
        """Return what was asked for and understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


# What a movement is: each form gives the parts that its movement is made of


class PartsForm(forms.Form):
    """``left``: EUR in suspense, in the sign of the bank; people type it without."""

    def __init__(self, data=None, *, left: Decimal):
        super().__init__(data)
        self.left = left


class RowsForm(PartsForm):
    """Rows of one choice and an amount each; those without a choice are empty.

    Without an amount a row takes what the others leave.
    """

    def __init__(self, data=None, *, left: Decimal, **choice):
        super().__init__(data, left=left)
        for number in range(1, ROWS + 1):
            self.fields[f"row_{number}"] = PickField(
                **choice, shared=number > 1, required=False
            )
            self.fields[f"amount_{number}"] = MoneyField(
                label=_("Amount (€)"), required=False
            )

    def rows(self) -> Iterator[tuple]:
        """Yield the fields of each row, for the page."""
        for number in range(1, ROWS + 1):
            yield self[f"row_{number}"], self[f"amount_{number}"]

    def clean(self):
        chosen = [
            (self.cleaned_data.get(f"row_{n}"), self.cleaned_data.get(f"amount_{n}"))
            for n in range(1, ROWS + 1)
        ]
        self.filled = [(row, amount) for row, amount in chosen if row is not None]
        if not self.filled and not self.errors:
            self.add_error("row_1", _("Choose one at least."))
        if len({row.pk for row, _amount in self.filled}) < len(self.filled):
            raise ValidationError(_("The same stands here twice."))
        if sum(amount is None for _row, amount in self.filled) > 1:
            raise ValidationError(_("Write the amounts of all rows but one."))
        return self.cleaned_data

    def amounts(self) -> Iterator[tuple]:
        """Yield each row with its amount, in the sign of the bank."""
        typed = sum((amount for _row, amount in self.filled if amount), Decimal(0))
        for row, amount in self.filled:
            rest = abs(self.left) - typed
            share = rest if amount is None else amount
            yield row, share if self.left > 0 else -share


class HoldersForm(RowsForm):
    """One payment of several account holders, or of one."""

    def __init__(self, data=None, *, left: Decimal):
        super().__init__(
            data,
            left=left,
            label=_("Account holder"),
            choices=Payers(named_holdings().select_related("party")),
            list_id="payers",
        )

    def parts(self) -> list[Part]:
        return [HolderPart(holding, amount) for holding, amount in self.amounts()]


class OpenInvoices(Choices):
    """The invoices that are open, by supplier and number or by uuid."""

    def __init__(self):
        self._by_text, self.labels = {}, []
        self.rows = list(invoice_list().standing().exclude(left=0))
        for one in self.rows:
            self.labels.append(self.label(one))
            for text in {fold(self.label(one)), str(one.uuid), fold(one.number)}:
                self._by_text.setdefault(text, []).append(one)

    @staticmethod
    def label(row: Invoice) -> str:
        return f"{row.supplier} · {row.number} · {row.left}"


class InvoicesForm(RowsForm):
    """One movement for several invoices, or for a part of one."""

    def __init__(self, data=None, *, left: Decimal):
        super().__init__(
            data,
            left=left,
            label=_("Invoice"),
            choices=OpenInvoices(),
            list_id="invoices",
        )

    def parts(self) -> list[Part]:
        return [InvoicePart(invoice, amount) for invoice, amount in self.amounts()]


class NamedAccounts(Choices):
    """Accounts of a kind, by code or by name."""

    def __init__(self, is_wanted: Callable[[str], bool]):
        found = Account.objects.order_by("code")
        accounts = [one for one in found if is_wanted(one.code)]
        self._names = {
            one.code: one.name or chart.standard_label(one.code) for one in accounts
        }
        super().__init__(accounts)

    def label(self, row: Account) -> str:
        return f"{row.code} {self._names[row.code]}"


class CostForm(PartsForm):
    """A cost or an income without an invoice, and the key that divides it."""

    def __init__(self, data=None, *, left: Decimal):
        super().__init__(data, left=left)
        self.fields["account"] = PickField(
            label=_("Account"),
            choices=NamedAccounts(is_own_cost),
            list_id="accounts",
            help_text=_("Bank charges, interest, an indemnity of an insurer."),
        )
        self.fields["label"] = forms.CharField(
            label=_("Description"),
            max_length=Cost._meta.get_field("label").max_length,
            help_text=_("The co-owners read it on their statements."),
        )
        self.fields["key"] = forms.ModelChoiceField(
            label=_("Divided by"),
            queryset=AllocationKey.objects.all(),
            to_field_name="uuid",
            empty_label=None,
        )

    def parts(self) -> list[Part]:
        data = self.cleaned_data
        return [CostPart(self.left, data["account"].code, data["label"], data["key"])]


class OtherForm(PartsForm):
    """Another account of the balance sheet."""

    def __init__(self, data=None, *, left: Decimal):
        super().__init__(data, left=left)
        self.fields["account"] = PickField(
            label=_("Account"), choices=NamedAccounts(is_other), list_id="accounts"
        )

    def parts(self) -> list[Part]:
        return [OtherPart(self.left, self.cleaned_data["account"].code)]


class SupplierForm(PartsForm):
    """A supplier whose invoice is not here: an old debt, or a payment on account."""

    def __init__(self, data=None, *, left: Decimal):
        super().__init__(data, left=left)
        self.fields["supplier"] = PickField(
            label=_("Supplier"),
            choices=Suppliers(Supplier.objects.all()),
            list_id="suppliers",
            help_text=_("What the building owed when its books began, or an advance."),
        )

    def parts(self) -> list[Part]:
        return [SupplierPart(self.cleaned_data["supplier"], self.left)]


class TransferForm(PartsForm):
    """From or to another account of the association: nothing is asked."""

    def parts(self) -> list[Part]:
        return [TransferPart(self.left)]


class Returnable(Choices):
    """The payments of just this amount that a bank may give back, the latest first."""

    def __init__(self, amount: Decimal):
        self._by_text, self.labels = {}, []
        since = timezone.localdate() - COMES_BACK_WITHIN
        found = returnable().filter(amount=amount, movement__booked_on__gte=since)
        for row in found:
            self.labels.append(self.label(row))
            for text in {fold(self.label(row)), str(row.uuid)}:
                self._by_text.setdefault(text, []).append(row)

    @staticmethod
    def label(row: MovementMatch) -> str:
        """Day, whose, and the number of the entry, which no other payment has."""
        whose = row.invoice or row.payment.holding
        day = formatting.day(row.movement.booked_on, get_language())
        return f"{day} · {whose} · {row.entry.number}"


class ReturnForm(PartsForm):
    """A payment that the bank gives back: all of it."""

    def __init__(self, data=None, *, left: Decimal):
        super().__init__(data, left=left)
        self.fields["match"] = PickField(
            label=_("Payment"),
            choices=Returnable(-left),
            list_id="payments",
            help_text=_(
                "Those of just this amount. It is taken back: what it paid is owed again."
            ),
        )

    def parts(self) -> list[Part]:
        return [ReturnPart(self.cleaned_data["match"], self.left)]


class ProposalForm(PartsForm):
    """What the page proposed, sent back as it was: ``holder <uuid> <amount>``."""

    share = forms.CharField(required=False)

    def __init__(self, data=None, *, left: Decimal):
        super().__init__(data, left=left)
        self._shares = data.getlist("share") if data else []

    def clean(self):
        try:
            self.found = [self._part(*share.split()) for share in self._shares]
        except (TypeError, ValueError, ArithmeticError, ObjectDoesNotExist):
            raise ValidationError(
                _("This proposal is not one of today: look at the new ones.")
            ) from None
        return self.cleaned_data

    def _part(self, kind: str, uuid: str = "", amount: str = "") -> Part:
        if kind == "transfer":
            return TransferPart(self.left)
        eur = from_cents(to_cents(Decimal(amount)))
        if kind == "return":
            return ReturnPart(returnable().get(uuid=UUID(uuid)), eur)
        if kind == "holder":
            return HolderPart(Holding.objects.get(uuid=UUID(uuid)), eur)
        invoices = Invoice.objects.select_related("supplier")
        return InvoicePart(invoices.get(uuid=UUID(uuid)), eur)

    def parts(self) -> list[Part]:
        return self.found


KINDS: dict[str, type[PartsForm]] = {
    "holders": HoldersForm,
    "invoices": InvoicesForm,
    "supplier": SupplierForm,
    "cost": CostForm,
    "transfer": TransferForm,
    "other": OtherForm,
    "return": ReturnForm,
    "proposal": ProposalForm,
}
KIND_LABELS = {
    "holders": _("Account holders"),
    "invoices": _("Invoices"),
    "supplier": _("A supplier without an invoice"),
    "cost": _("A cost or an income"),
    "transfer": _("Between own accounts"),
    "return": _("A payment that comes back"),
    "other": _("Another account"),
}
