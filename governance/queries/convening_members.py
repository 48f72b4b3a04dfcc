"""What is looked at before the members of the ASBL are convened (CSA 9:14, 9:21)."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from buildings.models import Building
from governance.convening import Facts, Finding, Point, Problem, check
from governance.deadlines import (
    ASBL_CONVOCATION_DAYS,
    ASBL_SECOND_DAYS,
    earliest_second_session,
)
from governance.models import AgendaItem, Assembly
from governance.queries.agenda import languages_of, missing_languages
from governance.queries.members import is_of_members, members_on, voters_among
from governance.subjects import Subject


def earliest_session(first: Assembly) -> date:
    """Return the first day that the second session of a meeting may have."""
    if is_of_members(first):
        return earliest_second_session(first.day, days=ASBL_SECOND_DAYS)
    return earliest_second_session(first.day)


def findings_of_members(
    assembly: Assembly, association: Building, *, today: date
) -> tuple[Finding, ...]:
    """Return what is wrong, or worth knowing, when members are convened ``today``.

    There are no lots, no syndic and no fortnight; and nothing is so urgent that the
    notice may be shorter.
    """
    second = assembly.second_at and timezone.localdate(assembly.second_at)
    spoken = languages_of(association)
    found = check(
        Facts(
            today=today,
            meeting=assembly.day,
            is_over=assembly.starts_at <= timezone.now(),
            is_ordinary=False,
            is_first=assembly.after_id is None,
            is_second=assembly.session == 2,
            points=tuple(_point(item, spoken) for item in assembly.items.all()),
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
            unreachable=_unreachable(today),
            has_syndic=True,
            mandate_until=None,
            notice=ASBL_CONVOCATION_DAYS,
        )
    )
    # A second session follows only where a decision asked for more members.
    return tuple(one for one in found if one.problem is not Problem.NO_SECOND_SESSION)


def _point(item: AgendaItem, spoken: Sequence[str]) -> Point:
    return Point(
        number=item.position,
        subject=Subject(item.subject),
        is_voted=item.is_voted,
        has_documents=True,
        title=item.title,
        ref=str(item.uuid),
        missing=tuple(str(name) for name in missing_languages(item, spoken)),
    )


def _unreachable(today: date) -> tuple[str, ...]:
    """Name who has neither an e-mail address nor a postal one."""
    voters = voters_among(members_on(today))
    return tuple(
        str(voter) for voter in voters if not (voter.email or voter.address_lines)
    )
