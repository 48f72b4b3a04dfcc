"""What somebody can do: he says it himself, changes it, and ends it as any post."""

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from django.db import transaction

from buildings.services.changes import write_changes
from community.kinds import Kind
from community.models import Neighbour, Post, Skill
from community.said import Ability
from community.services.posts import change_post, write_post
from koprogo.documents.photos import Photo as Drawn

__all__ = ["change_skill", "tell_skill"]


@transaction.atomic
def tell_skill(
    ability: Ability,
    *,
    uuid: UUID,
    title: str,
    text: str,
    photos: Sequence[Drawn] = (),
    me: Neighbour,
    by,
) -> Skill:
    """Stand in the directory with something that one can do, until one ends it.

    Raises:
        PostWritten: this ``uuid`` was used before.
        TooManyPhotos: see there.
    """
    post = write_post(
        Kind.SKILL, uuid=uuid, title=title, text=text, photos=photos, me=me, by=by
    )
    return Skill.objects.create(post=post, **asdict(ability))


@transaction.atomic
def change_skill(
    post: Post, ability: Ability, *, title: str, text: str, me: Neighbour, by
) -> Skill:
    """Say it otherwise.

    Raises:
        NotTheAuthor, PostEnded: see there.
    """
    found = change_post(post, me=me, by=by, title=title, text=text)
    skill = Skill.objects.select_for_update().get(post=found)
    write_changes(skill, **asdict(ability))
    return skill
