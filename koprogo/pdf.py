"""PDF from a template: tagged (PDF/UA-1), without network, one document at a time."""

import gc
from base64 import b64encode
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

STYLES = Path(settings.BASE_DIR) / "templates" / "pdf"


def render_pdf(template: str, context: dict, *, language: str) -> bytes:
    """Return the PDF of ``template`` (it extends ``pdf/base.html``) in ``language``.

    Pictures are ``data:`` addresses; nothing is ever fetched.

    Raises:
        FatalURLFetchingError: of WeasyPrint; the document points to another address.
    """
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    with translation.override(language):
        html = render_to_string(template, context)
    fonts, sheets = _shared()
    only_data = URLFetcher(allowed_protocols=("data",), fail_on_errors=True)
    return HTML(string=html, url_fetcher=only_data).write_pdf(
        stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1"
    )


def picture(png: bytes) -> str:
    """Return a PNG as the address that a document shows it by; empty for none."""
    return f"data:image/png;base64,{b64encode(png).decode()}" if png else ""


@cache
def _shared():
    """Parse fonts and style sheets once for each process."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    sheets = [
        CSS(filename=path, font_config=fonts) for path in sorted(STYLES.glob("*.css"))
    ]
    # All this stays as long as the process: looking at it again and again would take
    # the collector a fifth of the time of a letter.
    gc.collect()
    gc.freeze()
    return fonts, sheets
