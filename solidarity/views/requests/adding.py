"""Documents that came with a form: kept, or the form says why not."""

from django.contrib import messages
from django.utils.translation import ngettext

from koprogo.ui.origin import origin
from solidarity.errors import SolidarityError
from solidarity.models import Request
from solidarity.refusals import sentence
from solidarity.services.papers import add_papers


def add_from(request, found: Request, form) -> bool:
    """Keep the documents of a bound form; what is refused stands at its field."""
    if not form.is_valid():
        return False
    try:
        kept = add_papers(
            found, **form.cleaned_data, origin=origin(request), by=request.user
        )
    except SolidarityError as error:
        form.add_error("files", sentence(error))
        return False
    text = ngettext(
        "%(count)s document is kept, encrypted.",
        "%(count)s documents are kept, encrypted.",
        len(kept),
    ) % {"count": len(kept)}
    messages.success(request, text)
    return True
