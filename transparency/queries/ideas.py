"""Ideas of members for the surplus, by how many support them."""

from django.db.models import Count, Exists, OuterRef, QuerySet, Value

from buildings.models import Owner
from transparency.models import Idea, IdeaSupport

State = Idea.State


def idea_list(owner: Owner | None) -> QuerySet[Idea]:
    """Return all ideas, the most supported first, and of these the latest.

    Each has ``supporters``, and ``is_mine``: whether ``owner`` supports it.
    """
    own = IdeaSupport.objects.filter(idea=OuterRef("pk"), owner=owner)
    return (
        Idea.objects.select_related("author")
        .annotate(
            supporters=Count("supports"),
            is_mine=Value(False) if owner is None else Exists(own),
        )
        .order_by("-supporters", "-pk")
    )


def chosen_ideas(ideas: QuerySet[Idea], *, state: str = "") -> QuerySet[Idea]:
    return ideas.filter(state=state) if state else ideas


def ideas_by_state() -> dict[str, int]:
    """Return how many there are of each state, all states in their order."""
    rows = Idea.objects.order_by("state").values_list("state")
    found = dict(rows.annotate(many=Count("pk")))
    return {state: found.get(state, 0) for state in State.values}


def takeable_ideas() -> QuerySet[Idea]:
    """Return the ideas that a line of an allocation can pay for."""
    return Idea.objects.filter(state__in=[State.OPEN, State.TAKEN])


def may_edit(idea: Idea, owner: Owner | None) -> bool:
    """Whether ``owner`` wrote it, and nobody else supports it (of ``idea_list``)."""
    return (
        owner is not None
        and idea.state == State.OPEN
        and idea.author_id == owner.pk
        and idea.supporters == int(idea.is_mine)
    )
