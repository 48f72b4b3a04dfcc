"""What is typed about the contracts for regular supplies and their evaluation."""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from buildings.forms.library import CHOOSE
from buildings.models import Supplier
from governance.forms.council import UNTIL, DecisionField
from governance.models import ContractReview, SupplyContract
from governance.models.contracts import MOST_MONTHS
from governance.models.council import Decided
from governance.queries.contract_reviews import ReviewDraft, ReviewedContract
from governance.queries.contracts import adopted, contract_papers
from koprogo.ui.fields import DayField, MoneyField


def _words(name: str, *, label, required=False, **kwargs) -> forms.CharField:
    most = SupplyContract._meta.get_field(name).max_length
    return forms.CharField(label=label, required=required, max_length=most, **kwargs)


class ContractForm(forms.Form):
    """A contract; gives ``decided`` as a ``Decided``, or none."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=[CHOOSE, *SupplyContract.Kind.choices]
    )
    title = _words("title", label=_("What it is for"), required=True)
    supplier = forms.ModelChoiceField(None, label=_("Supplier"), to_field_name="uuid")
    reference = _words("reference", label=_("Number of contract or policy"))
    since = DayField(label=_("From"))
    until = DayField(
        label=_("Until"),
        required=False,
        help_text=_("The first day after the agreed term; empty if no end was agreed."),
    )
    renewal_months = forms.IntegerField(
        label=_("Tacitly renewed for (months)"),
        required=False,
        min_value=1,
        max_value=MOST_MONTHS,
        help_text=_("For instance 12; empty if it ends by itself."),
    )
    notice_months = forms.IntegerField(
        label=_("Notice (months)"), initial=0, min_value=0, max_value=MOST_MONTHS
    )
    agreed_cost = MoneyField(
        label=_("Agreed cost a year (€)"),
        required=False,
        help_text=_("With VAT. What it really costs comes from the books."),
    )
    indexation = _words(
        "indexation",
        label=_("Indexation"),
        help_text=_("For instance “Every 1 January by the health index”."),
    )
    document = forms.ModelChoiceField(
        None,
        label=_("Contract on paper"),
        required=False,
        to_field_name="uuid",
        help_text=_("A document of the library, of the contracts."),
    )
    interest = _words(
        "interest",
        label=_("Own interest of the syndic"),
        help_text=_(
            "Of the syndic, his staff, his family or firms of theirs: which one. The "
            "assembly must have authorised the contract beforehand (art. 3.89 §5)."
        ),
    )
    decided = DecisionField()
    decided_on = DayField(label=_("Decided on"), required=False)
    decided_text = _words(
        "decided",
        label=_("Decision in words"),
        help_text=_("For instance “Assembly of 12 March 2024, point 9”."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["supplier"].queryset = Supplier.objects.all()
        self.fields["document"].queryset = contract_papers()
        self.fields["decided"].queryset = adopted()

    def clean(self):
        found = super().clean()
        since, until = found.get("since"), found.get("until")
        if since and until and until <= since:
            self.add_error("until", _("The end must come after the beginning."))
        if found.get("renewal_months") and "until" in found and until is None:
            text = _("Only a contract with an end is renewed: say when its term ends.")
            self.add_error("until", text)
        found["decided"] = self._decided(found)
        if found.get("interest") and found["decided"] is None:
            text = _("Name the decision by which the assembly authorised it.")
            self.add_error("interest", text)
        return found

    def _decided(self, found) -> Decided | None:
        decision = found.get("decided")
        on, text = found.pop("decided_on", None), found.pop("decided_text", "")
        if decision is not None:
            on, text = on or decision.decided_on, text or decision.title
        if not (on or text):
            return None
        if not (on and text):
            raise ValidationError(
                _("Choose the decision, or give its day and say it in words.")
            )
        if on > timezone.localdate():
            raise ValidationError(_("This decision is still to be taken."))
        return Decided(on, text, decision)


def first_values(contract: SupplyContract) -> dict[str, object]:
    """Return what the form of a contract shows at first."""
    names = set(ContractForm.base_fields) - {"decided", "decided_text"}
    links = {"supplier", "document"}
    plain = {name: getattr(contract, name) for name in names - links}
    return plain | {
        "supplier": contract.supplier.uuid,
        "document": contract.document and contract.document.uuid,
        "decided": contract.decision and contract.decision.uuid,
        "decided_text": contract.decided,
    }


class ContractEndForm(forms.Form):
    on = DayField(label=_("Ends on"), help_text=UNTIL)
    reason = forms.CharField(
        label=_("Why it ends"),
        max_length=SupplyContract._meta.get_field("end_reason").max_length,
        help_text=_("Every co-owner reads it."),
    )


class ReviewForm(forms.Form):
    """What is said of one contract; gives a ``ReviewDraft``."""

    quality = forms.ChoiceField(
        label=_("Quality"), choices=[CHOOSE, *ContractReview.Quality.choices]
    )
    proposal = forms.ChoiceField(
        label=_("Proposal"), choices=[CHOOSE, *ContractReview.Proposal.choices]
    )
    remarks = forms.CharField(
        label=_("Remarks"),
        required=False,
        max_length=ContractReview._meta.get_field("remarks").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def draft(self) -> ReviewDraft:
        return ReviewDraft(**self.cleaned_data)


class ReviewForms:
    """A form for each contract of a year; those that are left empty say nothing."""

    def __init__(self, data, rows: Sequence[ReviewedContract]):
        self.rows = [(row, _review_form(data, row)) for row in rows]

    @cached_property
    def filled(self) -> list[tuple[SupplyContract, ReviewForm]]:
        return [(row.contract, form) for row, form in self.rows if form.has_changed()]

    def is_valid(self) -> bool:
        # Of all: whoever has made two mistakes sees both.
        return not [form for _contract, form in self.filled if not form.is_valid()]

    @property
    def has_errors(self) -> bool:
        return any(form.is_bound and form.errors for _row, form in self.rows)

    def drafts(self) -> dict[SupplyContract, ReviewDraft]:
        return {contract: form.draft() for contract, form in self.filled}


def _review_form(data, row: ReviewedContract) -> ReviewForm:
    said = row.review
    first = {}
    if said is not None:
        names = ReviewForm.base_fields
        first = {name: getattr(said, name) for name in names}
    return ReviewForm(
        data,
        prefix=str(row.contract.uuid),
        initial=first,
        empty_permitted=said is None,
        use_required_attribute=False,
    )
