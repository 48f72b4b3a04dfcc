"""What the assemblies of a building know about the person who asks.

Of a secret ballot only that he voted: what was chosen nobody can say.
"""

from collections.abc import Iterator
from functools import partial
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone

from buildings.models import HoldingMember, Owner
from governance.models import (
    AssemblyRequest,
    CancellationLetter,
    ConsultationAnswer,
    Convocation,
    CouncilTerm,
    CountedBallot,
    MeetingEvent,
    MinutesLetter,
    Proposal,
    Proxy,
    RequestSignature,
    RollLine,
    SecretVoter,
    Signature,
    WrittenAnswer,
    WrittenLetter,
)
from governance.queries.members import members_on
from koprogo.documents import services as documents
from koprogo.slots import Personal, PersonalData, PersonalFile, PersonalTable

__all__ = ["DATA"]

LETTERS = (Convocation, CancellationLetter, MinutesLetter, WrittenLetter)
MOVES = ("arrived", "left", "returned")


def here(user) -> Iterator[Personal]:
    owners = Owner.objects.filter(user=user)
    mine = HoldingMember.objects.filter(owner__in=owners).values("holding")
    yield from _meetings(owners, mine)
    yield from _proxies(owners, mine)
    yield from _between(owners, mine)
    signatures = Signature.objects.filter(signed_by=user, way="online").order_by("pk")
    yield PersonalTable(
        "minutes_signed", signatures.values("role", "name", "signed_at", "sha256")
    )
    terms = CouncilTerm.objects.filter(owner__in=owners).order_by("pk")
    yield PersonalTable(
        "council_terms", terms.values("since", "until", "is_chair", "end_reason")
    )
    yield from _letters(owners)


def _meetings(owners, mine) -> Iterator[Personal]:
    """When he came and went, and how his lots voted."""
    persons = [str(uuid) for uuid in owners.values_list("uuid", flat=True)]
    moves = MeetingEvent.objects.filter(kind__in=MOVES, body__person__in=persons)
    yield PersonalTable(
        "attendance",
        moves.order_by("pk").values(
            "kind", "at", way=F("body__way"), meeting=F("assembly__starts_at")
        ),
    )
    of_members = Q(holding=None, owner__in=owners)
    lines = RollLine.objects.filter(Q(holding__in=mine) | of_members)
    yield PersonalTable(
        "votes",
        CountedBallot.objects.filter(line__in=lines)
        .order_by("pk")
        .values(
            "choice",
            point=F("item__title"),
            meeting=F("item__assembly__starts_at"),
            lot_code=F("line__label"),
            votes=F("line__votes"),
        ),
    )
    secret = SecretVoter.objects.filter(head__in=lines.values("head")).order_by("pk")
    yield PersonalTable(
        "secret_votes",
        secret.values(point=F("item__title"), meeting=F("item__assembly__starts_at")),
    )


def _proxies(owners, mine) -> Iterator[Personal]:
    words = ("head_name", "holder_name", "instructions", "source", "signed_on")
    of_members = Q(holding=None, head__in=_heads(owners))
    given = Proxy.objects.filter(Q(holding__in=mine) | of_members).order_by("pk")
    held = Proxy.objects.filter(holder_owner__in=owners).order_by("pk")
    for name, proxies in (("proxies_given", given), ("proxies_held", held)):
        yield PersonalTable(
            name,
            proxies.values(*words, "withdrawn_at", meeting=F("assembly__starts_at")),
        )


def _heads(owners) -> set[UUID]:
    """Return for which members of the ASBL he votes, or voted; none in a building."""
    persons = set(owners.values_list("uuid", flat=True))
    lines = RollLine.objects.filter(holding=None, owner__in=owners)
    today = {
        one.uuid for one in members_on(timezone.localdate()) if one.voter in persons
    }
    return today | set(lines.values_list("head", flat=True))


def _between(owners, mine) -> Iterator[Personal]:
    """What he proposed, asked for and answered outside of meetings."""
    yield PersonalTable(
        "proposals",
        Proposal.objects.filter(owner__in=owners)
        .order_by("pk")
        .values("title", "text", "received_on", "state", "answer"),
    )
    yield PersonalTable(
        "requests",
        AssemblyRequest.objects.filter(owner__in=owners)
        .order_by("pk")
        .values("title", "reason"),
    )
    yield PersonalTable(
        "request_signatures",
        RequestSignature.objects.filter(owner__in=owners)
        .order_by("pk")
        .values("signed_at", "withdrawn_at", "sha256", about=F("request__title")),
    )
    yield PersonalTable(
        "written_answers",
        WrittenAnswer.objects.filter(owner__in=owners)
        .order_by("pk")
        .values("is_agreed", "reason", "way", "signed_on", about=F("decision__title")),
    )
    yield PersonalTable(
        "consultation_answers",
        ConsultationAnswer.objects.filter(holding__in=mine)
        .order_by("pk")
        .values("chosen", "answered_at", about=F("consultation__title")),
    )


def _letters(owners) -> Iterator[Personal]:
    for model in LETTERS:
        letters = model.objects.filter(addressee__in=owners).select_related("file")
        for letter in letters.order_by("pk"):
            yield PersonalFile(letter.file.name, partial(documents.read, letter.file))


DATA = PersonalData(here=here)
