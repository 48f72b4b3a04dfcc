"""Forms that take files. Files above the limit never reach them (uploads.py)."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from koprogo.ui.uploads import too_large


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One or more uploads; their order is the browser's."""

    widget = ManyFilesInput

    def clean(self, data, initial=None):
        files = data or [None]  # nothing at all is refused like a missing file
        return [super(ManyFilesField, self).clean(file, initial) for file in files]


class FilesForm(forms.Form):
    """A form that is given the request; ``files_field`` is where its files arrive."""

    files_field: str

    def __init__(self, request=None, **kwargs):
        if request is None:
            super().__init__(**kwargs)
            return
        super().__init__(request.POST, request.FILES, **kwargs)
        self.dropped = too_large(request)

    def _clean_fields(self):
        """Say first what was dropped: “required” would be the wrong reason."""
        if self.dropped:
            limit = settings.UPLOAD_LIMIT_BYTES // 1024 // 1024
            text = _("%(names)s: larger than %(limit)s MB. Nothing was read.")
            params = {"names": ", ".join(self.dropped), "limit": limit}
            error = ValidationError(text, "too-large", params)
            self.add_error(self.files_field, error)
            return
        super()._clean_fields()
