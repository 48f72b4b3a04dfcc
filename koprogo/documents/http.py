"""Send a kept file to a browser, which saves it and never opens it on our pages."""

import logging

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header

from koprogo.documents.models import File
from koprogo.documents.services import Damaged, read

logger = logging.getLogger(__name__)


def attachment(file: File, *, name: str = "") -> HttpResponse:
    """Return ``file`` as an attachment called ``name`` (default: its own name).

    What the storage lost or changed is not sent: a page says so, and the log has it.
    """
    try:
        data = read(file)
    except Damaged:
        logger.error("file %s of tenant %s is damaged", file.uuid, file.tenant_id)
        return HttpResponse(render_to_string("documents/damaged.html"), status=500)
    return HttpResponse(
        data,
        content_type=file.content_type,
        headers={
            "Content-Disposition": content_disposition_header(True, name or file.name),
            "Cache-Control": "private, no-store",
            "Content-Security-Policy": "sandbox; default-src 'none'",
        },
    )
