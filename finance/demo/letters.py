"""The letters of a call: made, sent, posted, and one that came back."""

from collections.abc import Collection

from django.utils import timezone

from buildings.mailings import letters_of
from buildings.services.letters import mark_posted, post_waiting
from finance import services
from finance.demo.stage import Stage
from finance.models import Call
from koprogo.jobs.models import Job
from koprogo.jobs.services import MORE, run_step
from koprogo.notifications.models import Delivery
from koprogo.tenancy import current_tenant_id

MAILBOX_FULL = "552 5.2.2 Mailbox is full"
GIVEN_UP_AFTER = 6


def send(
    call: Call, *, refused: Collection[str], posted: Collection[str], stage: Stage
) -> None:
    """Make and send the letters of a call of the building entered, as the worker does.

    Holdings by code: ``refused`` by their mail servers, ``posted`` by the office.
    """
    services.make_letters(call, by=stage.manager)
    work("finance.make_letters")
    services.send_letters(call, by=stage.manager)
    _refuse(call, refused)
    for name in ("notifications.send", "finance.bundle_post"):
        work(name)
    waiting = post_waiting(call).filter(document__holding__code__in=posted)
    mark_posted(
        call,
        letters=waiting.values_list("uuid", flat=True),
        on=timezone.localdate(),
        by=stage.manager,
    )


def work(name: str) -> None:
    """Do the open jobs of this name in the building entered, without a broker."""
    jobs = Job.objects.open().filter(tenant=current_tenant_id(), name=name)
    for pk in jobs.order_by("pk").values_list("pk", flat=True):
        while run_step(pk) is MORE:
            pass


def _refuse(call: Call, codes: Collection[str]) -> None:
    """Only a mail server refuses an e-mail: no service does."""
    letters = letters_of(call).filter(document__holding__code__in=codes)
    Delivery.objects.filter(pk__in=letters.values("delivery")).update(
        state=Delivery.State.FAILED, attempts=GIVEN_UP_AFTER, error=MAILBOX_FULL
    )
