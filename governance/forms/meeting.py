"""What the secretary types during a meeting."""

from collections.abc import Iterable, Mapping, Sequence

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from buildings.wording import either_lazy
from governance.meeting.events import NONE, Channel, Choice
from governance.models import AgendaItem
from governance.queries.console import Entry, Seat

NAMES = dict(settings.LANGUAGES)
REASON = 500  # characters: what the log keeps of a reason
CHOICES = [
    (Choice.FOR.value, pgettext_lazy("vote", "For")),
    (Choice.AGAINST.value, pgettext_lazy("vote", "Against")),
    (Choice.ABSTAIN.value, pgettext_lazy("vote", "Abstains")),
    (Choice.BLANK.value, pgettext_lazy("vote", "Blank")),
]
NOT_VOTED = (NONE, pgettext_lazy("vote", "None"))
SAME = ("", _("As all its lots"))


def _reason(label=None, **kwargs) -> forms.CharField:
    return forms.CharField(label=label or _("Reason"), max_length=REASON, **kwargs)


class BureauForm(forms.Form):
    """``seats``: who is here."""

    chair = forms.ChoiceField(
        label=_("Chair of the meeting"),
        choices=(),
        help_text=either_lazy(
            _("A co-owner who is here, never the syndic (art. 3.87 §5)."),
            _("Somebody who is here and votes for a member."),
        ),
    )
    secretary = forms.CharField(
        label=_("Secretary"),
        max_length=150,
        help_text=either_lazy(
            _("Who writes the minutes; it may be the syndic."),
            _("Who writes the minutes."),
        ),
    )

    def __init__(self, data=None, *, seats: Iterable[Seat], **kwargs):
        super().__init__(data, **kwargs)
        here = [(seat.person, seat.name) for seat in seats if seat.way and seat.lots]
        self.fields["chair"].choices = [("", _("Choose")), *here]


class ReasonForm(forms.Form):
    """Why a point is postponed or reopened; the minutes say it."""

    reason = _reason()


class ConflictForm(forms.Form):
    """Who may not vote on a point. ``heads``: the names of the holdings, by id."""

    head = forms.ChoiceField(label=_("Who cannot vote"), choices=())
    wide = forms.BooleanField(
        label=_("Nor for others, as the holder of their proxy"),
        required=False,
        initial=True,
    )
    reason = _reason(
        help_text=_("Such as “Works for the association as a gardener”."),
    )

    def __init__(self, data=None, *, heads: Mapping[str, str], **kwargs):
        super().__init__(data, **kwargs)
        self.fields["head"].choices = [("", _("Choose")), *heads.items()]


class AmendForm(forms.Form):
    """Another text of the decision, in the languages of the building."""

    def __init__(self, data=None, *, item: AgendaItem, languages, now, **kwargs):
        super().__init__(data, **kwargs)
        self.languages = list(languages)
        for language in self.languages:
            self.fields[f"text_{language}"] = forms.CharField(
                label=format_lazy(
                    "{label} ({language})",
                    label=_("Decision"),
                    language=NAMES[language],
                ),
                max_length=AgendaItem._meta.get_field("motion").max_length,
                required=False,
                initial=now.get(language) or getattr(item, f"motion_{language}") or "",
                widget=forms.Textarea(attrs={"rows": 4, "lang": language}),
            )
        self.fields["reason"] = _reason(_("Why, or who asked for it"))

    def clean(self):
        cleaned = super().clean()
        text = {code: cleaned.get(f"text_{code}", "") for code in self.languages}
        self.text = {code: words for code, words in text.items() if words}
        if not self.text:
            raise forms.ValidationError(_("Write the text of the decision."))
        return cleaned


class RemarkForm(forms.Form):
    """What somebody wants to read in the minutes. ``seats``: who is or was here."""

    person = forms.ChoiceField(label=_("Who"), required=False, choices=())
    text = forms.CharField(
        label=_("Remark for the minutes"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data=None, *, seats: Iterable[Seat], **kwargs):
        super().__init__(data, **kwargs)
        came = [(seat.person, seat.name) for seat in seats if seat.at]
        self.fields["person"].choices = [("", _("The meeting")), *came]


class BallotForm(forms.Form):
    """The ballot of one holding, from paper or by word of mouth. ``entry``: whose."""

    choice = forms.ChoiceField(
        label=_("Ballot"), choices=[*CHOICES, NOT_VOTED], widget=forms.RadioSelect
    )
    channel = forms.ChoiceField(
        label=_("How it was given"),
        choices=[
            (Channel.PAPER.value, _("On paper")),
            (Channel.ROOM.value, _("By word of mouth or by hand")),
        ],
        initial=Channel.PAPER.value,
        widget=forms.RadioSelect,
    )
    reason = _reason(
        _("Why you type it in"),
        initial=_("Paper ballot handed in"),
        help_text=_("It stands in the log of the meeting, with your name."),
    )

    def __init__(self, data=None, *, entry: Entry, **kwargs):
        super().__init__(data, **kwargs)
        self.lots = {f"lot_{line.id}": line for line in entry.lines}
        if len(self.lots) > 1:
            for name, line in self.lots.items():
                self.fields[name] = forms.ChoiceField(
                    label=format_lazy("{lot} {label}", lot=_("Lot"), label=line.label),
                    choices=[SAME, *CHOICES, NOT_VOTED],
                    required=False,
                )

    @property
    def by_line(self) -> dict[str, str]:
        """What each lot chooses: the same for all, unless one is voted apart."""
        said = self.cleaned_data
        return {
            line.id: said.get(name) or said["choice"]
            for name, line in self.lots.items()
        }


class BoxForm(forms.Form):
    """Slips of a secret ballot, counted out. ``waiting``: who may still vote.

    For each number of votes that a slip can count for, how many say what.
    """

    def __init__(self, data=None, *, waiting: Sequence[tuple[Entry, int]], **kwargs):
        super().__init__(data, **kwargs)
        self.fields["heads"] = forms.MultipleChoiceField(
            label=_("Who put a slip into the box"),
            choices=[(entry.head, entry.name) for entry, _votes in waiting],
            widget=forms.CheckboxSelectMultiple,
        )
        self.weights = sorted({votes for _entry, votes in waiting}, reverse=True)
        for votes in self.weights:
            for choice, label in CHOICES:
                self.fields[f"slips_{votes}_{choice}"] = forms.IntegerField(
                    label=label,
                    initial=0,
                    min_value=0,
                    max_value=len(waiting),
                    widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                )

    @property
    def by_weight(self) -> list[tuple[int, list[forms.BoundField]]]:
        """The fields of the slips that count for so many votes."""
        return [
            (votes, [self[f"slips_{votes}_{choice}"] for choice, _label in CHOICES])
            for votes in self.weights
        ]

    @property
    def slips(self) -> dict[int, dict[str, int]]:
        said = self.cleaned_data
        return {
            votes: {
                choice: said[f"slips_{votes}_{choice}"] or 0
                for choice, _label in CHOICES
            }
            for votes in self.weights
        }
