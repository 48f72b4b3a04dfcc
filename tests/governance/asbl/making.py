"""Assemblies of the ASBL through the services; its members come from the slot."""

from datetime import timedelta
from uuid import UUID, uuid5

from django.utils import timezone

from governance.meeting.events import Choice
from governance.models import Assembly, Proxy
from governance.queries.drafts import AssemblyDraft, ItemDraft
from governance.queries.meeting import meeting_of
from governance.services import meeting as services
from governance.services.agenda import add_item
from governance.services.assemblies import prepare_assembly
from governance.services.ballots import cast_ballots, cast_secret_ballots
from governance.services.convocations import convene
from governance.services.log import add_event
from governance.services.roll import proxy_body, take_roll
from governance.subjects import Subject
from koprogo.slots import Voter
from koprogo.tenancy import enter
from tests import cast

SPACE = UUID("6f1c9a52-6a0e-4f0e-9d57-0a8c5d3c7d11")
FOR, AGAINST, ABSTAIN = map(str, (Choice.FOR, Choice.AGAINST, Choice.ABSTAIN))


def inside():
    return enter(cast.tenant(cast.ASBL).pk, by=None)


def head(number):
    return uuid5(SPACE, f"membership {number}")


def person(number):
    return str(uuid5(SPACE, f"member {number}"))


def roll_of(many):
    """A list of so many members for ``koprogo.slots.roll_source``."""

    def voters(keys, day):
        return [
            Voter(
                label=f"Member {number:03}",
                head=head(number),
                head_name=f"Member {number:03}",
                voter=UUID(person(number)),
                voter_name=f"Member {number:03}",
                votes=1,
            )
            for number in range(1, many + 1)
        ]

    return voters


def after(days):
    """Seven in the evening so many days from today."""
    day = timezone.localtime() + timedelta(days=days)
    return day.replace(hour=19, minute=0, second=0, microsecond=0)


def prepared(*subjects, days=15, kind=Assembly.Kind.EXTRAORDINARY, secret=()):
    """A draft with a point on each subject."""
    draft = AssemblyDraft(
        starts_at=after(days), place="Brussels", consulting="On the site"
    )
    assembly = prepare_assembly(
        draft, kind=kind, languages=["fr"], budget=None, by=None
    )
    for subject in subjects:
        add_item(
            assembly,
            ItemDraft(
                subject=Subject(subject),
                title={"fr": subject},
                motion={"fr": f"{subject}: oui"},
                is_secret=subject in secret,
            ),
            by=None,
        )
    return assembly


def convened(*subjects, **values):
    return convene(prepared(*subjects, **values), by=None)


def listed(assembly):
    """The same on its day, with its attendance list open."""
    return take_roll(assembly, by=None, at=assembly.starts_at)


def opened(*subjects, present=12, **values):
    """The same, opened with the first so many members in the room."""
    assembly = listed(convened(*subjects, **values))
    come(assembly, *range(1, present + 1))
    services.open_meeting(assembly, by=None)
    assembly.refresh_from_db()
    return assembly


def come(assembly, *numbers):
    assert services.arrive_together(assembly, map(person, numbers), by=None) == []


def item(assembly, position=1):
    return assembly.items.get(position=position)


def line(assembly, number):
    return str(assembly.roll.get(head=head(number)).uuid)


def said(votes):
    """``said({"for": 6, "against": 3})`` by number of the member: the first six for."""
    choices = [choice for choice, many in votes.items() for _one in range(many)]
    return dict(enumerate(choices, start=1))


def decided(point, **votes):
    """Open the point, let the first members vote so, close it; the result."""
    services.open_item(point, by=None)
    choices = {
        line(point.assembly, number): choice for number, choice in said(votes).items()
    }
    if choices:
        cast_ballots(point, choices, channel="room", operator="Bo", by=None)
    return closed(point)


def decided_in_secret(point, **votes):
    """The same in secret, each on his phone."""
    services.open_item(point, by=None)
    for number, choice in said(votes).items():
        ballot = {str(head(number)): choice}
        cast_secret_ballots(point, ballot, channel="phone", by=None)
    return closed(point)


def closed(point):
    services.close_item(point, by=None)
    return meeting_of(point.assembly).result(str(point.uuid))


def proxy(assembly, principal, *, holder):
    """A proxy on paper of one member for another; ``holder`` 0: for an outsider."""
    row = Proxy.objects.create(
        assembly=assembly,
        head=head(principal),
        head_name=f"Member {principal:03}",
        holder=person(holder),
        holder_name=f"Member {holder:03}" if holder else "Paul",
        source=Proxy.Source.PAPER,
        signed_on=timezone.localdate(),
    )
    if assembly.roll_taken_at is not None:
        add_event(assembly, "proxy-registered", proxy_body(row), by=None)
    return row


def refusals(assembly):
    """Why each proxy gives no power, None where it does."""
    return [one.refused for one in meeting_of(assembly).proxies]


def whole():
    """An assembly on everything there is, from the draft to its end.

    Nine members in the room, the last of them with the proxies of two others.
    """
    subjects = ["asbl-information", "asbl-ordinary", "asbl-election", "asbl-exclusion"]
    subjects += ["asbl-statutes", "asbl-purpose", "asbl-dissolution"]
    assembly = convened(*subjects, secret=["asbl-election", "asbl-exclusion"])
    for principal in (10, 11):
        proxy(assembly, principal, holder=9)
    assembly = listed(assembly)
    come(assembly, *range(1, 10))
    services.name_bureau(assembly, chair=person(1), secretary="Bo", by=None)
    services.open_meeting(assembly, by=None)
    services.open_item(item(assembly, 1), by=None)
    services.close_item(item(assembly, 1), by=None)
    decided(item(assembly, 2), **{FOR: 5, AGAINST: 4, ABSTAIN: 2})
    decided_in_secret(item(assembly, 3), **{FOR: 4, AGAINST: 3, ABSTAIN: 1})
    decided_in_secret(item(assembly, 4), **{FOR: 11})
    services.leave(assembly, person(1), by=None)
    services.return_(assembly, person(1), by=None)
    decided(item(assembly, 5), **{FOR: 8, AGAINST: 3})
    decided(item(assembly, 6), **{FOR: 8, AGAINST: 3})
    services.leave_together(assembly, map(person, (1, 2, 3, 4)), by=None)
    services.open_item(item(assembly, 7), by=None)
    cast_ballots(
        item(assembly, 7),
        {line(assembly, number): FOR for number in range(5, 12)},
        channel="room",
        operator="Bo",
        by=None,
    )
    services.close_item(item(assembly, 7), by=None)
    services.close_meeting(assembly, by=None)
    assembly.refresh_from_db()
    return assembly
