"""Who did what and when, in words, and how it is sealed."""

from django.http import Http404
from django_filters.rest_framework import (
    ChoiceFilter,
    DateFilter,
    FilterSet,
    UUIDFilter,
)
from rest_framework import serializers

from buildings.access import Permission
from buildings.api.doors import require
from buildings.forms import HistoryForm
from buildings.history import find_thing, history_rows, kinds
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView
from koprogo.audit import queries as audit


class SealShape(serializers.Serializer):
    """A link of the chain of seals; ``hash`` is what one notes to check it later."""

    number = serializers.IntegerField()
    sealed_at = serializers.DateTimeField()
    hash = serializers.CharField()


class LastSealShape(serializers.Serializer):
    """The end of the chain: it seals ``total`` events."""

    number = serializers.IntegerField(source="header.number")
    total = serializers.IntegerField(source="header.total")
    sealed_at = serializers.DateTimeField(source="header.sealed_at")
    hash = serializers.CharField()


class DetailShape(serializers.Serializer):
    """A value: what it was (null: not known) and what it became."""

    label = serializers.CharField()
    before = serializers.CharField(allow_null=True)
    after = serializers.CharField()


class EventShape(serializers.Serializer):
    """An event as this person may read it. ``seal`` is null until the next minute."""

    uuid = serializers.UUIDField(source="event.uuid")
    at = serializers.DateTimeField(source="event.at")
    action = serializers.CharField(source="event.action")
    by = serializers.CharField(source="event.actor.name", allow_null=True, default=None)
    sentence = serializers.CharField()
    details = DetailShape(many=True)
    seal = SealShape(allow_null=True)


class HistoryFilter(FilterSet):
    """As the page filters, but what is wrong is refused."""

    person = UUIDFilter(help_text="Who did it.")
    kind = ChoiceFilter(choices=lambda: [(kind, kind) for kind in kinds()])
    since = DateFilter()
    until = DateFilter(help_text="Up to and including this day.")

    def filter_queryset(self, events):
        form = HistoryForm(self.data, people=audit.actors())
        found = form.chosen(events)
        # What is left to be wrong is a person who did nothing here.
        return found.none() if form.errors else found


class History(ApiView):
    tag = "history"

    @require(Permission.SEE_HISTORY, asbl=True)
    @operation(page_of=EventShape, filters=HistoryFilter)
    def get(self, request, building):
        """What happened in the building, the latest first."""
        return _told(request, audit.events())


class HistoryOf(ApiView):
    tag = "history"

    @require(Permission.SEE_HISTORY, asbl=True)
    @operation(page_of=EventShape)
    def get(self, request, building, kind, object_id):
        """The same of one thing whose page I may open: `lot`, `owner`, `call`, …"""
        thing = find_thing(kind, object_id, request.access)
        if thing is None:
            raise Http404
        return _told(request, audit.events().filter(target=thing.target))


class LastSeal(ApiView):
    tag = "history"

    @require(Permission.SEE_HISTORY, asbl=True)
    @operation(answer=LastSealShape)
    def get(self, request, building):
        """The latest seal; 404 before the first one."""
        seal = audit.last_seal()
        if seal is None:
            raise Http404
        return seal


def _told(request, events) -> Listing:
    return Listing(events, lambda page: history_rows(page, request.access))
