from django.utils.translation import gettext_lazy as _

from koprogo.ui.upload_forms import FilesForm, ManyFilesField, ManyFilesInput


class UploadForm(FilesForm):
    """Share tables to look at. Files above the limit never reach the form."""

    files_field = "tables"
    tables = ManyFilesField(
        label=_("Tables"),
        help_text=_("CSV or Excel (.xlsx), one file or several, 10 MB each at most."),
        widget=ManyFilesInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )

    def clean_tables(self):
        return [(file.name, file.read()) for file in self.cleaned_data["tables"]]
