"""Form fields for what people type about a building."""

from collections.abc import Callable, Iterable, Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from buildings.importing import values
from buildings.importing.messages import sentence
from buildings.importing.problems import BadValue, Code, Problem
from buildings.importing.text import clean, fold
from buildings.validators import compact_iban, compact_kbo


class ParsedField(forms.Field):
    """Text that a parser of the import turns into a value: one rule for all doors."""

    def __init__(self, *, parse: Callable[[str], object], **kwargs):
        super().__init__(**kwargs)
        self.parse = parse

    def to_python(self, value):
        text = clean(value or "")
        if not text:
            return None
        try:
            return self.parse(text)
        except BadValue as error:
            raise ValidationError(self._sentence(error), code=error.code) from None

    def _sentence(self, error: BadValue) -> str:
        if own := self.error_messages.get(error.code):
            return own % error.params
        return sentence(Problem("", None, None, error.code, error.params))


class WholeField(ParsedField):
    """Shares or parts: whole and not negative; ``1 000`` is understood."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def __init__(self, **kwargs):
        super().__init__(parse=values.whole, **kwargs)


class FractionField(ParsedField):
    """A part of the whole, exact: ``1/3``, ``0,5``, ``50 %``."""

    widget = forms.TextInput(attrs={"autocomplete": "off"})
    default_error_messages = {
        Code.FRACTION_IS_A_DATE: _(
            "“%(value)s” is not a part. Write for instance 1/2, 0.5 or 50 %%."
        ),
        Code.MORE_THAN_WHOLE: _("“%(value)s” is more than 1, the whole."),
    }

    def __init__(self, **kwargs):
        super().__init__(parse=values.fraction, **kwargs)


class CountryField(ParsedField):
    """Two letters, from them or from the name of a neighbour."""

    def __init__(self, **kwargs):
        kwargs.pop("max_length")
        super().__init__(parse=values.country, **kwargs)


class _CompactField(forms.CharField):
    """A number that is typed with spaces and dots and stored without."""

    compact: Callable[[str], str]

    def __init__(self, **kwargs):
        super().__init__(**kwargs | {"max_length": 60})

    def to_python(self, value):
        text = super().to_python(value)
        return type(self).compact(text) if text else text


class KboField(_CompactField):
    """``0833.576.428`` or ``BE 0833576428``; gives ten digits."""

    compact = staticmethod(compact_kbo)


class IbanField(_CompactField):
    """``BE68 5390 0754 7034``; gives capitals and digits."""

    compact = staticmethod(compact_iban)


class Picker(forms.TextInput):
    """A text input with a list to choose from, which several inputs may share.

    The first input with ``list_id`` carries the list; the others leave ``labels`` out.
    """

    template_name = "buildings/widgets/picker.html"

    def __init__(self, list_id: str, labels: Sequence[str] = ()):
        super().__init__(attrs={"list": list_id, "autocomplete": "off"})
        self.labels = labels

    def get_context(self, name, value, attrs):
        return super().get_context(name, value, attrs) | {"labels": self.labels}


class Choices:
    """The rows that may be chosen by typing, each by its label, its code or its name.

    ``rows`` have a ``code``. Among thousands a menu would be endless and heavy; here
    the browser proposes what fits the letters typed, and it works without a script.
    """

    def __init__(self, rows: Iterable[Model]):
        self._by_text: dict[str, list[Model]] = {}
        self.labels = []
        for row in rows:
            label = self.label(row)
            self.labels.append(label)
            for text in {fold(label), fold(row.code), fold(str(row))}:
                self._by_text.setdefault(text, []).append(row)

    @staticmethod
    def label(row: Model) -> str:
        """Return ``Jean Moreau (P1)``, or the code alone when it is the name."""
        name = str(row)
        return name if name == row.code else f"{name} ({row.code})"

    def find(self, text: str) -> list[Model]:
        """Return the rows that ``text`` names: one when all is well."""
        return self._by_text.get(fold(text), [])


class PickField(forms.CharField):
    """One of ``choices``, typed with the help of a list; gives the row or None."""

    default_error_messages = {
        "unknown": _("“%(value)s” is not in the list: choose one of its lines."),
        "several": _("Several lines are called “%(value)s”: add the code."),
    }

    def __init__(self, *, choices: Choices, list_id: str, shared=False, **kwargs):
        widget = Picker(list_id, () if shared else choices.labels)
        super().__init__(widget=widget, **kwargs)
        self.choices = choices

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        found = self.choices.find(text)
        if len(found) != 1:
            code = "several" if found else "unknown"
            raise ValidationError(
                self.error_messages[code], code=code, params={"value": text}
            )
        return found[0]

    def prepare_value(self, value):
        return self.choices.label(value) if isinstance(value, Model) else value


class CalledField(forms.CharField):
    """One of thousands, typed without a list: nobody is shown who the others are.

    ``find``: returns the rows that are called so; asked when something was typed.
    Gives the row, or None.
    """

    default_error_messages = {
        "unknown": _("No member who votes is called so."),
        "several": _("Several members are called so: write the e-mail address."),
    }

    def __init__(self, *, find: Callable[[str], Sequence] | None = None, **kwargs):
        super().__init__(**{"max_length": 254} | kwargs)
        self.find = find
        self.widget.attrs["autocomplete"] = "off"

    def clean(self, value):
        text = super().clean(value)
        return self._only(text) if text else None

    def _only(self, text: str):
        found = self.find(text)
        if len(found) != 1:
            code = "several" if found else "unknown"
            raise ValidationError(self.error_messages[code], code=code)
        return found[0]


class ManyCalledField(CalledField):
    """Several of thousands, one a line; gives the rows, each once."""

    widget = forms.Textarea(attrs={"rows": 8})

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": None} | kwargs)

    def clean(self, value):
        found = []
        for line in forms.CharField.clean(self, value).splitlines():
            if text := line.strip():
                try:
                    row = self._only(text)
                except ValidationError as error:
                    raise ValidationError(f"{text}: {error.message}") from None
                if row not in found:
                    found.append(row)
        return found
