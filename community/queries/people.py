"""Who is who: those who asked to be listed, and whom ``me`` may see."""

from django.db.models import Q, QuerySet, Value

from buildings.models.ownership import SortName
from community.models import Neighbour
from community.queries.posts import MOST_WORDS, apart

__all__ = ["listed", "named"]

MOST = 20


def listed(me: Neighbour) -> QuerySet[Neighbour]:
    """Return who stands on the page of who is who, by name; oneself among them."""
    rows = Neighbour.objects.here().filter(is_listed=True)
    return rows.exclude(apart(me, of="pk")).order_by("name", "pk")


def named(me: Neighbour, text: str) -> QuerySet[Neighbour]:
    """Return those listed whose name, place or words about themselves have all words."""
    found = listed(me).alias(
        **{
            f"folded_{name}": SortName(name, Value(""))
            for name in ("name", "where", "about")
        }
    )
    for word in text.split()[:MOST_WORDS]:
        folded = SortName(Value(word), Value(""))
        found = found.filter(
            Q(folded_name__contains=folded)
            | Q(folded_where__contains=folded)
            | Q(folded_about__contains=folded)
        )
    return found[:MOST]
