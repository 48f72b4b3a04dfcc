"""How the lists of a building are narrowed."""

from django.db.models import Q
from django.utils import timezone
from django_filters.rest_framework import (
    BooleanFilter,
    CharFilter,
    ChoiceFilter,
    FilterSet,
)

from buildings.importing.text import clean
from buildings.models import AllocationKey, Lot, Owner
from buildings.queries import lots_without_holder, named


class LotFilter(FilterSet):
    q = CharFilter(method="search", help_text="Part of the code or the name.")
    kind = ChoiceFilter(choices=Lot.Kind)
    without_holder = BooleanFilter(
        method="held_by_nobody", help_text="Those with shares that nobody holds today."
    )

    def held_by_nobody(self, lots, _name, wanted):
        found = lots_without_holder(on=timezone.localdate()).values("pk")
        return lots.filter(pk__in=found) if wanted else lots.exclude(pk__in=found)

    def search(self, lots, _name, text):
        text = clean(text)
        return lots.filter(Q(code__icontains=text) | Q(name__icontains=text))


class OwnerFilter(FilterSet):
    q = CharFilter(method="search", help_text="All words of the name, accents aside.")
    kind = ChoiceFilter(choices=Owner.Kind)

    def search(self, owners, _name, text):
        return named(owners, clean(text))


class HoldingFilter(FilterSet):
    q = CharFilter(method="search", help_text="All words of a member's name.")
    vote_suspended = BooleanFilter(field_name="representative", lookup_expr="isnull")

    def search(self, holdings, _name, text):
        owners = named(Owner.objects.all(), clean(text))
        return holdings.filter(members__owner__in=owners).distinct()


class KeyFilter(FilterSet):
    kind = ChoiceFilter(choices=AllocationKey.Kind)
