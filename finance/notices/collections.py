"""How who pays by direct debit is told before his bank pays."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from buildings.mailings import Letterhead
from buildings.models import Owner
from finance.models import CollectedAmount, Collection
from finance.queries.collections import collection_event, people_of, recipient
from koprogo.notifications.models import Delivery


def announcements(
    collection: Collection,
    rows: Iterable[CollectedAmount],
    *,
    head: Letterhead,
    creditor: str,
) -> Iterator[Delivery]:
    """Yield one e-mail for each person, of all his accounts, in his language.

    Who has no e-mail address is told by a letter.
    """
    of: dict[Owner, list[CollectedAmount]] = defaultdict(list)
    for row in rows:
        for owner in people_of(row.mandate.holding):
            of[owner].append(row)
    for owner, theirs in of.items():
        if owner.email:
            yield _announcement(collection, owner, theirs, head, creditor)


def _announcement(
    collection: Collection,
    owner: Owner,
    rows: Sequence[CollectedAmount],
    head: Letterhead,
    creditor: str,
) -> Delivery:
    context = {
        "name": str(owner),
        "rows": rows,
        "date": collection.date,
        "creditor": creditor,
        "building": head.building,
        "firm": head.firm,
    }
    with translation.override(owner.language):
        subject = _("%(building)s: a direct debit is announced") % {
            "building": head.building.name
        }
        body = render_to_string("finance/collections/mail.txt", context)
    return Delivery(
        event=collection_event(collection),
        recipient=recipient(owner),
        channel=Delivery.Channel.EMAIL,
        address=owner.email,
        subject=subject[:200],
        body=body,
        sender=head.firm.name,
        reply_to=head.firm.email,
        language=owner.language,
        name=str(owner),
    )
