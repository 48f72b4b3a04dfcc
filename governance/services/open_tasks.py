"""The open tasks of earlier decisions come on the next agenda."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from governance.errors.assemblies import NoOpenTasks
from governance.models import AgendaItem, Assembly
from governance.queries.open_points import follow_up_point
from governance.services.agenda import add_item, change_item
from governance.services.assemblies import locked_draft
from governance.subjects import Subject

__all__ = ["put_open_tasks"]


@transaction.atomic
def put_open_tasks(assembly: Assembly, *, languages: Sequence[str], by) -> AgendaItem:
    """Tell of the open tasks in a point without a vote; one that is there is rewritten.

    Raises:
        AssemblyGone, AlreadyConvened: the agenda is not prepared any more.
        NoOpenTasks: everything is done.
    """
    found = locked_draft(assembly)
    draft = follow_up_point(languages, on=timezone.localdate())
    if draft is None:
        raise NoOpenTasks(found)
    item = found.items.filter(subject=Subject.FOLLOW_UP).first()
    if item is None:
        return add_item(found, draft, by=by)
    return change_item(item, draft, by=by)
