"""The meeting for programs: where it is, who is there, its log, and what is recorded."""

from uuid import UUID

from django.core.validators import ProhibitNullCharactersValidator
from django.shortcuts import get_object_or_404
from rest_framework import serializers

from buildings.access import Permission
from buildings.api.doors import require
from governance.errors.meeting import (
    EventRefused,
    NoRoll,
    NotConvened,
    NotFromAfar,
    NothingChosen,
    RollTaken,
    SharesIncomplete,
    TooEarly,
    WrongSlips,
)
from governance.majorities import Majority
from governance.meeting.events import Choice, Way
from governance.models import MeetingEvent
from governance.queries.assemblies import State, state_of, visible_assemblies
from governance.queries.console import (
    Console,
    console_of,
    entries,
    log_of,
    seats,
    turnout,
)
from governance.queries.roll import names_of
from governance.services.recording import KINDS, record_event
from governance.services.roll import take_roll
from governance.services.secret import count_box
from koprogo.api.operations import operation
from koprogo.api.views import ApiView

STAGES = ["waiting", "open", "postponed", "told", "adopted", "rejected", "left"]


# What is shown


class MissingShape(serializers.Serializer):
    """What a first session lacks: owners and shares together, or shares alone."""

    owners = serializers.IntegerField()
    shares = serializers.IntegerField()
    shares_alone = serializers.IntegerField()


class QuorumShape(serializers.Serializer):
    """Owners and shares that are there or represented, of how many."""

    owners_present = serializers.IntegerField()
    owners_total = serializers.IntegerField()
    shares_present = serializers.IntegerField()
    shares_total = serializers.IntegerField()
    missing = MissingShape()
    is_reached = serializers.BooleanField()


class TurnoutShape(serializers.Serializer):
    """How many of those who may vote have voted."""

    heads = serializers.IntegerField()
    heads_total = serializers.IntegerField()
    votes = serializers.IntegerField()
    votes_total = serializers.IntegerField()


class ResultShape(serializers.Serializer):
    """The figures of a closed vote; null where a secret ballot withholds them."""

    votes_for = serializers.IntegerField(allow_null=True)
    votes_against = serializers.IntegerField(allow_null=True)
    abstain = serializers.IntegerField(allow_null=True)
    blank = serializers.IntegerField(allow_null=True)
    total = serializers.IntegerField(allow_null=True)
    needed = serializers.IntegerField(allow_null=True)
    adopted = serializers.BooleanField()


class PointShape(serializers.Serializer):
    """A point of the agenda, how far it is, and its result once it is closed."""

    item = serializers.UUIDField()
    position = serializers.IntegerField()
    title = serializers.CharField()
    state = serializers.ChoiceField(STAGES)
    is_secret = serializers.BooleanField()
    turnout = TurnoutShape(allow_null=True)
    result = ResultShape(allow_null=True)


class MeetingShape(serializers.Serializer):
    """Where a meeting is. ``number``: of its last event. ``opening``: the quorum that
    was counted when it was opened; ``reachable``: the majorities that those who are
    there could reach now.
    """

    state = serializers.ChoiceField(State)
    session = serializers.IntegerField()
    number = serializers.IntegerField()
    quorum = QuorumShape()
    opening = QuorumShape(allow_null=True)
    may_decide = serializers.BooleanField()
    reachable = serializers.ListField(child=serializers.ChoiceField(list(Majority)))
    agenda = PointShape(many=True)


class SeatShape(serializers.Serializer):
    """Somebody who votes, for his lots or by proxy. ``way``: how he is there, or null;
    ``at``: of his last coming or going.
    """

    person = serializers.UUIDField()
    name = serializers.CharField()
    lots = serializers.CharField()
    votes = serializers.IntegerField()
    way = serializers.ChoiceField(Way, allow_null=True)
    at = serializers.DateTimeField(allow_null=True)
    proxies_of = serializers.ListField(
        child=serializers.CharField(), source="principals"
    )
    proxy_votes = serializers.IntegerField(source="held")
    proxy_to = serializers.CharField(source="given_to")


class EntryLot(serializers.Serializer):
    id = serializers.UUIDField()
    label = serializers.CharField()


class MeetingEntryShape(serializers.Serializer):
    """A holding that may vote on a point. ``choice``: "split" when its lots differ,
    empty without a ballot and in a secret one; ``proxy_holder``: who votes for it.
    """

    head = serializers.UUIDField()
    name = serializers.CharField()
    proxy_holder = serializers.CharField(source="holder")
    lots = EntryLot(many=True, source="lines")
    votes = serializers.IntegerField()
    choice = serializers.ChoiceField(["", "split", *map(str, Choice)])
    has_voted = serializers.BooleanField()
    is_barred = serializers.BooleanField()


class MeetingEventShape(serializers.Serializer):
    """An event of the log, and the digest that seals it and all before it."""

    number = serializers.IntegerField()
    at = serializers.DateTimeField()
    kind = serializers.CharField()
    body = serializers.JSONField()
    digest = serializers.CharField()
    client_id = serializers.UUIDField(allow_null=True)


# What is sent


class EventBody(serializers.Serializer):
    """``client_id``: of the tap; the same one again changes nothing. ``body``: what an
    event of this kind says (docs/rules/meeting.md).
    """

    client_id = serializers.UUIDField()
    kind = serializers.ChoiceField(KINDS)
    body = serializers.DictField(allow_empty=True)

    def validate_body(self, body):
        if _has_null(body):  # the database cannot keep it
            raise serializers.ValidationError(
                ProhibitNullCharactersValidator.message, "null_characters_not_allowed"
            )
        return body


def _has_null(value) -> bool:
    if isinstance(value, dict):
        return any(map(_has_null, [*value, *value.values()]))
    if isinstance(value, list):
        return any(map(_has_null, value))
    return isinstance(value, str) and "\x00" in value


