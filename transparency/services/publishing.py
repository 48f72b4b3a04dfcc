"""What everybody may read, written anew when something changes and every ten minutes."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from koprogo.jobs.models import Job
from koprogo.jobs.services import enqueue
from koprogo.tenancy import current_tenant_id
from transparency.models import Publication
from transparency.public.derivation import derive
from transparency.public.figures import plain
from transparency.public.tables import canonical
from transparency.queries.gathering import gather, moment
from transparency.queries.platform import asbl_ids

__all__ = ["PUBLISHING", "after_seal", "publish", "soon"]

PUBLISHING = "transparency.publish"


@transaction.atomic
def publish(*, now: datetime | None = None, by=None) -> bool:
    """Publish the figures of the ASBL entered; tell whether any row or figure changed.

    Two at once publish one after the other, so that the last one read all that was
    committed before it. ``now``: for tests; by default when it is its turn.
    """
    publication = _locked()
    at = now or timezone.now()
    tables = canonical(gather(at))
    figures = derive(tables, today=timezone.localdate(at), as_of=moment(at))
    shown = {"tables": plain(tables), "figures": plain(figures)}
    changed = publication.tables != shown["tables"] or _without_moment(
        publication.figures
    ) != _without_moment(shown["figures"])
    publication.tables, publication.figures = shown["tables"], shown["figures"]
    publication.digest, publication.as_of = figures.digest, at
    publication.save()
    return changed


def soon() -> None:
    """Have the figures published after the commit: whoever changes one calls it.

    A job that has not begun will read the change; one that has perhaps did not, and
    another follows. What nobody calls it for comes with the seal of the history, a
    minute later, or with the next ten minutes.
    """
    if not settings.ASBL_PLATFORM:
        return
    tenant = current_tenant_id()
    transaction.on_commit(lambda: _enqueue(tenant), robust=True)


def after_seal(tenant_id: int) -> None:
    """Publish what changed in the ASBL, whoever changed it (slots.after_seal)."""
    if tenant_id in asbl_ids():
        _enqueue(tenant_id)


def _enqueue(tenant_id: int) -> None:
    waiting = Job.objects.open().filter(name=PUBLISHING, attempts=0)
    if not waiting.exists():
        enqueue(PUBLISHING, tenant_id=tenant_id, by=None)


def _locked() -> Publication:
    """Return the row, locked; the first publication of all makes it."""
    found = Publication.objects.select_for_update().first()
    if found is None:
        row = Publication(digest="0" * 64, as_of=timezone.now())
        Publication.objects.bulk_create([row], ignore_conflicts=True)
        found = Publication.objects.select_for_update().get()
    return found


def _without_moment(figures) -> dict:
    return {name: value for name, value in figures.items() if name != "as_of"}
