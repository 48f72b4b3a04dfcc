"""What the ASBL knows about the person who asks, as a member or for a co-ownership.

What a co-ownership owes and pays is its own: of it only that he votes for it.
"""

from collections.abc import Iterator
from functools import partial

from django.db.models import F

from buildings.models import Owner, Participation, ParticipationPeriod, Reduction
from koprogo.documents import services as documents
from koprogo.slots import Personal, PersonalData, PersonalFile, PersonalTable
from transparency.models import (
    Contribution,
    ContributionDocument,
    Idea,
    IdeaSupport,
    Office,
    Receipt,
)

__all__ = ["DATA"]


def here(user) -> Iterator[Personal]:
    owners = Owner.objects.filter(user=user)
    voted_for = Participation.objects.filter(voter__in=owners)
    yield from _memberships(voted_for)
    yield from _money(voted_for.filter(kind=Participation.Kind.PERSON))
    yield from _budget(owners)
    offices = Office.objects.filter(owner__in=owners).order_by("pk")
    yield PersonalTable(
        "asbl_offices",
        offices.values(
            *("role", "since", "until", "ended_on", "end_reason"),
            *("decision_text", "decided_on"),
        ),
    )


def _memberships(voted_for) -> Iterator[Personal]:
    """For whom he votes, in which way each takes part, and what was granted to it."""
    yield PersonalTable(
        "memberships",
        voted_for.order_by("pk").values("kind", "name", "kbo", "created_at"),
    )
    yield PersonalTable(
        "membership_periods",
        ParticipationPeriod.objects.filter(participation__in=voted_for)
        .order_by("pk")
        .values("way", "since", "until", member=F("participation__name")),
    )
    yield PersonalTable(
        "price_reductions",
        Reduction.objects.filter(participation__in=voted_for)
        .order_by("pk")
        .values(
            *("kind", "contributor", "reason", "since", "until"),
            member=F("participation__name"),
        ),
    )


def _money(mine) -> Iterator[Personal]:
    """What he owes and paid as a person, and the statements that were made of it."""
    yield PersonalTable(
        "contributions",
        Contribution.objects.filter(participation__in=mine)
        .order_by("month", "pk")
        .values("month", "price", "reduction", "base", "add_ons", "due", "due_on"),
    )
    yield PersonalTable(
        "contribution_payments",
        Receipt.objects.filter(participation__in=mine)
        .order_by("received_on", "pk")
        .values(
            *("amount", "received_on", "bank_reference"),
            corrected_on=F("mirror__date"),
        ),
    )
    made = ContributionDocument.objects.filter(participation__in=mine)
    for document in made.select_related("file").order_by("pk"):
        yield PersonalFile(document.file.name, partial(documents.read, document.file))


def _budget(owners) -> Iterator[Personal]:
    """What he would do with a surplus: ideas of his own and those that he supports."""
    yield PersonalTable(
        "ideas",
        Idea.objects.filter(author__in=owners)
        .order_by("pk")
        .values("title", "text", "language", "state", "answer", "created_at"),
    )
    yield PersonalTable(
        "ideas_supported",
        IdeaSupport.objects.filter(owner__in=owners)
        .order_by("pk")
        .values("created_at", idea_title=F("idea__title")),
    )


DATA = PersonalData(here=here)
