from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from koprogo.ui.uploads import too_large


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One or more uploads; their order is the browser's."""

    widget = ManyFilesInput(attrs={"accept": ".csv,.txt,.xlsx"})

    def clean(self, data, initial=None):
        files = data or [None]  # nothing at all is refused like a missing file
        return [super(ManyFilesField, self).clean(file, initial) for file in files]


class UploadForm(forms.Form):
    """Share tables to look at. Files above the limit never reach the form."""

    tables = ManyFilesField(
        label=_("Tables"),
        help_text=_("CSV or Excel (.xlsx), one file or several, 10 MB each at most."),
    )

    def __init__(self, request=None):
        if request is None:
            super().__init__()
            return
        super().__init__(request.POST, request.FILES)
        self.dropped = too_large(request)

    def clean_tables(self):
        return [(file.name, file.read()) for file in self.cleaned_data["tables"]]

    def _clean_fields(self):
        """Say first what was dropped: “required” would be the wrong reason."""
        if self.dropped:
            limit = settings.UPLOAD_LIMIT_BYTES // 1024 // 1024
            text = _("%(names)s: larger than %(limit)s MB. Nothing was read.")
            params = {"names": ", ".join(self.dropped), "limit": limit}
            self.add_error("tables", ValidationError(text, "too-large", params))
            return
        super()._clean_fields()
