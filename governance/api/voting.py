"""My part in a meeting: what is to do now, coming and going from afar, my votes."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from rest_framework import serializers

from buildings.access import Permission
from buildings.api.doors import require
from buildings.api.jobs import JobShape
from governance.errors.meeting import (
    EventRefused,
    NoRoll,
    NotFromAfar,
    NothingToPrint,
    NotYourVote,
)
from governance.errors.voting import NotFromHere, NotThere, OldForm
from governance.exports.papers import PDF
from governance.forms.papers import PapersForm, SlipsForm
from governance.meeting.events import Choice, Way
from governance.queries.assemblies import visible_assemblies
from governance.queries.booth import Booth, booth_of, votes_of
from governance.queries.meeting import meeting_of
from governance.queries.voting import his_lots, voter_of
from governance.services import papers, voting
from koprogo.api.bodies import FormBody
from koprogo.api.downloads import send, send_made
from koprogo.api.operations import operation
from koprogo.api.views import ApiView
from koprogo.ui.origin import origin

MODES = ["calledoff", "before", "nobody", "away", "waiting", "open", "over"]
COUNTED = [*map(str, Choice), "voted", "none", "absent", "barred"]


class BallotLot(serializers.Serializer):
    """A lot on the open point; ``id`` names it when it votes."""

    id = serializers.UUIDField()
    label = serializers.CharField()
    votes = serializers.IntegerField()
    choice = serializers.ChoiceField(Choice, allow_null=True)


class BallotPart(serializers.Serializer):
    """Lots of one holding; ``proxy_of``: who gave me its proxy. In a secret ballot
    ``head`` names it when it votes.
    """

    head = serializers.UUIDField()
    proxy_of = serializers.CharField(source="name")
    instructions = serializers.CharField()
    votes = serializers.IntegerField()
    counted = serializers.IntegerField()
    barred = serializers.BooleanField()
    voted = serializers.BooleanField()
    lots = BallotLot(many=True)


class ReceiptShape(serializers.Serializer):
    """Which event of the log counted my last ballots, and its seal."""

    number = serializers.IntegerField()
    at = serializers.DateTimeField()
    digest = serializers.CharField()


class OpenPointShape(serializers.Serializer):
    """The point that is open, and all that I vote for on it."""

    item = serializers.UUIDField(source="item.uuid")
    position = serializers.IntegerField(source="item.position")
    title = serializers.CharField(source="item.title")
    motion = serializers.CharField()
    is_secret = serializers.BooleanField(source="item.is_secret")
    cost = serializers.DecimalField(max_digits=12, decimal_places=2, allow_null=True)
    parts = BallotPart(many=True, source="hand.parts")
    receipt = ReceiptShape(allow_null=True)


class StageShape(serializers.Serializer):
    """A point of the agenda and how far it is."""

    item = serializers.UUIDField(source="item.uuid")
    position = serializers.IntegerField(source="item.position")
    title = serializers.CharField(source="item.title")
    state = serializers.ChoiceField(
        ["waiting", "open", "postponed", "told", "adopted", "rejected", "left"]
    )


class BoothShape(serializers.Serializer):
    """What I can do now. ``present``: how I am there, or nothing."""

    mode = serializers.ChoiceField(MODES)
    present = serializers.ChoiceField(
        Way, source="seat.way", default=None, allow_null=True
    )
    open = OpenPointShape(allow_null=True)
    agenda = StageShape(many=True, source="stages")


class TapBody(serializers.Serializer):
    """``client_id``: of the tap; the same one again changes nothing."""

    client_id = serializers.UUIDField(required=False)


class BallotBody(TapBody):
    """``choices``: by the id of a lot, or of a ``head`` in a secret ballot."""

    choices = serializers.DictField(
        child=serializers.ChoiceField(Choice), allow_empty=False
    )

    def validate_choices(self, choices):
        try:
            return {str(UUID(name)): str(choice) for name, choice in choices.items()}
        except ValueError:
            raise serializers.ValidationError("An id is a UUID.") from None


class MyVoteShape(serializers.Serializer):
    """How a lot was counted on a closed point. ``whose``: I voted for it by proxy;
    ``by``: somebody else voted for mine.
    """

    position = serializers.IntegerField(source="stage.item.position")
    title = serializers.CharField(source="stage.item.title")
    lot = serializers.CharField()
    whose = serializers.CharField()
    votes = serializers.IntegerField()
    choice = serializers.ChoiceField(COUNTED)
    by = serializers.CharField()
    counted = serializers.IntegerField()
    adopted = serializers.BooleanField(source="stage.result.adopted")


class BallotPapersBody(FormBody):
    form_class = PapersForm


class BallotSlipsBody(FormBody):
    form_class = SlipsForm


class Vote(ApiView):
    tag = "assemblies"

    @require(Permission.TAKE_PART, asbl=True)
    @operation(answer=BoothShape)
    def get(self, request, building, assembly_id):
        """What is to do now: whether I am there, the open point, what I vote for."""
        return _booth(request, _assembly(request, assembly_id))


class Arriving(ApiView):
    tag = "assemblies"

    @require(Permission.TAKE_PART, asbl=True)
    @operation(
        body=TapBody, answer=BoothShape, refuses=(NotFromAfar, NoRoll, EventRefused)
    )
    def post(self, request, building, assembly_id):
        """Take part from afar."""
        return _moved(self, request, assembly_id, voting.check_in)


class Leaving(ApiView):
    tag = "assemblies"

    @require(Permission.TAKE_PART, asbl=True)
    @operation(
        body=TapBody, answer=BoothShape, refuses=(NotFromHere, NoRoll, EventRefused)
    )
    def post(self, request, building, assembly_id):
        """Take part from afar no more."""
        return _moved(self, request, assembly_id, voting.check_out)


def _moved(view, request, assembly_id, note):
    assembly, owner = _assembly(request, assembly_id), _owner(request)
    note(assembly, owner=owner, by=request.user, **view.read())
    return _booth(request, assembly)


class Casting(ApiView):
    tag = "assemblies"

    @require(Permission.TAKE_PART, asbl=True)
    @operation(
        body=BallotBody,
        answer=BoothShape,
        refuses=(NoRoll, NotThere, NotYourVote, OldForm, EventRefused),
    )
    def post(self, request, building, assembly_id, item_id):
        """Vote on the open point; the last ballot of a lot counts. A secret one is final."""
        assembly, owner = _assembly(request, assembly_id), _owner(request)
        items = assembly.items.select_related("assembly")
        item = get_object_or_404(items, uuid=item_id)
        said = self.read()
        if assembly.roll_taken_at is not None:
            his = his_lots(meeting_of(assembly), owner)
            if not his.issuperset(said["choices"]):
                raise Http404
        send_ballot = voting.vote_in_secret if item.is_secret else voting.vote
        send_ballot(item, owner=owner, by=request.user, **said)
        return _booth(request, assembly)


class MyVotes(ApiView):
    tag = "assemblies"

    @require(Permission.TAKE_PART, asbl=True)
    @operation(list_of=MyVoteShape)
    def get(self, request, building, assembly_id):
        """How my lots were counted on every closed point."""
        return votes_of(_assembly(request, assembly_id), _owner(request))


class MyVotesFile(ApiView):
    tag = "assemblies"

    @require(Permission.TAKE_PART, asbl=True)
    @operation(downloads=(PDF,))
    def get(self, request, building, assembly_id):
        """The same as PDF, in the language of the request."""
        from governance.exports.voting import my_votes_name, my_votes_pdf

        assembly, owner = _assembly(request, assembly_id), _owner(request)
        data = my_votes_pdf(
            votes_of(assembly, owner), assembly, building, owner=str(owner)
        )
        name = my_votes_name(assembly, building)
        return send_made(data, name=name, content_type=PDF)


class Papers(ApiView):
    tag = "assemblies"

    @require(Permission.HOLD_ASSEMBLIES, asbl=True)
    @operation(body=BallotPapersBody, answer=JobShape, status=202, refuses=(NoRoll,))
    def post(self, request, building, assembly_id):
        """Have ballot papers or the attendance list printed as PDF, for a day."""
        assembly = _assembly(request, assembly_id)
        return papers.ask_papers(
            assembly, **self.read(), origin=origin(request), by=request.user
        )


class Slips(ApiView):
    tag = "assemblies"

    @require(Permission.HOLD_ASSEMBLIES, asbl=True)
    @operation(
        body=BallotSlipsBody,
        answer=JobShape,
        status=202,
        refuses=(NoRoll, NothingToPrint),
    )
    def post(self, request, building, assembly_id, item_id):
        """Have slips without a name printed for a secret point, as it stands now.

        Those that tell whoever counts the box who wrote them are left out, unless
        ``every`` asks for them: a number of votes that one person alone has.
        """
        items = _assembly(request, assembly_id).items.filter(is_secret=True)
        item = get_object_or_404(items.select_related("assembly"), uuid=item_id)
        return papers.ask_slips(item, **self.read(), by=request.user)


class PapersMade(ApiView):
    tag = "assemblies"

    @require(Permission.HOLD_ASSEMBLIES, asbl=True)
    @operation(answer=JobShape)
    def get(self, request, building, assembly_id, papers_id):
        """How far the printing is."""
        return _job(request, assembly_id, papers_id)


class PapersFile(ApiView):
    tag = "assemblies"

    @require(Permission.HOLD_ASSEMBLIES, asbl=True)
    @operation(downloads=(PDF,))
    def get(self, request, building, assembly_id, papers_id):
        """The papers, once they are made."""
        file = papers.file_of(_job(request, assembly_id, papers_id))
        if file is None:
            raise Http404
        return send(request, file)


def _job(request, assembly_id, papers_id):
    job = papers.papers_job(papers_id, assembly=_assembly(request, assembly_id))
    if job is None:
        raise Http404
    return job


def _assembly(request, assembly_id):
    found = visible_assemblies(request.access).convened().select_related("tenant")
    return get_object_or_404(found, uuid=assembly_id)


def _owner(request):
    owner = voter_of(request.access)
    if owner is None:
        raise Http404
    return owner


def _booth(request, assembly) -> Booth:
    meeting = meeting_of(assembly) if assembly.roll_taken_at else None
    return booth_of(assembly, meeting, voter_of(request.access))