class SlipsShape(serializers.Serializer):
    """How many slips that count for so many ``votes`` say what."""

    votes = serializers.IntegerField(min_value=1, max_value=2**31 - 1)
    choice = serializers.ChoiceField(list(Choice))
    count = serializers.IntegerField(min_value=1, max_value=5_000)


class BoxBody(serializers.Serializer):
    """``heads``: who put a slip into the box; ``slips``: what they say."""

    client_id = serializers.UUIDField()
    heads = serializers.ListField(
        child=serializers.UUIDField(), allow_empty=False, max_length=5_000
    )
    slips = SlipsShape(many=True, allow_empty=False)


# The operations


class Meeting(ApiView):
    tag = "meetings"

    @require(Permission.SEE_ASSEMBLIES, asbl=True)
    @operation(answer=MeetingShape, refuses=(NoRoll,))
    def get(self, request, building, assembly_id):
        """Where the meeting is: quorum, points, results. No names."""
        assembly = _begun(request, building, assembly_id)
        console = console_of(assembly)
        opening = console.meeting.opening
        return {
            "state": state_of(assembly),
            "session": assembly.session,
            "number": console.meeting.number,
            "quorum": console.quorum,
            "opening": opening and opening.quorum,
            "may_decide": console.may_decide,
            "reachable": console.meeting.reachable,
            "agenda": [_point(console, stage) for stage in console.agenda],
        }


def _point(console: Console, stage) -> dict:
    item = stage.item
    begun = stage.progress.opened_at and stage.progress.is_voted
    return {
        "item": item.uuid,
        "position": item.position,
        "title": item.title,
        "state": stage.state,
        "is_secret": item.is_secret,
        "turnout": turnout(console.meeting, str(item.uuid)) if begun else None,
        "result": stage.result and _figures(stage.result.to_json()),
    }


def _figures(figures: dict) -> dict:
    return {
        **figures,
        "votes_for": figures["for"],
        "votes_against": figures["against"],
    }


class RollTaking(ApiView):
    tag = "meetings"

    @require(Permission.HOLD_ASSEMBLIES, asbl=True)
    @operation(
        status=204,
        refuses=(NotConvened, TooEarly, RollTaken, SharesIncomplete),
    )
    def post(self, request, building, assembly_id):
        """Freeze who votes, on the day of the meeting, and open the attendance list."""
        take_roll(_assembly(request, building, assembly_id), by=request.user)


class Attendance(ApiView):
    tag = "meetings"

    @require(Permission.HOLD_ASSEMBLIES, asbl=True)
    @operation(list_of=SeatShape, refuses=(NoRoll,))
    def get(self, request, building, assembly_id):
        """Everybody who may come, in the order of the deed, and whether he is there."""
        assembly = _begun(request, building, assembly_id)
        return seats(console_of(assembly).meeting, names_of(assembly))


class Ballots(ApiView):
    tag = "meetings"

    @require(Permission.HOLD_ASSEMBLIES, asbl=True)
    @operation(list_of=MeetingEntryShape, refuses=(NoRoll,))
    def get(self, request, building, assembly_id, item_id):
        """Who may vote on a point, and what he chose; of a secret one, whether he has."""
        assembly = _begun(request, building, assembly_id)
        item = get_object_or_404(assembly.items, uuid=item_id)
        meeting = console_of(assembly).meeting
        return entries(meeting, str(item.uuid), names_of(assembly))


class Box(ApiView):
    tag = "meetings"

    @require(Permission.HOLD_ASSEMBLIES, asbl=True)
    @operation(
        body=BoxBody,
        answer=MeetingEventShape,
        status=201,
        refuses=(NoRoll, EventRefused, NothingChosen, WrongSlips),
    )
    def post(self, request, building, assembly_id, item_id):
        """Count the slips of a secret ballot that were put into a box."""
        assembly = _begun(request, building, assembly_id)
        items = assembly.items.select_related("assembly")
        item = get_object_or_404(items, uuid=item_id)
        said = self.read()
        slips: dict[int, dict[str, int]] = {}
        for slip in said["slips"]:
            by_choice = slips.setdefault(slip["votes"], {})
            choice = str(slip["choice"])
            by_choice[choice] = by_choice.get(choice, 0) + slip["count"]
        return count_box(
            item,
            [str(head) for head in said["heads"]],
            slips,
            client_id=said["client_id"],
            by=request.user,
        )


class Events(ApiView):
    tag = "meetings"

    @require(Permission.HOLD_ASSEMBLIES, asbl=True)
    @operation(page_of=MeetingEventShape, refuses=(NoRoll,))
    def get(self, request, building, assembly_id):
        """The log of the meeting, the latest event first."""
        return log_of(_begun(request, building, assembly_id))

    @require(Permission.HOLD_ASSEMBLIES, asbl=True)
    @operation(
        body=EventBody,
        answer=MeetingEventShape,
        status=201,
        refuses=(NoRoll, NotFromAfar, EventRefused, NothingChosen),
    )
    def post(self, request, building, assembly_id) -> MeetingEvent:
        """Record what happens: who comes and goes, points, ballots that are typed in.

        The same ``client_id`` again answers with the event of the first time.
        """
        assembly = _assembly(request, building, assembly_id)
        return record_event(assembly, **self.read(), by=request.user)


def _assembly(request, building, assembly_id: UUID):
    found = get_object_or_404(visible_assemblies(request.access), uuid=assembly_id)
    found.tenant = building.tenant
    return found


def _begun(request, building, assembly_id: UUID):
    """Return it once its attendance list is open."""
    found = _assembly(request, building, assembly_id)
    if found.roll_taken_at is None:
        raise NoRoll(found)
    return found
