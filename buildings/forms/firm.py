from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from buildings.forms.fields import KboField
from buildings.logos import LogoTooLarge, draw_logo
from buildings.models import Firm
from koprogo.documents.forms import DocumentField
from koprogo.documents.kinds import CONTENT_TYPES
from koprogo.documents.sniffing import PICTURES
from koprogo.ui.upload_forms import FilesForm

PICTURE_TYPES = {CONTENT_TYPES[kind] for kind in PICTURES}


class FirmForm(forms.ModelForm):
    """What stands at the head and at the foot of the firm's letters."""

    website = forms.URLField(
        label=_("Website"),
        required=False,
        assume_scheme="https",
    )

    class Meta:
        model = Firm
        fields = [
            "name",
            "street",
            "postal_code",
            "city",
            "kbo",
            "professional_number",
            "email",
            "phone",
            "website",
            "letter_footer",
        ]
        field_classes = {"kbo": KboField}
        help_texts = {
            "letter_footer": _(
                "It stands at the foot of every page: office hours, insurance, deposit "
                "account for the fees…"
            ),
        }


class LogoField(DocumentField):
    """A picture as it is kept: a small PNG."""

    widget = forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg"})
    default_error_messages = {
        "no_picture": _("A logo is a picture in PNG or JPEG."),
        "too_many_pixels": _(
            "This picture has more than 6 million pixels: make it smaller first."
        ),
    }

    def clean(self, data, initial=None):
        taken = super().clean(data, initial)
        if taken.content_type not in PICTURE_TYPES:
            raise self._error("no_picture")
        try:
            return draw_logo(taken.data)
        except LogoTooLarge:
            raise self._error("too_many_pixels") from None

    def _error(self, code):
        return ValidationError(self.error_messages[code], code=code)


class LogoForm(FilesForm):
    files_field = "logo"
    logo = LogoField(
        label=_("Logo"),
        help_text=_(
            "PNG or JPEG. It is drawn again and made small enough for letters."
        ),
    )
