"""What is typed for a written decision, and what owners answer to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from buildings.models import AllocationKey, LibraryVersion
from governance.forms.agenda import WORDS, WordsForm
from governance.meeting.roll import Kind
from governance.models import WrittenAnswer, WrittenDecision
from governance.queries.drafts import LANGUAGES, TEXTS
from governance.queries.written import WrittenDraft
from governance.refusals.written import DEED_REASONS, NAME_CANDIDATE
from governance.subjects import POINTS, Subject
from governance.unanimity import DEEDS, may_be_written
from governance.words import SUBJECTS
from koprogo.documents.forms import DocumentField
from koprogo.ui.fields import DayField, MoneyField
from koprogo.ui.upload_forms import FilesForm

WRITTEN_SUBJECTS = [(one.value, SUBJECTS[one]) for one in POINTS if may_be_written(one)]


def excluded_subjects() -> list[tuple[object, object]]:
    """Return what an authentic deed is needed for, each with the reason."""
    return [(SUBJECTS[one], DEED_REASONS[deed]) for one, deed in DEEDS.items()]


@dataclass(frozen=True, slots=True)
class Known:
    """What a written decision can name. ``versions``: documents that all owners read."""

    languages: Sequence[str]
    keys: Sequence[AllocationKey]
    versions: Sequence[LibraryVersion]


class WrittenForm(WordsForm):
    """A written decision; subjects that need a deed are not offered."""

    subject = forms.ChoiceField(label=_("Subject"), choices=WRITTEN_SUBJECTS)
    amount = MoneyField(
        label=_("Amount of the decision (€)"),
        required=False,
        help_text=_("Every owner sees before he answers what it would cost him."),
    )
    key = forms.ChoiceField(
        label=_("How the amount would be divided"), required=False, choices=[]
    )
    candidate = forms.CharField(
        label=_("Candidate"),
        required=False,
        max_length=WrittenDecision._meta.get_field("candidate").max_length,
        help_text=_("Of an election: one person, and everybody agrees to that person."),
    )
    until = DayField(
        label=_("Answers until"),
        help_text=_("Without an answer of everybody by that day nothing is decided."),
    )
    documents = forms.MultipleChoiceField(
        label=_("Documents"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[],
        help_text=_("Those of the library that all co-owners may read."),
    )

    def __init__(self, data=None, *, known: Known, **kwargs):
        super().__init__(data, **kwargs)
        self.known = known
        self.keys = {str(one.uuid): one for one in known.keys}
        self.versions = {str(one.uuid): one for one in known.versions}
        self.fields["key"].choices = [
            ("", _("By the shares of all lots")),
            *((uuid, str(key)) for uuid, key in self.keys.items()),
        ]
        self.fields["documents"].choices = [
            (uuid, one.document.title) for uuid, one in self.versions.items()
        ]
        asked = [f"{name}_{code}" for name in TEXTS for code in known.languages]
        for name in set(WORDS) - set(asked):
            del self.fields[name]
        if not self.versions:
            del self.fields["documents"]
        self.order_fields(
            ["subject", "candidate", *asked, "until", "amount", "key", "documents"]
        )

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until <= timezone.localdate():
            raise ValidationError(_("The last day to answer must still come."))
        return until

    def clean(self):
        self._need("title", _("Write a title."))
        self._need("motion", _("Write the decision that everybody is to agree to."))
        subject = self.cleaned_data.get("subject")
        is_election = subject and POINTS[Subject(subject)].kind is Kind.ELECTION
        if is_election and not self.cleaned_data.get("candidate"):
            self.add_error("candidate", NAME_CANDIDATE)
        return self.cleaned_data

    def _need(self, name: str, text) -> None:
        asked = [
            f"{name}_{code}" for code in LANGUAGES if f"{name}_{code}" in self.fields
        ]
        if not any(self.cleaned_data.get(each) for each in asked):
            self.add_error(asked[0], text)

    def draft(self) -> WrittenDraft:
        return draft_of(self.cleaned_data, keys=self.keys, versions=self.versions)


def draft_of(
    data,
    *,
    keys: Mapping[str, AllocationKey],
    versions: Mapping[str, LibraryVersion],
) -> WrittenDraft:
    """Return what the fields of ``WrittenForm`` say."""
    texts = {
        name: {code: data.get(f"{name}_{code}") or "" for code in LANGUAGES}
        for name in TEXTS
    }
    return WrittenDraft(
        subject=Subject(data["subject"]),
        until=data["until"],
        key=keys.get(str(data.get("key"))),
        amount=data.get("amount"),
        candidate=data.get("candidate") or "",
        documents=[versions[uuid] for uuid in data.get("documents") or ()],
        **texts,
    )


def first_values(decision: WrittenDecision) -> dict:
    """Return what the form shows at first of a draft."""
    texts = {name: getattr(decision, name) or "" for name in WORDS}
    return texts | {
        "subject": decision.subject,
        "key": str(decision.key.uuid) if decision.key else "",
        "amount": decision.amount,
        "candidate": decision.candidate,
        "until": decision.until,
        "documents": [
            str(one.version.uuid)
            for one in decision.documents.select_related("version")
        ],
    }


# Answers

AGREES = [("yes", _("I agree with this decision")), ("no", _("I refuse this decision"))]
REASON = {
    "label": _("Why not"),
    "required": False,
    "max_length": WrittenAnswer._meta.get_field("reason").max_length,
    "help_text": _("Only with a refusal. All co-owners can read it."),
}


class AnswerForm(forms.Form):
    """What an owner answers for his lots."""

    answer = forms.ChoiceField(
        label=_("Your answer"), choices=AGREES, widget=forms.RadioSelect
    )
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), **REASON)


class PaperAnswerForm(FilesForm):
    """What came on paper, with its scan."""

    files_field = "scan"

    answer = forms.ChoiceField(
        label=_("The answer"),
        choices=[("yes", pgettext_lazy("owner", "Agrees")), ("no", _("Refuses"))],
        widget=forms.RadioSelect,
    )
    signed_on = DayField(label=_("Signed on"))
    scan = DocumentField(label=_("Scan or photo of the paper"))
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), **REASON)


def as_answered(data: dict) -> dict:
    """Return what the two forms above say, in the words of the services."""
    others = {name: value for name, value in data.items() if name != "answer"}
    return others | {"is_agreed": data["answer"] == "yes"}


class StopForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=WrittenDecision._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("All co-owners read it."),
    )
