"""What is looked at before the members of the ASBL are convened (CSA 9:14, 9:21)."""

from datetime import date

from django.utils import timezone

from governance.convening import Facts, Finding, Point, check
from governance.deadlines import (
    ASBL_CONVOCATION_DAYS,
    ASBL_SECOND_DAYS,
    earliest_second_session,
)
from governance.models import Assembly
from governance.subjects import Subject
from koprogo.tenancy.models import Tenant


def is_of_members(assembly: Assembly) -> bool:
    """Return whether it is an assembly of the ASBL, where one member has one vote."""
    return assembly.tenant.kind == Tenant.Kind.ASBL


def earliest_session(first: Assembly) -> date:
    """Return the first day that the second session of a meeting may have."""
    if is_of_members(first):
        return earliest_second_session(first.day, days=ASBL_SECOND_DAYS)
    return earliest_second_session(first.day)


def findings_of_members(assembly: Assembly, *, today: date) -> tuple[Finding, ...]:
    """Return what is wrong, or worth knowing, when members are convened ``today``.

    There are no lots, no syndic and no fortnight; and nothing is so urgent that the
    notice may be shorter.
    """
    second = assembly.second_at and timezone.localdate(assembly.second_at)
    return check(
        Facts(
            today=today,
            meeting=assembly.day,
            is_over=assembly.starts_at <= timezone.now(),
            is_ordinary=False,
            is_first=assembly.after_id is None,
            is_second=assembly.session == 2,
            points=tuple(
                Point(
                    number=item.position,
                    subject=Subject(item.subject),
                    is_voted=item.is_voted,
                    has_documents=True,
                    title=item.title,
                    ref=str(item.uuid),
                )
                for item in assembly.items.all()
            ),
            proposals=0,
            urgency="",
            period=None,
            not_before=assembly.after and earliest_session(assembly.after),
            second=second,
            earliest_second=earliest_session(assembly),
            place=assembly.place,
            is_remote=assembly.is_remote,
            remote_access=assembly.remote_access,
            consulting=assembly.consulting,
            shares=(0, 0),
            without_holder=0,
            suspended=(),
            unreachable=(),
            has_syndic=True,
            mandate_until=None,
            notice=ASBL_CONVOCATION_DAYS,
        )
    )
