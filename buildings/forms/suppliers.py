from django.utils.translation import gettext_lazy as _

from buildings.forms.fields import IbanField, KboField
from buildings.importing.text import clean
from buildings.models import Supplier
from koprogo.tenancy.forms import TenantModelForm


class SupplierForm(TenantModelForm):
    """Whom the association pays."""

    class Meta:
        model = Supplier
        fields = ["name", "kbo", "iban", "email", "phone"]
        field_classes = {"kbo": KboField, "iban": IbanField}
        help_texts = {
            "name": _("As it stands on the invoices."),
            "iban": _("The account to which the invoices are paid."),
        }

    def clean_name(self):
        return clean(self.cleaned_data["name"])
