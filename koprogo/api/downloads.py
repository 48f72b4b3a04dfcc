"""Files as answers, to be saved: the bytes as they were kept, or made for the moment."""

from io import BytesIO

from django.http.response import HttpResponseBase

from koprogo.api.views import ProblemResponse
from koprogo.documents.http import attachment
from koprogo.documents.models import File
from koprogo.ui.downloads import send_file

PDF = "application/pdf"
PNG = "image/png"
ZIP = "application/zip"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def send(request, file: File) -> HttpResponseBase:
    """Return ``file`` as an attachment; 500, when the storage lost or changed it."""
    answer = attachment(file)
    if answer.status_code == 200:
        return answer
    return ProblemResponse(answer.status_code, instance=request.path)


def send_made(data: bytes, *, name: str, content_type: str) -> HttpResponseBase:
    """Return what was made now as an attachment; nobody keeps it."""
    return send_file(BytesIO(data), name=name, content_type=content_type)
