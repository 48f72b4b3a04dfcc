"""What owners type who ask for an assembly."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.models import AssemblyRequest, RequestPoint
from koprogo.documents.forms import DocumentField
from koprogo.ui.fields import DayField
from koprogo.ui.upload_forms import FilesForm

MOST_POINTS = 20
LONGEST_POINT = RequestPoint._meta.get_field("title").max_length


def _limit(name: str) -> int:
    return AssemblyRequest._meta.get_field(name).max_length


class RequestForm(forms.Form):
    title = forms.CharField(
        label=_("What the assembly is about"), max_length=_limit("title")
    )
    reason = forms.CharField(
        label=_("Why it cannot wait for the next assembly"),
        max_length=_limit("reason"),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    points = forms.CharField(
        label=_("Points for the agenda, one on each line"),
        max_length=MOST_POINTS * LONGEST_POINT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Each as a decision that can be voted on. Nothing else can be decided at "
            "that assembly."
        ),
    )

    def clean_points(self):
        points = lines_of(self.cleaned_data["points"])
        if len(points) > MOST_POINTS:
            raise ValidationError(
                _("Write at most %(most)s points."), params={"most": MOST_POINTS}
            )
        if any(len(point) > LONGEST_POINT for point in points):
            raise ValidationError(
                _("A point has at most %(most)s characters."),
                params={"most": LONGEST_POINT},
            )
        return points


def lines_of(text: str) -> list[str]:
    """Return the lines with something on them."""
    return [
        line for line in (" ".join(raw.split()) for raw in text.splitlines()) if line
    ]


def _not_in_future(day):
    if day > timezone.localdate():
        raise ValidationError(_("This day has not come yet."))
    return day


class SentForm(forms.Form):
    sent_on = DayField(
        label=_("Posted on"),
        help_text=_("The day on the receipt of the registered letter."),
    )

    def clean_sent_on(self):
        return _not_in_future(self.cleaned_data["sent_on"])


class ReceiptForm(FilesForm):
    """``needs_proof``: an owner shows the receipt of the post; the syndic need not."""

    files_field = "proof"

    received_on = DayField(
        label=_("Received on"),
        help_text=_("The thirty days of the syndic begin on that day."),
    )
    proof = DocumentField(label=_("Receipt of the post"), required=False)

    def __init__(self, request=None, *, needs_proof: bool = False, **kwargs):
        super().__init__(request, **kwargs)
        self.fields["proof"].required = needs_proof

    def clean_received_on(self):
        return _not_in_future(self.cleaned_data["received_on"])

    def clean_proof(self):
        return self.cleaned_data["proof"] or None
