"""Direct debits: mandates of account holders, and what is collected by them."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework import serializers

from buildings.access import Permission
from buildings.api.doors import require
from buildings.errors import NoSyndic
from buildings.models import Holding
from finance.api.order_shapes import (
    CollectableLine,
    CollectedLine,
    CollectionLine,
    MandateLine,
    OwnMandate,
)
from finance.errors import orders as errors
from finance.forms.orders import CollectionDayForm, DayQuery, MandateForm
from finance.models import Collection, DebitMandate
from finance.queries.accounts import holdings_of
from finance.queries.collections import (
    amounts_of,
    collectables,
    collection_list,
    mandate_list,
    running_mandates,
    shown_collections,
)
from finance.services.collections import collect, give_up_collection
from finance.services.mandates import record_mandate, revoke_mandate
from koprogo.api.bodies import FormBody
from koprogo.api.downloads import send
from koprogo.api.fields import RowField
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView
from koprogo.documents.kinds import CONTENT_TYPES, Kind

MOST = 5_000


class MandateBody(FormBody):
    """A mandate that was signed; without a reference it gets one."""

    form_class = MandateForm

    holding = RowField(Holding.objects.all)


class CollectionBody(FormBody):
    form_class = CollectionDayForm

    mandates = serializers.ListField(
        child=RowField(DebitMandate.objects.all), min_length=1, max_length=MOST
    )


class Mandates(ApiView):
    tag = "direct debits"

    @require(Permission.PAY_SUPPLIERS)
    @operation(page_of=MandateLine)
    def get(self, request, building):
        """The mandates, those that run first."""
        return mandate_list()

    @require(Permission.PAY_SUPPLIERS)
    @operation(
        body=MandateBody,
        answer=MandateLine,
        status=201,
        refuses=(
            errors.SignedInTheFuture,
            errors.MandateNotWritable,
            errors.MandateRunning,
            errors.MandateExists,
        ),
    )
    def post(self, request, building):
        """Record what an account holder signed."""
        made = record_mandate(**self.read(DebitMandate()), by=request.user)
        return mandate_list().get(pk=made.pk)


class MandateRevocation(ApiView):
    tag = "direct debits"

    @require(Permission.PAY_SUPPLIERS)
    @operation(answer=MandateLine, refuses=(errors.MandateRevoked,))
    def post(self, request, building, mandate_id):
        """End a mandate today."""
        found = get_object_or_404(DebitMandate, uuid=mandate_id)
        revoke_mandate(found, by=request.user)
        return mandate_list().get(pk=found.pk)


class MyMandates(ApiView):
    tag = "direct debits"

    @require(Permission.SEE_OWN_ACCOUNT)
    @operation(list_of=OwnMandate)
    def get(self, request, building):
        """The mandates by which the person himself pays."""
        return running_mandates(
            holdings_of(request.access).values_list("pk", flat=True)
        )


class Collectables(ApiView):
    tag = "direct debits"

    @require(Permission.PAY_SUPPLIERS)
    @operation(list_of=CollectableLine, query=DayQuery)
    def get(self, request, building):
        """What may be collected on a day, by mandate."""
        on = self.asked()["on"]
        return collectables(mandate_list(), on=on, today=timezone.localdate())


class Collections(ApiView):
    tag = "direct debits"

    @require(Permission.PAY_SUPPLIERS)
    @operation(page_of=CollectionLine)
    def get(self, request, building):
        """The files of direct debits, the latest first."""
        return Listing(collection_list(), shown_collections)

    @require(Permission.PAY_SUPPLIERS)
    @operation(
        body=CollectionBody,
        answer=CollectionLine,
        status=201,
        refuses=(
            errors.TooSoon,
            errors.NoCreditor,
            errors.AssociationIncomplete,
            NoSyndic,
            errors.NothingToCollect,
        ),
    )
    def post(self, request, building):
        """Collect what is due on a day, and announce it by e-mail."""
        return _shown(collect(**self.read(), by=request.user).uuid)


class CollectionView(ApiView):
    tag = "direct debits"

    @require(Permission.PAY_SUPPLIERS)
    @operation(answer=CollectionLine)
    def get(self, request, building, collection_id):
        """One file of direct debits."""
        return _shown(collection_id)


class CollectedAmounts(ApiView):
    tag = "direct debits"

    @require(Permission.PAY_SUPPLIERS)
    @operation(list_of=CollectedLine)
    def get(self, request, building, collection_id):
        """What a file takes from whom, and how each was told."""
        return amounts_of(get_object_or_404(Collection, uuid=collection_id))


class CollectionFile(ApiView):
    tag = "direct debits"

    @require(Permission.PAY_SUPPLIERS)
    @operation(downloads=(CONTENT_TYPES[Kind.XML],))
    def get(self, request, building, collection_id):
        """The file for the bank (pain.008)."""
        found = Collection.objects.select_related("file")
        return send(request, get_object_or_404(found, uuid=collection_id).file)


class CollectionGivingUp(ApiView):
    tag = "direct debits"

    @require(Permission.PAY_SUPPLIERS)
    @operation(answer=CollectionLine, refuses=(errors.CollectionGivenUp,))
    def post(self, request, building, collection_id):
        """Take a file for not made: what it was to take is owed as before."""
        found = get_object_or_404(Collection, uuid=collection_id)
        give_up_collection(found, by=request.user)
        return _shown(collection_id)


def _shown(collection_id):
    found = get_object_or_404(collection_list(), uuid=collection_id)
    [shown] = shown_collections([found])
    return shown
