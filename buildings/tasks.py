from celery import shared_task
from django.utils import timezone

from buildings.models import HallCode, Invitation, LibraryVersion
from buildings.services.hall import forget_expired_pages
from buildings.services.invitations import (
    PRINTING,
    forget_expired_letters,
    print_letters,
)
from buildings.services.library import read_text
from buildings.services.staff import SENDING, send_staff_invitation
from buildings.services.summary import refresh_summaries
from koprogo.jobs.services import DONE, MORE, step
from koprogo.tenancy import enter

# A second or two of work in one step.
LETTERS = 10


@step("buildings.read_document")
def read_document(job, *, version):
    """Read the words of one version of a document, for the search."""
    read_text(LibraryVersion.objects.select_related("file").get(pk=version))
    return DONE


@step(PRINTING)
def print_invitations(job, *, owners, origin):
    """Make the next letters with codes, for owners (primary keys) on paper."""
    some = owners[job.done : job.done + LETTERS]
    print_letters(some, asked_at=job.created_at, origin=origin, by=job.by)
    job.done += len(some)
    return MORE if job.done < job.total else DONE


@step(SENDING)
def invite_to_firm(job, *, invitation, origin):
    send_staff_invitation(invitation, origin=origin)
    return DONE


@shared_task(name="buildings.forget_letters")
def forget_letters() -> int:
    """Erase letters and pages in halls whose codes have expired; return how many."""
    now = timezone.now()
    expired = {"letter_id__isnull": False, "expires_at__lte": now}
    left = Invitation.objects.filter(**expired).values_list("tenant_id", flat=True)
    posted = HallCode.objects.filter(**expired).values_list("tenant_id", flat=True)
    forgotten = 0
    for tenant_id in {*left, *posted}:
        with enter(tenant_id, by=None):
            forgotten += forget_expired_letters(now=now)
            forgotten += forget_expired_pages(now=now)
    return forgotten


@shared_task(name="buildings.refresh_summaries")
def refresh_all() -> int:
    """Refresh what portfolios show: a new day makes other amounts overdue."""
    return refresh_summaries()
