"""How the lists of the books are narrowed."""

from django_filters.rest_framework import (
    BooleanFilter,
    CharFilter,
    ChoiceFilter,
    DateFilter,
    FilterSet,
    UUIDFilter,
)

from buildings.importing.text import clean
from buildings.models import Owner
from buildings.queries import named
from finance.api.shapes import CANCELLED, DRAFT, ISSUED, STATUSES


class CallFilter(FilterSet):
    status = ChoiceFilter(
        choices=[(status, status) for status in STATUSES], method="with_status"
    )
    due_from = DateFilter(field_name="due_on", lookup_expr="gte")
    due_until = DateFilter(field_name="due_on", lookup_expr="lte")

    def with_status(self, calls, _name, status):
        return {
            DRAFT: calls.drafts,
            ISSUED: calls.standing,
            CANCELLED: lambda: calls.filter(entry__mirror__isnull=False),
        }[status]()


class DocumentFilter(FilterSet):
    call = UUIDFilter(field_name="call__uuid")
    holding = UUIDFilter(field_name="holding__uuid")


class PaymentFilter(FilterSet):
    holding = UUIDFilter(field_name="holding__uuid")
    since = DateFilter(field_name="date", lookup_expr="gte")
    until = DateFilter(field_name="date", lookup_expr="lte")
    reversed = BooleanFilter(
        field_name="entry__mirror", lookup_expr="isnull", exclude=True
    )


class AccountFilter(FilterSet):
    q = CharFilter(method="search", help_text="All words of a member's name.")

    def search(self, holdings, _name, text):
        owners = named(Owner.objects.all(), clean(text))
        return holdings.filter(members__owner__in=owners).distinct()


class DayFilter(FilterSet):
    on = DateFilter(help_text="Up to and including this day; today unless said.")
