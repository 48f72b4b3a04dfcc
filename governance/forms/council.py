"""What is typed about the council, the auditor and the mandates of the syndic."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.forms.fields import KboField
from buildings.forms.library import KINDS
from buildings.library import readable
from buildings.models import LibraryDocument, Owner
from buildings.queries import holding_owners
from governance.models import (
    AuditorTerm,
    CouncilDelegation,
    CouncilTerm,
    HandedOver,
    SyndicTerm,
)
from governance.models.council import Decided
from governance.queries.mandates import decisions_on
from governance.subjects import Subject
from koprogo.documents.forms import DocumentField
from koprogo.ui.fields import DayField
from koprogo.ui.upload_forms import FilesForm

#: the year of the first law on co-ownership
EARLIEST = 1924
UNTIL = _("The first day on which it holds no more.")
UNTIL_NEXT = _("Leave it empty while it lasts until the next ordinary assembly.")


def _limit(model, name: str) -> int:
    return model._meta.get_field(name).max_length


class DecisionField(forms.ModelChoiceField):
    """A line of the register of decisions, by its number."""

    def __init__(self, **kwargs):
        super().__init__(
            None,
            label=_("Decision in the register"),
            required=False,
            to_field_name="uuid",
            empty_label=_("Not in the register"),
            help_text=_("If it stands there, the two fields below may be left empty."),
            **kwargs,
        )

    def label_from_instance(self, decision):
        return f"{decision.number}. {decision.title} ({decision.decided_on:%d/%m/%Y})"


class DecidedForm(forms.Form):
    """From when until when, and what was decided; ``subjects``: of such decisions.

    Gives ``decided`` as a ``Decided``.
    """

    subjects: tuple[Subject, ...]
    since = DayField(label=_("From"))
    until = DayField(label=_("Until"), required=False, help_text=UNTIL_NEXT)
    decided = DecisionField()
    decided_on = DayField(label=_("Decided on"), required=False)
    decided_text = forms.CharField(
        label=_("Decision in words"),
        required=False,
        max_length=_limit(CouncilTerm, "decided"),
        help_text=_("For instance “Assembly of 12 March 2024, point 9”."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decided"].queryset = decisions_on(*self.subjects)

    def clean(self):
        found = super().clean()
        since, until = found.get("since"), found.get("until")
        if since and until and until <= since:
            self.add_error("until", _("The end must come after the beginning."))
        decision = found.pop("decided", None)
        on, text = found.pop("decided_on", None), found.pop("decided_text", "")
        if decision is not None:
            on, text = on or decision.decided_on, text or decision.title
        if not (on and text):
            raise ValidationError(
                _("Choose the decision, or give its day and say it in words.")
            )
        if on > timezone.localdate():
            raise ValidationError(_("This decision is still to be taken."))
        return found | {"decided": Decided(on, text, decision)}


class MemberForm(DecidedForm):
    subjects = (Subject.COUNCIL_MEMBER,)
    owner = forms.ModelChoiceField(None, label=_("Co-owner"), to_field_name="uuid")
    field_order = ["owner", "since", "until"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = holding_owners(on=timezone.localdate())


class DelegationForm(DecidedForm):
    subjects = (Subject.COUNCIL_DELEGATION,)
    text = forms.CharField(
        label=_("What the council may do"),
        max_length=_limit(CouncilDelegation, "text"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("As the assembly decided it by two thirds, and no wider."),
    )
    until = DayField(label=_("Until"), help_text=_("One year at most."))
    field_order = ["text", "since", "until"]


class AuditorForm(DecidedForm):
    subjects = (Subject.AUDITOR,)
    owner = forms.ModelChoiceField(
        None,
        label=_("Co-owner"),
        required=False,
        to_field_name="uuid",
        help_text=_("Gets into the auditor's space with the own account."),
    )
    name = forms.CharField(
        label=_("Or somebody else"),
        required=False,
        max_length=_limit(AuditorTerm, "name"),
        help_text=_("Is invited as auditor on the page of invitations."),
    )
    field_order = ["owner", "name", "since", "until"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = Owner.objects.all()

    def clean(self):
        found = super().clean()
        if bool(found.get("owner")) == bool(found.get("name")):
            raise ValidationError(_("Choose a co-owner, or name somebody else."))
        return found


class SyndicForm(DecidedForm):
    """The present syndic again, or another one."""

    subjects = (Subject.SYNDIC, Subject.SYNDIC_DISMISSAL)
    kbo = KboField(
        label=_("KBO number of the new syndic"),
        required=False,
        help_text=_("Leave it empty if the mandate of the present syndic is renewed."),
    )
    name = forms.CharField(
        label=_("Name of the new syndic"),
        required=False,
        max_length=_limit(SyndicTerm, "name"),
        help_text=_("Only of a syndic who does not work on this site."),
    )
    until = DayField(label=_("Until"), help_text=UNTIL)
    field_order = ["kbo", "name", "since", "until"]


class EndForm(forms.Form):
    on = DayField(label=_("Ends on"), help_text=UNTIL)
    reason = forms.CharField(
        label=_("Why it ends before its time"),
        max_length=_limit(CouncilTerm, "end_reason"),
        help_text=_("Every co-owner reads it."),
    )


class ReportField(DocumentField):
    """A file, or nothing."""

    def clean(self, data, initial=None):
        return super().clean(data, initial) if data else None


class ReportForm(FilesForm):
    """The report in words, which become a PDF of the library, or as a file."""

    files_field = "file"
    year = forms.IntegerField(
        label=_("Year"), min_value=EARLIEST, max_value=2200, help_text=_("Reported on.")
    )
    text = forms.CharField(
        label=_("Report"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    file = ReportField(label=_("Or as a file"), required=False, help_text=KINDS)

    def clean_year(self):
        year = self.cleaned_data["year"]
        if year > timezone.localdate().year:
            raise ValidationError(_("This year has not begun."))
        return year

    def clean(self):
        found = super().clean()
        if not self.errors and bool(found.get("text")) == bool(found.get("file")):
            raise ValidationError(_("Write the report, or choose its file."))
        return found


class PapersForm(forms.Form):
    """What is known of the mandate that runs, and what was done for it."""

    decided_on = DayField(label=_("Decided on"))
    decided = forms.CharField(
        label=_("Decision in words"), max_length=_limit(SyndicTerm, "decided")
    )
    contract = forms.ModelChoiceField(
        None,
        label=_("Contract"),
        required=False,
        to_field_name="uuid",
        help_text=_("A document of the library, of the contracts."),
    )
    posted_on = DayField(label=_("Extract posted at the entrance on"), required=False)
    filed_on = DayField(label=_("Filed at the KBO on"), required=False)

    def __init__(self, *args, roles, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contract"].queryset = readable(roles).filter(
            category=LibraryDocument.Category.CONTRACTS
        )


class HandOverForm(forms.Form):
    what = forms.ChoiceField(label=_("What"), choices=HandedOver.What)
    handed_on = DayField(label=_("On"))
    handed_by = forms.CharField(
        label=_("Handed over by"), max_length=_limit(HandedOver, "handed_by")
    )
    received_by = forms.CharField(
        label=_("Received by"), max_length=_limit(HandedOver, "received_by")
    )
    note = forms.CharField(
        label=_("Remark"), required=False, max_length=_limit(HandedOver, "note")
    )
