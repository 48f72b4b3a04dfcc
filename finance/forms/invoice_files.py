"""What suppliers send, as a person uploads it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from finance.invoices import messages
from finance.invoices.document import InvoiceError
from finance.invoices.proposal import NothingToBook, propose
from finance.invoices.received import (
    VOUCHERS,
    Received,
    Unusable,
    UnusableFile,
    receive,
)
from koprogo.documents.intake import take_in
from koprogo.documents.kinds import kind_of
from koprogo.documents.messages import sentence
from koprogo.documents.problems import Refused
from koprogo.ui.upload_forms import FilesForm

REASONS = {
    Unusable.NOT_A_MAIL: _(
        "This is not a saved e-mail (.eml), or it is damaged. Save the attached invoice "
        "and upload that."
    ),
    Unusable.NO_VOUCHER: _(
        "There is no PDF, no picture and no electronic invoice (XML) in it."
    ),
    Unusable.SEVERAL_INVOICES: _(
        "The e-mail holds several electronic invoices: save them and upload them one by "
        "one."
    ),
}


class InvoiceFileField(forms.FileField):
    """A PDF, a picture, an electronic invoice or a saved e-mail; gives a ``Received``."""

    widget = forms.FileInput(attrs={"accept": ".pdf,.xml,.eml,.jpg,.jpeg,.png"})

    def clean(self, data, initial=None) -> Received:
        file = super().clean(data, initial)
        try:
            received = receive(file.name, file.read())
            if received.document:
                self._refuse_unbookable(received.document)
        except UnusableFile as error:
            raise ValidationError(REASONS[error.reason], error.reason) from None
        except Refused as error:
            raise ValidationError(sentence(error), error.code) from None
        except InvoiceError as error:
            raise ValidationError(messages.sentence(error), error.reason) from None
        return received

    def _refuse_unbookable(self, document) -> None:
        for remark in document.warnings:
            if remark.refuses:
                raise ValidationError(messages.warning(remark), remark.doubt)
        try:
            propose(document)
        except NothingToBook:
            raise ValidationError(
                _("The total is 0.00: there is nothing to book.")
            ) from None


class InvoiceFileForm(FilesForm):
    files_field = "file"

    file = InvoiceFileField(
        label=_("File of the supplier"),
        help_text=_(
            "An electronic invoice (Peppol, XML), a PDF, a picture, or a saved e-mail "
            "(.eml) with one of them."
        ),
    )


class VoucherField(forms.FileField):
    """A PDF or a picture; gives an ``Intake``."""

    widget = forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"})

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if kind_of(file.name) not in VOUCHERS:
            raise ValidationError(_("Send a PDF or a picture (.jpg, .png)."))
        try:
            return take_in(file.name, file.read())
        except Refused as error:
            raise ValidationError(sentence(error), error.code) from None


class VoucherForm(FilesForm):
    files_field = "file"

    file = VoucherField(label=_("PDF or picture"))
