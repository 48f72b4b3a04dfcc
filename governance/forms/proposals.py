"""What owners propose, and what becomes of it."""

from collections.abc import Iterable, Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from buildings.forms.fields import CalledField, Choices, PickField
from buildings.models import Owner
from buildings.wording import either, either_lazy
from governance.forms.agenda import SUBJECT_CHOICES
from governance.forms.meeting_members import BY_NAME
from governance.models import Assembly, Proposal
from governance.queries.agenda import subject_groups
from governance.queries.members import called
from governance.subjects import Subject
from koprogo.ui.fields import DayField
from koprogo.ui.formatting import day as written

ANY = [("", _("All"))]


def _limit(name: str) -> int:
    return Proposal._meta.get_field(name).max_length


class ProposalForm(forms.Form):
    """What a co-owner writes himself: it arrives today."""

    title = forms.CharField(
        label=_("Title"),
        max_length=_limit("title"),
        help_text=_("As it could stand on the agenda."),
    )
    text = forms.CharField(
        label=_("What you propose, and why"),
        max_length=_limit("text"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What should be decided, and what it costs if you know."),
    )


class ReceivedForm(ProposalForm):
    """What arrived on paper or by e-mail."""

    received_on = DayField(
        label=_("Received on"),
        help_text=_("The day on which it arrived: it counts for the deadline."),
    )

    def clean_received_on(self):
        received_on = self.cleaned_data["received_on"]
        if received_on > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return received_on


class LetterForm(ReceivedForm):
    """And from whom: one of ``owners``, in the ASBL typed by name."""

    def __init__(self, data=None, *, owners: Iterable[Owner], of_members: bool = False):
        super().__init__(data)
        self.fields["owner"] = (
            CalledField(
                label=_("Member"),
                help_text=BY_NAME,
                find=lambda text: called(text, owners),
            )
            if of_members
            else PickField(
                label=_("Co-owner"), choices=Choices(owners), list_id="owners"
            )
        )
        self.fields["text"].label = either(
            _("What the co-owner proposes, and why"),
            _("What the member proposes, and why"),
        )
        self.order_fields(["owner", "received_on"])


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Why it does not come to the vote"),
        max_length=_limit("answer"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=either_lazy(_("The co-owner reads it."), _("The member reads it.")),
    )


class PlacingForm(forms.Form):
    """As what it comes on the agenda."""

    subject = forms.ChoiceField(
        label=_("Subject"),
        choices=SUBJECT_CHOICES,
        initial=Subject.OTHER,
        help_text=_("It says which majority is needed."),
    )
    deliberately = forms.BooleanField(
        label=_("Take it up although it came too late"),
        required=False,
        help_text=_(
            "Nobody can ask for it; you may do so as long as nobody is convened."
        ),
    )

    def __init__(self, data=None, *, of_members: bool = False):
        super().__init__(data)
        self.fields["subject"].choices = [
            (capfirst(group.label), [(s.value, label) for s, label in group.subjects])
            for group in subject_groups(timezone.localdate(), of_members=of_members)
        ]
        if of_members:
            self.fields["subject"].initial = Subject.ASBL_ORDINARY

    def clean_subject(self):
        return Subject(self.cleaned_data["subject"])


class AgendaForm(PlacingForm):
    """And on which: of one of ``assemblies``."""

    def __init__(
        self, data=None, *, assemblies: Sequence[Assembly], of_members: bool = False
    ):
        super().__init__(data, of_members=of_members)
        self.assemblies = {str(one.uuid): one for one in assemblies}
        self.fields["assembly"] = forms.ChoiceField(
            label=_("Assembly"),
            choices=[(uuid, _named(one)) for uuid, one in self.assemblies.items()],
        )
        self.order_fields(["assembly"])

    def clean_assembly(self):
        return self.assemblies[self.cleaned_data["assembly"]]


def _named(assembly: Assembly) -> str:
    return f"{assembly.get_kind_display()}, {written(assembly.day, get_language())}"


class ProposalFilterForm(forms.Form):
    """What the list shows; what cannot be understood narrows nothing."""

    state = forms.ChoiceField(
        label=_("Status"), required=False, choices=[*ANY, *Proposal.State.choices]
    )

    def asked(self) -> str:
        self.is_valid()
        return self.cleaned_data.get("state", "")
