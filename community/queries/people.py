"""Who is who: those who asked to be listed, and whom ``me`` may see."""

from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import Concat

from community.models import Block, Neighbour
from community.queries.posts import MOST_WORDS, apart, folded

__all__ = ["listed", "named", "others"]

MOST = 20


def listed(me: Neighbour) -> QuerySet[Neighbour]:
    """Return who stands on the page of who is who, by name; oneself among them."""
    rows = Neighbour.objects.here().filter(is_listed=True)
    return rows.exclude(apart(me, of="pk")).order_by("name", "pk")


def named(me: Neighbour, text: str) -> QuerySet[Neighbour]:
    """Return those listed whose name, place or words about themselves have all words."""
    said = Concat(
        *("name", Value(" "), "where", Value(" "), "about"), output_field=TextField()
    )
    found = listed(me).alias(folded=folded(said))
    for word in text.split()[:MOST_WORDS]:
        found = found.filter(folded__contains=folded(Value(word)))
    return found[:MOST]


def others(me: Neighbour) -> QuerySet[Neighbour]:
    """Return whom ``me`` may block: all who are here, and do not hide from him."""
    hidden = Block.objects.filter(blocked=me).values("neighbour")
    return Neighbour.objects.here().exclude(pk=me.pk).exclude(pk__in=hidden)
