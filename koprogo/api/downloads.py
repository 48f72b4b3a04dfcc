"""Files as answers: the bytes as they were kept, to be saved."""

from django.http import HttpResponse

from koprogo.api.views import ProblemResponse
from koprogo.documents.http import attachment
from koprogo.documents.models import File

PDF = "application/pdf"
ZIP = "application/zip"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def send(request, file: File) -> HttpResponse:
    """Return ``file`` as an attachment; 500, when the storage lost or changed it."""
    answer = attachment(file)
    if answer.status_code == 200:
        return answer
    return ProblemResponse(answer.status_code, instance=request.path)
