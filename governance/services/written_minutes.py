"""The minutes of a written decision, drawn up by the syndic (art. 3.87 §11)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from buildings.models import Building, LibraryDocument
from buildings.services.library import add_document
from governance.errors.written import MinutesDrawn, NotEndedYet
from governance.exports import written as exports
from governance.exports.minutes import PDF, minutes_languages
from governance.models import Decision, WrittenDecision, WrittenMinutes
from governance.queries.written import progress_of
from koprogo.audit.services import record
from koprogo.documents.intake import Intake

__all__ = ["draw_minutes"]


@transaction.atomic
def draw_minutes(decision: WrittenDecision, *, by) -> list[WrittenMinutes]:
    """Make the minutes in every language of the building, among its documents.

    Raises:
        NotEndedYet: it waits for answers, or was withdrawn: nothing was decided.
        MinutesDrawn: that was done before.
    """
    rows = WrittenDecision.objects.select_for_update(of=("self",), no_key=True)
    found = rows.get(pk=decision.pk)
    entry = Decision.objects.filter(written=found).first()
    if entry is None:
        raise NotEndedYet(found)
    if found.minutes.exists():
        raise MinutesDrawn(found)
    building = Building.objects.select_related("tenant").get()
    progress = progress_of(found, total=building.deed_total, today=timezone.localdate())
    made = []
    for language in minutes_languages(building):
        pdf = exports.minutes_pdf(
            found, progress, building, number=entry.number, language=language
        )
        name = exports.minutes_name(found, building, language)
        with override(language):
            title = exports.minutes_title(found)
        document = add_document(
            title=title[:150],
            category=LibraryDocument.Category.MINUTES,
            audience=LibraryDocument.Audience.OWNERS,
            file=Intake(name, PDF, pdf),
            dated_on=timezone.localdate(found.ended_at),
            by=by,
        )
        file = document.versions.get().file
        made.append(
            WrittenMinutes.objects.create(
                decision=found, language=language, file=file, made_by=by
            )
        )
    record("written.minutes_drawn", target=found, by=by)
    return made
