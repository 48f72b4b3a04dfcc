"""Send an open file to be saved: piece by piece, and nobody on the way keeps it.

What is sent leaves after its view has left the tenant: it is open already, and no row
of the tenant is asked any more.
"""

from typing import IO

from django.http import FileResponse


def send_file(source: IO[bytes], *, name: str, content_type: str) -> FileResponse:
    """Return all of ``source`` as an attachment; it is closed when it was sent."""
    source.seek(0)
    return FileResponse(
        source,
        as_attachment=True,
        filename=name,
        content_type=content_type,
        headers={"Cache-Control": "private, no-store"},
    )
