"""What is typed for a point of an agenda."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from buildings.forms.fields import Choices, PickField
from buildings.models import AllocationKey, Holding, LibraryVersion
from buildings.wording import either_lazy
from governance.meeting.roll import Kind
from governance.models import AgendaItem, ItemConflict
from governance.queries.agenda import subject_groups
from governance.queries.drafts import LANGUAGES, TEXTS, ItemDraft
from governance.subjects import POINTS, Subject, may_be_secret
from governance.words import SUBJECTS
from koprogo.ui.fields import MoneyField

NAMES = dict(settings.LANGUAGES)
ROWS = {"title": 1, "text": 6, "motion": 4}  # of the inputs
LABELS = {
    "title": _("Title"),
    "text": _("Explanation"),
    "motion": _("Proposed decision"),
}
#: of buildings and of the ASBL; a form offers those of its own
SUBJECT_CHOICES = [(s.value, SUBJECTS[s]) for s in POINTS]


@dataclass(frozen=True, slots=True)
class Known:
    """What a point can name, on the ``day`` of its meeting.

    ``budgets``: the titles of drafts that could be adopted, by uuid. ``subject``: of
    the point; only what belongs to its kind is asked then. ``of_members``: in the ASBL;
    ``effects``: what a decision may cause there, by code.
    """

    languages: Sequence[str]
    keys: Sequence[AllocationKey]
    budgets: Mapping[str, str]
    day: date
    subject: Subject | None = None
    of_members: bool = False
    effects: Mapping[str, str] = field(default_factory=dict)


def _words(name: str, language: str) -> forms.CharField:
    rows = ROWS[name]
    widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
    widget.attrs["lang"] = language
    return forms.CharField(
        label=format_lazy(
            "{label} ({language})", label=LABELS[name], language=NAMES[language]
        ),
        max_length=AgendaItem._meta.get_field(name).max_length,
        required=False,
        widget=widget,
    )


# The texts of all languages are fields of their own: programs learn of them too.
WORDS = [f"{name}_{code}" for name in TEXTS for code in LANGUAGES]
WordsForm = type(forms.Form)(
    "WordsForm", (forms.Form,), {each: _words(*each.split("_")) for each in WORDS}
)


class ItemForm(WordsForm):
    """A point. Its subject says whether it is voted on, and by which majority."""

    subject = forms.ChoiceField(label=_("Subject"), choices=SUBJECT_CHOICES)
    key = forms.ChoiceField(
        label=_("Who votes"),
        required=False,
        choices=[],
        help_text=_(
            "When a cost concerns some lots only, only they vote, with their parts of "
            "that key (art. 3.87 §6). The amount is divided by the same key."
        ),
    )
    amount = MoneyField(
        label=_("Amount of the decision (€)"),
        required=False,
        help_text=_("Every owner sees before the vote what it would cost him."),
    )
    budget = forms.ChoiceField(
        label=_("Budget to adopt"),
        required=False,
        choices=[],
        help_text=_("The draft that counts once the assembly has adopted it."),
    )
    effect = forms.ChoiceField(
        label=_("What it causes"),
        required=False,
        choices=[],
        help_text=_("Once it is adopted, its page in the register carries it out."),
    )
    candidate = forms.CharField(
        label=_("Candidate"),
        required=False,
        max_length=AgendaItem._meta.get_field("candidate").max_length,
        help_text=_("One person: each is voted on separately."),
    )
    is_secret = forms.BooleanField(
        label=_("Secret ballot"),
        required=False,
        help_text=either_lazy(
            _(
                "Only elections can be secret: votes on the building stand in the "
                "minutes by name (art. 3.87 §10)."
            ),
            _("Nobody learns how a member votes, only that he did."),
        ),
    )

    def __init__(self, data=None, *, known: Known, **kwargs):
        super().__init__(data, **kwargs)
        self.known = known
        self.keys = {str(key.uuid): key for key in known.keys}
        self.fields["key"].choices = [
            ("", _("All co-owners, with their shares")),
            *((uuid, str(key)) for uuid, key in self.keys.items()),
        ]
        self.fields["budget"].choices = [("", _("None yet")), *known.budgets.items()]
        self.fields["effect"].choices = [("", _("Nothing")), *known.effects.items()]
        self.fields["subject"].choices = [
            (value, label)
            for value, label in SUBJECT_CHOICES
            if Subject(value).of_asbl == known.of_members
        ]
        for name in set(WORDS) - set(self._words()):
            del self.fields[name]
        if known.subject is not None:
            self._narrow(known.subject)
            self._require_words()
        self.order_fields(["subject", *self._words()])

    def _require_words(self) -> None:
        """In a building of one language nothing can be said in another."""
        for name in ("title", "motion"):
            for each in self._fields_of(name):
                self.fields[each].required = len(self.known.languages) == 1

    def _fields_of(self, name: str) -> list[str]:
        fields = [f"{name}_{code}" for code in self.known.languages]
        return [each for each in fields if each in self.fields]

    def _words(self) -> list[str]:
        return [f"{name}_{code}" for name in TEXTS for code in self.known.languages]

    def _narrow(self, subject: Subject) -> None:
        """Ask only what a point of this kind has."""
        kind = POINTS[subject].kind
        self.fields["subject"].choices = [
            (capfirst(group.label), rows)
            for group in subject_groups(
                self.known.day, of_members=self.known.of_members
            )
            if (rows := _of_kind(group.subjects, kind))
        ]
        for name in _without_place(subject, self.fields):
            del self.fields[name]

    def clean(self):
        data = self.cleaned_data
        if "subject" not in data:
            return data
        subject = data["subject"] = Subject(data["subject"])
        for name in _without_place(subject, self.fields):
            if data.get(name):
                self.add_error(name, _("This has no place in a point on this subject."))
        self._need("title", _("Write a title."))
        if POINTS[subject].rules:
            self._need("motion", _("Write the decision that is put to the vote."))
        return data

    def _need(self, name: str, text) -> None:
        """Ask for a text in one language at least."""
        asked = self._fields_of(name)
        if not any(self.cleaned_data.get(e) or e in self.errors for e in asked):
            self.add_error(asked[0], text)

    def draft(self) -> ItemDraft:
        return draft_of(self.cleaned_data, self.known)


def _of_kind(rows, kind: Kind) -> list:
    return [(s.value, label) for s, label in rows if POINTS[s].kind is kind]


def _without_place(subject: Subject, fields) -> list[str]:
    """Return the fields that a point on this subject does not have."""
    point = POINTS[subject]
    unused = []
    if not point.rules:
        unused += [n for n in fields if n.startswith("motion_")]
    if subject.of_asbl or not point.rules:
        unused += ["key", "amount"]
    if not (subject.of_asbl and point.rules):
        unused += ["effect"]
    if point.kind is not Kind.ELECTION:
        unused += ["candidate"]
    if not may_be_secret(subject):
        unused += ["is_secret"]
    if subject is not Subject.BUDGET:
        unused += ["budget"]
    return [name for name in unused if name in fields]


def draft_of(data, known: Known) -> ItemDraft:
    """Return what the fields of ``ItemForm`` say, in the languages of the building."""
    by_uuid = {str(key.uuid): key for key in known.keys}
    budget = data.get("budget")
    return ItemDraft(
        subject=data["subject"],
        **{
            name: {code: data.get(f"{name}_{code}") or "" for code in known.languages}
            for name in TEXTS
        },
        key=by_uuid.get(str(data.get("key"))),
        amount=data.get("amount"),
        candidate=data.get("candidate") or "",
        is_secret=bool(data.get("is_secret")),
        budget=UUID(str(budget)) if budget else None,
        effect=data.get("effect") or "",
    )


def first_values(item: AgendaItem) -> dict:
    """Return what the form shows at first of a point."""
    texts = {
        f"{name}_{code}": getattr(item, f"{name}_{code}") or ""
        for name in TEXTS
        for code in LANGUAGES
    }
    return texts | {
        "subject": item.subject,
        "key": str(item.key.uuid) if item.key else "",
        "amount": item.amount,
        "budget": str(item.effect_ref or ""),
        "effect": item.effect,
        "candidate": item.candidate,
        "is_secret": item.is_secret,
    }


# Documents and conflicts


class DocumentForm(forms.Form):
    """One of the documents that every owner may read."""

    def __init__(self, data=None, *, versions: Sequence[LibraryVersion]):
        super().__init__(data)
        self.versions = {str(one.uuid): one for one in versions}
        self.fields["version"] = forms.ChoiceField(
            label=_("Document"),
            choices=[(uuid, one.document.title) for uuid, one in self.versions.items()],
            help_text=either_lazy(
                _(
                    "Its newest version is attached. Documents that not all co-owners "
                    "may read are not offered."
                ),
                _(
                    "Its newest version is attached. Documents that not all members "
                    "may read are not offered."
                ),
            ),
        )

    def clean_version(self):
        return self.versions[self.cleaned_data["version"]]


class ReasonForm(forms.Form):
    """Why somebody cannot vote on a point."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=ItemConflict._meta.get_field("reason").max_length,
        help_text=_("It stands in the convocation and in the minutes."),
    )


class ConflictForm(ReasonForm):
    """And who it is: one of ``holdings``."""

    def __init__(self, data=None, *, holdings: Iterable[Holding]):
        super().__init__(data)
        self.fields["holding"] = PickField(
            label=_("Co-owner"), choices=Choices(holdings), list_id="holdings"
        )
        self.order_fields(["holding"])
