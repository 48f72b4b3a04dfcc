"""Things and skills of neighbours, made through the services; all inside the building."""

import io
from datetime import timedelta
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from community.kinds import Kind
from community.models import Ask, Item, Neighbour, Reservation, Skill
from community.said import Ability, Thing
from community.services import bazaar
from community.services.skills import tell_skill


def thing(**said) -> Thing:
    values = {
        "category": Item.Category.FURNITURE,
        "condition": Item.Condition.GOOD,
        "how": Item.How.FIRST,
    }
    return Thing(**values | said)


def offered(me: Neighbour, kind: Kind = Kind.GIVE, *, title="A lamp", **said) -> Item:
    return bazaar.offer_thing(
        kind,
        thing(**said),
        uuid=uuid4(),
        title=title,
        text="Still works.",
        me=me,
        by=me.user,
    )


def to_draw(me: Neighbour, kind: Kind = Kind.GIVE, **said) -> Item:
    """Offer a thing that is drawn in two days."""
    until = timezone.now() + timedelta(days=2)
    return offered(me, kind, how=Item.How.DRAW, asks_until=until, **said)


def asked(item: Item, me: Neighbour) -> Ask:
    return bazaar.ask_for(item.post, me=me, origin="", by=me.user)


def handed(item: Item) -> Reservation:
    giver = item.post.author
    return bazaar.hand_over(item.post, me=giver, by=giver.user)


def holder(item: Item) -> str | None:
    """Return the name of who it is kept for."""
    held = item.reservations.holding().select_related("ask__neighbour").first()
    return held.ask.neighbour.name if held else None


def able(me: Neighbour, *, title="I repair bicycles", **said) -> Skill:
    values = {"categories": ["repairs"], "terms": Skill.Terms.FREE}
    return tell_skill(
        Ability(**values | said),
        uuid=uuid4(),
        title=title,
        text="Ring after six.",
        me=me,
        by=me.user,
    )


def photo(colour="teal") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, "JPEG")
    return SimpleUploadedFile("lamp.jpg", out.getvalue(), "image/jpeg")
