"""The letters with the minutes, on the pages that all letters have."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from buildings.access import Permission, require
from buildings.views.letters import LetterPages
from governance.errors.base import GovernanceError
from governance.models import Minutes
from governance.queries.minutes import visible_letters
from governance.refusals.minutes import sentence as of_minutes
from koprogo.documents.http import attachment


def finished(minutes_id) -> Minutes:
    found = Minutes.objects.filter(finished_at__isnull=False)
    return get_object_or_404(found.select_related("assembly"), uuid=minutes_id)


def sentence(error: Exception) -> str:
    """Say why nothing was made or sent."""
    from buildings.mailings.refusals import sentence as of_letters

    if isinstance(error, GovernanceError):
        return of_minutes(error)
    return of_letters(error)


MINUTES = LetterPages(
    find=finished,
    refused=GovernanceError,
    sentence=sentence,
    urls="governance:minutes-letters",
    crumbs="governance/crumbs/minutes_letters.html",
    crumbs_below="governance/crumbs/minutes_letters.html",
    promise="governance/minutes/_promise.html",
    cancelled="",
    asks_before=False,
    in_asbl=True,
)


@require_safe
@require(Permission.SEE_ASSEMBLIES, asbl=True)
def letter(request, building, minutes_letter_id):
    """The minutes as they went to me; or any of these letters, for who sends them."""
    found = visible_letters(request.access)
    return attachment(get_object_or_404(found, uuid=minutes_letter_id).file)
