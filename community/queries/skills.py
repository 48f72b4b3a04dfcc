"""Who can do what: the directory that neighbours write themselves."""

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import QuerySet

from buildings.models import Module
from community.models import Neighbour, Post, Skill
from community.queries.posts import Card, cards, shown_to

__all__ = ["cards_of_skills", "skills"]


def skills(me: Neighbour, *, category: str = "", free: bool = False) -> QuerySet[Post]:
    """Return the entries that ``me`` sees; ``free``: only what costs nothing."""
    rows = shown_to(me, [Module.SKILLS]).filter(skill__isnull=False)
    if category:
        rows = rows.filter(skill__categories__contains=[category])
    if free:
        rows = rows.filter(skill__terms=Skill.Terms.FREE)
    return rows.select_related("author", "skill")


def cards_of_skills(
    posts: Sequence[Post], *, me: Neighbour, with_hours: bool
) -> list[Card]:
    """Return entries as cards with their categories, and what they cost: two statements.

    ``with_hours``: hours are exchanged here; otherwise nothing is said of them.
    """
    return [
        replace(card, badges=_badges(card.post.skill, with_hours))
        for card in cards(posts, me=me)
    ]


def _badges(skill: Skill, with_hours: bool) -> tuple[tuple[str, str], ...]:
    found = [("plain", label) for label in skill.labels]
    if skill.terms == Skill.Terms.FREE:
        found.append(("ok", skill.get_terms_display()))
    elif with_hours:
        found.append(("info", skill.get_terms_display()))
    return tuple(found)
