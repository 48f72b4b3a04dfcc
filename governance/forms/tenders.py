"""What is typed of tenders and quotes."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.forms.fields import KboField
from buildings.forms.library import KINDS
from buildings.importing.text import clean
from buildings.models import Supplier
from governance.models import Quote, Tender, TenderOutcome
from governance.queries.tenders import QuoteDraft, TenderDraft, open_items
from koprogo.documents.forms import DocumentField
from koprogo.ui.fields import DayField, MoneyField
from koprogo.ui.upload_forms import FilesForm

NO_QUOTE = "none"


def _limit(model, name: str) -> int:
    return model._meta.get_field(name).max_length


def _long(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ItemField(forms.ModelChoiceField):
    """A point of an agenda in preparation."""

    def label_from_instance(self, item):
        return f"{item.assembly.title}, {item.position}. {item.title}"


class TenderForm(forms.Form):
    """What is asked. ``tender``: the one that changes, if there is one."""

    title = forms.CharField(label=_("Title"), max_length=_limit(Tender, "title"))
    specification = forms.CharField(
        label=_("Specification"),
        max_length=_limit(Tender, "specification"),
        widget=_long(10),
        help_text=_(
            "What every supplier quotes for, in the same words: what, how much of it, "
            "which materials, by when. Plans are attached as documents."
        ),
    )
    estimate = MoneyField(
        label=_("Estimate, VAT included (€)"),
        required=False,
        help_text=_("Before anybody quoted. It may be left empty."),
    )
    item = ItemField(
        None,
        label=_("Point of the agenda"),
        required=False,
        to_field_name="uuid",
        empty_label=_("None yet"),
        help_text=_(
            "Its amount and its key count: each co-owner sees what a quote would cost "
            "him."
        ),
    )

    def __init__(self, *args, tender: Tender | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = open_items(tender)

    def draft(self) -> TenderDraft:
        return TenderDraft(**self.cleaned_data)


def tender_values(tender: Tender) -> dict[str, object]:
    """Return what the form shows at first of a tender."""
    return {
        "title": tender.title,
        "specification": tender.specification,
        "estimate": tender.estimate,
        "item": tender.item and tender.item.uuid,
    }


class QuoteFileField(DocumentField):
    """A file, or nothing."""

    def clean(self, data, initial=None):
        return super().clean(data, initial) if data else None


class QuoteForm(FilesForm):
    """What a supplier offers. The total is computed, never typed."""

    files_field = "file"
    supplier = forms.ModelChoiceField(
        None,
        label=_("Supplier of this building"),
        required=False,
        to_field_name="uuid",
        empty_label=_("Somebody else"),
    )
    supplier_name = forms.CharField(
        label=_("Name of the supplier"),
        required=False,
        max_length=_limit(Quote, "supplier_name"),
        help_text=_("Only of somebody else: it stays as it is in the quote."),
    )
    kbo = KboField(label=_("KBO number"), required=False)
    dated_on = DayField(label=_("Date of the quote"))
    valid_until = DayField(
        label=_("Valid until"),
        required=False,
        help_text=_("The last day. Leave it empty if the quote names none."),
    )
    amount = MoneyField(label=_("Amount without VAT (€)"))
    vat_rate = forms.TypedChoiceField(
        label=_("VAT rate"), choices=Quote.VatRate.choices, coerce=int
    )
    delivery = forms.CharField(
        label=_("Start and duration"),
        required=False,
        max_length=_limit(Quote, "delivery"),
    )
    guarantee = forms.CharField(
        label=_("Guarantee"), required=False, max_length=_limit(Quote, "guarantee")
    )
    not_covered = forms.CharField(
        label=_("What it does not cover"),
        required=False,
        max_length=_limit(Quote, "not_covered"),
        widget=_long(3),
        help_text=_("What the specification asks and this quote leaves out."),
    )
    remarks = forms.CharField(
        label=_("Remarks"),
        required=False,
        max_length=_limit(Quote, "remarks"),
        widget=_long(3),
    )
    interest = forms.CharField(
        label=_("Interest of the syndic in this supplier"),
        required=False,
        max_length=_limit(Quote, "interest"),
        help_text=_(
            "Of the firm, its people or those near to them, in words. Every co-owner "
            "reads it; such a contract needs the authorisation of the assembly "
            "beforehand (art. 3.89 §5). Leave it empty if there is none."
        ),
    )
    file = QuoteFileField(label=_("The quote"), required=False, help_text=KINDS)

    def __init__(self, request=None, **kwargs):
        super().__init__(request, **kwargs)
        self.fields["supplier"].queryset = Supplier.objects.all()

    def clean_supplier_name(self):
        return clean(self.cleaned_data["supplier_name"])

    def clean_kbo(self):
        return self.cleaned_data["kbo"] or ""

    def clean_dated_on(self):
        day = self.cleaned_data["dated_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return day

    def clean(self):
        found = super().clean()
        if not (found.get("supplier") or found.get("supplier_name")):
            self.add_error("supplier_name", _("Choose a supplier, or name him."))
        dated, until = found.get("dated_on"), found.get("valid_until")
        if dated and until and until < dated:
            self.add_error("valid_until", _("It cannot end before it was made."))
        return found

    def draft(self) -> QuoteDraft:
        return QuoteDraft(**self.cleaned_data)


def quote_values(quote: Quote) -> dict[str, object]:
    """Return what the form shows at first of a quote; its file is kept."""
    shown = {
        name: getattr(quote, name) for name in QuoteDraft.__slots__ if name != "file"
    }
    return shown | {"supplier": quote.supplier and quote.supplier.uuid}


class ChoiceForm(forms.Form):
    """Which of the quotes is chosen, or none."""

    quote = forms.ChoiceField(label=_("Chosen"), choices=[], widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=_limit(TenderOutcome, "reason"),
        widget=_long(3),
        help_text=_(
            "Needed when it is not the cheapest, or none is taken. Every co-owner "
            "reads it."
        ),
    )

    def __init__(self, data=None, *, quotes, **kwargs):
        super().__init__(data, **kwargs)
        self.quotes = {str(quote.uuid): quote for quote in quotes}
        self.fields["quote"].choices = [
            *((uuid, quote.supplier_name) for uuid, quote in self.quotes.items()),
            (NO_QUOTE, _("None of them is taken")),
        ]

    def chosen(self) -> Quote | None:
        return self.quotes.get(self.cleaned_data["quote"])
