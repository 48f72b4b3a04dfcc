"""What a failure tells whoever runs the site: where it was, and nothing that people said.

Django's own report also has what was sent with the page, the names of files, and what
stood in variables. While ``DEBUG`` is on, on the machine of who develops, it stays.
"""

import traceback
from collections.abc import Iterator

from django.conf import settings
from django.utils.html import format_html
from django.views.debug import ExceptionReporter

__all__ = ["Reporter"]


class Reporter(ExceptionReporter):
    """The kinds of errors, and through which lines they came."""

    def get_traceback_text(self) -> str:
        return super().get_traceback_text() if settings.DEBUG else self._places()

    def get_traceback_html(self) -> str:
        if settings.DEBUG:
            return super().get_traceback_html()
        return format_html("<pre>{}</pre>", self._places())

    def _places(self) -> str:
        asked = f"{self.request.method} {self.request.path}" if self.request else ""
        return "\n".join(filter(None, [asked, *self._lines()]))

    def _lines(self) -> Iterator[str]:
        error = self.exc_value
        while error is not None:
            yield f"{type(error).__module__}.{type(error).__qualname__}"
            for frame in traceback.extract_tb(error.__traceback__):
                yield f"  {frame.filename}:{frame.lineno} {frame.name}"
            hidden = error.__suppress_context__
            error = error.__cause__ or (None if hidden else error.__context__)
