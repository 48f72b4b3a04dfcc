"""How the lists of the books are narrowed."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django_filters.rest_framework import (
    BooleanFilter,
    CharFilter,
    ChoiceFilter,
    DateFilter,
    FilterSet,
    UUIDFilter,
)

from buildings.importing.text import clean
from finance.api.shapes import CANCELLED, DRAFT, ISSUED, STATUSES
from finance.queries.holders import holdings_like


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
    q = CharFilter(
        method="search", help_text="The payer, or words of the communication."
    )
    holding = UUIDFilter(field_name="holding__uuid")
    since = DateFilter(field_name="date", lookup_expr="gte")
    until = DateFilter(field_name="date", lookup_expr="lte")
    reversed = BooleanFilter(
        field_name="entry__mirror", lookup_expr="isnull", exclude=True
    )

    def search(self, payments, _name, text):
        search = clean(text)
        payers = holdings_like(search, on=timezone.localdate())
        return payments.filter(
            Q(holding__in=payers) | Q(communication__icontains=search)
        )


# What a handler is asked that narrows by itself


class AccountQuery(forms.Form):
    q = forms.CharField(
        required=False,
        help_text="A name, a lot, the code or the structured communication.",
    )
    late = forms.BooleanField(required=False, help_text="Who is late, and nobody else.")


class DayQuery(forms.Form):
    on = forms.DateField(
        required=False,
        help_text="Up to and including this day; today unless said.",
    )
