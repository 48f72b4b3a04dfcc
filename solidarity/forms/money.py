"""What is typed about agreements, payouts, transfers and the fund's books."""

from decimal import Decimal
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from buildings.forms.fields import IbanField, KboField
from finance.sepa.accounts import checked_creditor
from finance.sepa.errors import PaymentFileError
from koprogo.documents.intake import take_in
from koprogo.documents.kinds import Kind as FileKind
from koprogo.documents.kinds import kind_of
from koprogo.documents.messages import sentence
from koprogo.documents.problems import Refused
from koprogo.ui.fields import DayField, MoneyField
from koprogo.ui.upload_forms import FilesForm
from solidarity.answers import Payee
from solidarity.capital import Assumptions
from solidarity.models import Aid, FundAccount, FundMovement
from solidarity.models.payouts import PAYEES as PAYEE_WORDS
from solidarity.queries.payouts import PAYEES, needs_voucher
from solidarity.terms import Kind

PAPERS = (FileKind.PDF, FileKind.JPEG, FileKind.PNG)
#: of the communication on a statement
LONGEST_MESSAGE = 100
NOTHING = Decimal("0.00")


class PaperField(forms.FileField):
    """A PDF or a picture; gives an ``Intake``, None for none."""

    widget = forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"})

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if not file:
            return None
        if kind_of(file.name) not in PAPERS:
            raise ValidationError(_("Send a PDF or a picture (.jpg, .png)."))
        try:
            return take_in(file.name, file.read())
        except Refused as error:
            raise ValidationError(sentence(error), error.code) from None


# The agreement


class AgreementForm(forms.Form):
    """In which language it is made; of what comes back the account, of works the
    security.
    """

    language = forms.ChoiceField(
        label=_("Language of the agreement"), choices=settings.LANGUAGES
    )
    iban = IbanField(
        label=_("Your account (IBAN)"),
        help_text=_("The instalments are collected from it."),
    )
    security = forms.ChoiceField(
        label=_("Security of the credit"),
        choices=Aid.Security,
        widget=forms.RadioSelect,
        help_text=_("The choice is yours."),
    )
    asks_surety = forms.BooleanField(
        label=_(
            "If I choose the joint surety: I agree that my co-ownership is asked, and so "
            "learns of this credit."
        ),
        required=False,
    )

    def __init__(self, data=None, *, aid: Aid, iban: str = ""):
        first = {
            "language": aid.language or get_language(),
            "iban": iban,
            "security": aid.security or Aid.Security.MORTGAGE,
        }
        super().__init__(data, initial=first)
        if not aid.comes_back:
            del self.fields["iban"]
        if aid.kind != Kind.WORKS:
            del self.fields["security"], self.fields["asks_surety"]


class SignForm(forms.Form):
    """``sha256``: of the file that was shown."""

    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    read = forms.BooleanField(label=_("I have read the agreement, and I accept it."))
    mandate = forms.BooleanField(
        label=_(
            "I allow the direct debit of the instalments, as the agreement describes it."
        )
    )

    def __init__(self, data=None, *, aid: Aid):
        super().__init__(data, initial={"sha256": aid.agreement_hash})
        if not aid.comes_back:
            del self.fields["mandate"]

    def clean(self):
        data = super().clean()
        data.pop("read", None)
        return data


# Payouts


