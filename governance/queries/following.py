"""What comes after an assembly: its minutes, and the second session."""

from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from buildings.access import Access
from governance.models import Assembly, Convocation, Minutes


class Step(NamedTuple):
    """What the office does next: ``page`` is about what ``uuid`` names."""

    label: str | Promise
    page: str
    uuid: UUID


def with_what_follows(found: QuerySet[Assembly], access: Access) -> QuerySet[Assembly]:
    """Add the minutes, and ``has_own_convocation``, to assemblies: no statement more."""
    own = Convocation.objects.filter(
        assembly=OuterRef("pk"), addressee__in=access.own_owners
    )
    return found.select_related("minutes").annotate(has_own_convocation=Exists(own))


def follower_of(assembly: Assembly, visible: QuerySet[Assembly]) -> Assembly | None:
    """Return the second session, or the new meeting, planned after this one.

    ``visible``: what the reader may see: a draft is nothing for owners.
    """
    return visible.standing().filter(after=assembly).first()


def next_step(assembly: Assembly, follower: Assembly | None) -> Step | None:
    """Return what is to be done after a meeting that ended; None: it has not.

    ``assembly``: of ``with_what_follows``.
    """
    if assembly.is_cancelled or assembly.ended_at is None:
        return None
    if assembly.adjourned_at and follower is None:
        label = _("Plan the second session")
        return Step(label, "governance:second-session", assembly.uuid)
    minutes: Minutes | None = getattr(assembly, "minutes", None)
    if minutes is None or minutes.finished_at is None:
        return Step(_("Write the minutes"), "governance:minutes", assembly.uuid)
    if minutes.signed_at is None:
        return Step(_("Have the minutes signed"), "governance:minutes", assembly.uuid)
    if minutes.sent_at is None:
        return Step(_("Send the minutes"), "governance:minutes-letters", minutes.uuid)
    return Step(_("Minutes"), "governance:minutes", assembly.uuid)
