"""Send a kept file to a browser, which saves it and never opens it on our pages."""

import logging

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from koprogo.documents.models import File
from koprogo.documents.services import Damaged, open_kept
from koprogo.ui.downloads import send_file

logger = logging.getLogger(__name__)


def attachment(file: File, *, name: str = "") -> HttpResponseBase:
    """Return ``file`` as an attachment called ``name`` (default: its own name).

    What the storage lost or changed is not sent: a page says so, and the log has it.
    """
    try:
        stored = open_kept(file)
    except Damaged:
        logger.error("file %s of tenant %s is damaged", file.uuid, file.tenant_id)
        return HttpResponse(render_to_string("documents/damaged.html"), status=500)
    answer = send_file(stored, name=name or file.name, content_type=file.content_type)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
