"""Papers for a meeting: the worker prints them, and they are kept for a day."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from buildings.models import Building
from governance.errors.meeting import NoRoll, NothingToPrint
from governance.exports.papers import PDF, list_pdf, papers_name, sheets_pdf
from governance.exports.slips import slips_pdf
from governance.models import AgendaItem, Assembly, Proxy
from governance.queries.meeting import meeting_of
from governance.queries.papers import sheets_of, to_sign
from governance.queries.roll import meetings_of_proxies
from governance.queries.slips import printed, slips_of
from koprogo.documents import services as documents
from koprogo.documents.models import File
from koprogo.jobs.models import Job
from koprogo.jobs.services import enqueue
from koprogo.tenancy.context import current_tenant_id

__all__ = [
    "ask_papers",
    "ask_slips",
    "file_of",
    "forget_papers",
    "make_papers",
    "papers_job",
]

MAKING = "governance.make_papers"
FORGETTING = "governance.forget_papers"
SLIPS = "slips"
KEPT_FOR = timedelta(days=1)


@transaction.atomic
def ask_papers(assembly: Assembly, *, what: str, origin: str, by) -> Job:
    """Have the worker print sheets for each ``holding`` or ``lot``, or the ``list``.

    Asked again while they are being made, they are made once.

    Raises:
        NoRoll: the list of voters is not frozen yet.
    """
    locked = _with_roll(assembly)
    return enqueue(
        MAKING,
        tenant_id=current_tenant_id(),
        by=by,
        key=f"papers:{locked.uuid}:{what}",
        assembly=locked.pk,
        what=what,
        origin=origin,
    )


@transaction.atomic
def ask_slips(item: AgendaItem, *, every: bool, by) -> Job:
    """Have the worker print the slips of a secret point, as it stands now.

    ``every``: also those that tell whoever counts them who wrote them.

    Raises:
        NoRoll: the list of voters is not frozen yet.
        NothingToPrint: none that would be secret.
    """
    locked = _with_roll(item.assembly)
    slips = slips_of(meeting_of(locked), str(item.uuid))
    weights = printed(slips, every=every)
    if not weights:
        raise NothingToPrint(item)
    return enqueue(
        MAKING,
        tenant_id=current_tenant_id(),
        by=by,
        key=f"slips:{item.uuid}:{every}",
        assembly=locked.pk,
        what=SLIPS,
        item=item.pk,
        weights=list(weights),
        telling=list(slips.telling),
        are_weighted=slips.are_weighted,
    )


def _with_roll(assembly: Assembly) -> Assembly:
    rows = Assembly.objects.select_for_update(of=["self"], no_key=True)
    locked = rows.select_related("tenant").get(pk=assembly.pk)
    if locked.roll_taken_at is None:
        raise NoRoll(locked)
    return locked


def make_papers(job: Job, *, assembly: int, what: str, **asked) -> None:
    """Print what a job asks for, and have it erased a day later."""
    building = Building.objects.select_related("tenant").get()
    found = Assembly.objects.select_related("tenant").get(pk=assembly)
    if what == "list":
        data = list_pdf(to_sign(found, _holders(found)), found, building)
    elif what == SLIPS:
        item = found.items.get(pk=asked.pop("item"))
        data = slips_pdf(item, found, building, **asked)
    else:
        sheets = sheets_of(found, building, per=what)
        data = sheets_pdf(sheets, found, building, **asked)
    name = papers_name(what, found, building)
    file = documents.store(data, name=name, content_type=PDF, by=job.by)
    job.arguments["file"] = file.pk
    enqueue(FORGETTING, tenant_id=current_tenant_id(), by=job.by, file=file.pk)


def _holders(assembly: Assembly) -> dict[str, str]:
    """Return by head the name of who holds a proxy that counts."""
    stands = {one.id for one in meeting_of(assembly).proxies if one.stands}
    rows = Proxy.objects.filter(assembly__in=meetings_of_proxies(assembly))
    return {str(row.head): row.holder_name for row in rows if str(row.uuid) in stands}


def forget_papers(job: Job, *, file: int) -> timedelta | None:
    """Erase papers whose day is over; return how long they are still kept."""
    left = job.created_at + KEPT_FOR - timezone.now()
    if left > timedelta(0):
        return left
    documents.erase([file])
    return None


def papers_job(uuid, *, assembly: Assembly) -> Job | None:
    """Return the printing of papers of an assembly that somebody asked for."""
    asked = Job.objects.filter(uuid=uuid, name=MAKING, tenant=current_tenant_id())
    return asked.filter(arguments__assembly=assembly.pk).first()


def file_of(job: Job) -> File | None:
    """Return the papers once they are made, for as long as they are kept."""
    return File.objects.filter(pk=job.arguments.get("file")).first()
