"""What the office asks owners, and what they answer."""

from collections.abc import Sequence

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from governance.forms.requests import lines_of
from governance.models import Consultation, ConsultationOption
from governance.queries.consultations import MOST_OPTIONS, ConsultationDraft
from koprogo.ui.fields import DayField

NAMES = dict(settings.LANGUAGES)
LONGEST_OPTION = ConsultationOption._meta.get_field("title").max_length
LABELS = {
    "title": _("Question"),
    "text": _("Explanation"),
    "options": _("Possible answers, one on each line"),
}
LIMITS = {
    "title": Consultation._meta.get_field("title").max_length,
    "text": Consultation._meta.get_field("text").max_length,
    "options": MOST_OPTIONS * LONGEST_OPTION,
}
ROWS = {"title": 1, "text": 4, "options": 4}


def _words(name: str, language: str) -> forms.CharField:
    rows = ROWS[name]
    widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
    widget.attrs["lang"] = language
    return forms.CharField(
        label=format_lazy(
            "{label} ({language})", label=LABELS[name], language=NAMES[language]
        ),
        max_length=LIMITS[name],
        required=False,
        widget=widget,
    )


# The texts of all languages are fields of their own: programs learn of them too.
WORDS = [f"{name}_{code}" for name in LABELS for code in NAMES]
WordsForm = type(forms.Form)(
    "WordsForm", (forms.Form,), {each: _words(*each.split("_")) for each in WORDS}
)


class ConsultationForm(WordsForm):
    """A question with its answers, in the languages of the building."""

    closes_on = DayField(label=_("Open until"), help_text=_("The last day to answer."))
    is_multiple = forms.BooleanField(
        label=_("Several answers may be chosen"), required=False
    )
    is_anonymous = forms.BooleanField(
        label=_("Anonymous"),
        required=False,
        help_text=_(
            "Nobody reads who chose what. The result is published if five co-owners or "
            "more have answered, by heads and not by shares."
        ),
    )

    def __init__(self, data=None, *, languages: Sequence[str], **kwargs):
        super().__init__(data, **kwargs)
        asked = [f"{name}_{code}" for name in LABELS for code in languages]
        for name in set(WORDS) - set(asked):
            del self.fields[name]
        self.order_fields([*asked, "closes_on", "is_multiple", "is_anonymous"])

    def clean_closes_on(self):
        day = self.cleaned_data["closes_on"]
        if day <= timezone.localdate():
            raise ValidationError(_("The last day to answer must still come."))
        return day

    def clean(self):
        data = self.cleaned_data
        written = {
            code: lines_of(data[f"options_{code}"])
            for code in NAMES
            if data.get(f"options_{code}")
        }
        self._check_options(written)
        titles = {code: data.get(f"title_{code}") or "" for code in NAMES}
        if not any(titles.values()):
            self.add_error(self._first("title"), _("Write the question."))
        return data

    def _first(self, name: str) -> str:
        return next(field for field in self.fields if field.startswith(f"{name}_"))

    def _check_options(self, written: dict[str, list[str]]) -> None:
        first = self._first("options")
        if not written:
            self.add_error(first, _("Write the possible answers."))
        for code, options in written.items():
            if len(options) != len(next(iter(written.values()))):
                self.add_error(
                    f"options_{code}",
                    _("Write as many answers, in the same order, in each language."),
                )
            elif message := _wrong(options):
                self.add_error(f"options_{code}", message)

    def draft(self) -> ConsultationDraft:
        return draft_of(self.cleaned_data)


def _wrong(options: list[str]):
    if not 2 <= len(options) <= MOST_OPTIONS:
        return _("Give at least two answers, and at most twenty.")
    if len(set(options)) < len(options):
        return _("One answer stands there twice.")
    if any(len(option) > LONGEST_OPTION for option in options):
        return _("An answer is too long.")
    return ""


def draft_of(data) -> ConsultationDraft:
    """Return what the fields of ``ConsultationForm`` say."""
    by_language = {code: lines_of(data.get(f"options_{code}") or "") for code in NAMES}
    many = max(len(options) for options in by_language.values())
    return ConsultationDraft(
        title={code: data.get(f"title_{code}") or "" for code in NAMES},
        text={code: data.get(f"text_{code}") or "" for code in NAMES},
        options=[
            {code: options[number] for code, options in by_language.items() if options}
            for number in range(many)
        ],
        closes_on=data["closes_on"],
        is_multiple=data["is_multiple"],
        is_anonymous=data["is_anonymous"],
    )


class ChoiceForm(forms.Form):
    """What is chosen, by position: one answer, or several."""

    def __init__(
        self, data=None, *, options: Sequence[ConsultationOption], is_multiple, **kwargs
    ):
        super().__init__(data, **kwargs)
        choices = [(option.position, option.title) for option in options]
        field, widget = forms.TypedChoiceField, forms.RadioSelect
        if is_multiple:
            field, widget = forms.TypedMultipleChoiceField, forms.CheckboxSelectMultiple
        self.fields["chosen"] = field(
            label=_("Your answer"), choices=choices, widget=widget, coerce=int
        )

    def clean_chosen(self):
        chosen = self.cleaned_data["chosen"]
        return chosen if isinstance(chosen, list) else [chosen]
