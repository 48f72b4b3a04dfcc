"""Bodies of forms that make something of their fields, and of words with photos."""

from types import SimpleNamespace

from koprogo.api.bodies import FormBody

__all__ = ["SaidBody", "WordsBody"]


class SaidBody(FormBody):
    """Gives what the form makes of all its fields together, not field by field.

    ``initial``: what it shows at first, of what is changed.
    """

    def validate(self, attrs):
        super().validate(attrs)
        hidden = {
            name for name, field in self.made.fields.items() if field.widget.is_hidden
        }
        said = self.made.cleaned_data
        return {name: said[name] for name in said if name not in hidden}

    def form(self, data):
        given = {name: self.context[name] for name in self.needs}
        initial = self.context.get("initial", {})
        self.made = self.form_class(self._sent(data), initial=initial, **given)
        return self.made

    def _sent(self, data):
        return data


class WordsBody(SaidBody):
    """Title and text of a post. Photos come afterwards, at an address of their own."""

    def get_fields(self):
        fields = super().get_fields()
        fields.pop("photos", None)
        return fields

    def form(self, data):
        form = super().form(data)
        form.fields.pop("photos", None)
        return form

    def _sent(self, data):
        """Such forms are given a request."""
        return None if data is None else SimpleNamespace(POST=data, FILES={})
