from django import forms
from django.conf import settings
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from buildings.forms.fields import IbanField, KboField, WholeField
from buildings.models import Building
from koprogo.tenancy.forms import TenantModelForm
from koprogo.tenancy.models import Tenant


class BuildingForm(TenantModelForm):
    """The association's own data; its name is the tenant's."""

    name = forms.CharField(
        label=_("Name of the association"),
        max_length=Tenant._meta.get_field("name").max_length,
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages of the building"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("The languages in which the association writes to its owners."),
    )
    deed_total = WholeField(
        label=_("Total of shares in the deed"),
        help_text=_("The lots must add up to it before anything is called or voted."),
    )
    fiscal_year_start = forms.TypedChoiceField(
        label=_("First month of the fiscal year"), choices=MONTHS.items(), coerce=int
    )

    class Meta:
        model = Building
        fields = [
            "name",
            "kbo",
            "street",
            "postal_code",
            "city",
            "languages",
            "deed_total",
            "fiscal_year_start",
            "working_iban",
            "reserve_iban",
            "public_page",
            "documents_place",
        ]
        field_classes = {
            "kbo": KboField,
            "working_iban": IbanField,
            "reserve_iban": IbanField,
        }
        help_texts = {
            "kbo": _("The association's enterprise number: every document carries it."),
            "reserve_iban": _("The reserve fund has its own account (art. 3.86 §3)."),
            "public_page": _(
                "A page for everybody, without signing in: who the syndic is, since "
                "when, and how to reach him (art. 3.89 §2). No co-owner is on it."
            ),
            "documents_place": _(
                "At the seat of the association, such as “the caretaker's office, "
                "Mondays from 9 to 12”. It stands on that page and on the notice."
            ),
        }

    def __init__(self, data=None, *, instance: Building):
        super().__init__(data, instance=instance, initial={"name": instance.name})
