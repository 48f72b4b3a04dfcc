from django.utils.translation import gettext_lazy as _

from buildings.forms.fields import CountryField, KboField
from buildings.models import Owner
from koprogo.tenancy.forms import TenantModelForm


class OwnerForm(TenantModelForm):
    """A person or a company in the register."""

    class Meta:
        model = Owner
        fields = [
            "kind",
            "first_name",
            "last_name",
            "kbo",
            "street",
            "postal_code",
            "city",
            "country",
            "email",
            "phone",
            "language",
            "channel",
            "code",
        ]
        field_classes = {"kbo": KboField, "country": CountryField}
        labels = {"last_name": _("Family name, or company")}
        help_texts = {
            "kbo": _("Only for a company."),
            "country": _("Two letters: BE, FR, NL, DE, LU…"),
            "channel": _(
                "Post, unless the owner accepted e-mail individually, explicitly and in "
                "writing (art. 3.87 §3)."
            ),
            "code": _("The number in your files and in the tables that you import."),
        }

    def __init__(self, data=None, *, instance: Owner | None = None):
        super().__init__(data, instance=instance)
        self.fields["code"].required = instance is not None