class PayoutForm(FilesForm):
    """A payment of an aid; ``uuid`` is drawn when the form is shown."""

    files_field = "voucher"

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    amount = MoneyField(label=_("Amount (€)"))
    payee = forms.ChoiceField(label=_("Paid to"))
    name = forms.CharField(
        label=_("Name"),
        max_length=70,
        required=False,
        help_text=_(
            "Of the person nothing is typed: name and account are in the file."
        ),
    )
    iban = IbanField(label=_("IBAN"), required=False)
    message = forms.CharField(
        label=_("Communication"),
        max_length=LONGEST_MESSAGE,
        required=False,
        help_text=_(
            "Such as the number of the invoice. Name neither the fund nor the kind of "
            "help. Left empty, a code stands there."
        ),
    )
    voucher = PaperField(
        label=_("Invoice"),
        required=False,
        help_text=_("A lawyer and a contractor are paid on an invoice."),
    )
    not_syndic = forms.BooleanField(
        label=_("A creditor: it is neither the syndic nor the association."),
        required=False,
    )

    def __init__(self, request=None, *, aid: Aid, left: Decimal = NOTHING):
        first = {"uuid": uuid4(), "amount": left or None}
        super().__init__(request, initial=first)
        self.aid = aid
        words, allowed = dict(PAYEE_WORDS), PAYEES[aid.kind]
        self.fields["payee"].choices = [(one, words[one]) for one in allowed]
        if Payee.CREDITOR not in allowed:
            del self.fields["not_syndic"]

    def clean(self):
        data = super().clean()
        payee = data.get("payee")
        if payee and payee != Payee.PERSON:
            self._ask("name", _("Say who is paid."))
            self._ask("iban", _("Say on which account."))
        if payee == Payee.CREDITOR:
            self._ask("not_syndic", _("Confirm who the creditor is."))
        if payee and needs_voucher(self.aid.kind, payee):
            self._ask("voucher", _("Add the invoice on which this is paid."))
        return data

    def _ask(self, name: str, words) -> None:
        """Refuse what was left empty, unless something else is wrong with it."""
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, words)


# Transfers and books


class DayForm(forms.Form):
    """On which day something happens or happened."""

    on = DayField(label=_("Day"))

    def __init__(self, data=None):
        super().__init__(data, initial={"on": timezone.localdate()})


class MovementForm(forms.Form):
    """An endowment or a running cost; ``uuid`` is drawn when the form is shown."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    amount = MoneyField(label=_("Amount (€)"))
    on = DayField(label=_("Day"))
    reference = forms.CharField(
        max_length=FundMovement._meta.get_field("reference").max_length
    )

    def __init__(self, data=None, *, label, hint):
        first = {"uuid": uuid4(), "on": timezone.localdate()}
        super().__init__(data, initial=first)
        self.fields["reference"].label = label
        self.fields["reference"].help_text = hint


class FundAccountForm(forms.Form):
    """The account of the fund, as the board sets it."""

    holder = forms.CharField(
        label=_("Name on transfers"),
        max_length=FundAccount._meta.get_field("holder").max_length,
        help_text=_(
            "The bank writes it on every statement: that of the ASBL, never that of the "
            "fund."
        ),
    )
    iban = IbanField(label=_("IBAN"))
    kbo = KboField(label=_("Enterprise number"))
    creditor = forms.CharField(
        label=_("Creditor identifier for direct debits"),
        max_length=FundAccount._meta.get_field("creditor").max_length,
        required=False,
        help_text=_("Such as BE50ZZZ0123456789; empty until there is one."),
    )

    def clean_creditor(self):
        creditor = self.cleaned_data["creditor"]
        try:
            return checked_creditor(creditor) if creditor else ""
        except PaymentFileError:
            raise ValidationError(_("This is no creditor identifier.")) from None


class AheadForm(forms.Form):
    """What the simulation supposes; asked by GET, nothing is stored."""

    start = MoneyField(label=_("Available at first (€)"), minimum=NOTHING)
    endowment = MoneyField(label=_("Endowment a year (€)"), minimum=NOTHING)
    grants = MoneyField(label=_("Grants a month (€)"), minimum=NOTHING)
    loans = MoneyField(label=_("Loans and credits a month (€)"), minimum=NOTHING)
    costs = MoneyField(label=_("Running costs a month (€)"), minimum=NOTHING)
    months = forms.IntegerField(
        label=_("Comes back in months"), min_value=1, max_value=120
    )
    lost = forms.DecimalField(
        label=_("Never comes back (%)"),
        min_value=0,
        max_value=100,
        max_digits=4,
        decimal_places=1,
        localize=True,
    )

    def __init__(self, data=None, *, measured: Assumptions):
        first = {
            name: getattr(measured, name)
            for name in ("start", "endowment", "grants", "loans", "costs", "months")
        }
        first["lost"] = measured.lost * 100
        super().__init__(data or None, initial=first)

    def assumptions(self) -> Assumptions:
        """Return what was asked; the form is valid."""
        said = self.cleaned_data
        return Assumptions(**{**said, "lost": said["lost"] / 100})
