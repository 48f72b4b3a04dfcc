"""How a surplus is divided, and what was spent of it."""

from uuid import uuid5

from django.shortcuts import get_object_or_404
from django.utils import timezone

from koprogo.api.operations import operation
from koprogo.api.views import ApiView
from transparency import errors
from transparency.access import Permission
from transparency.api.book_shapes import PaidBody
from transparency.api.budget_shapes import (
    AllocationBody,
    AllocationLineShape,
    AllocationShape,
    DistributableShape,
    EndowmentShape,
    SpendingBody,
    SpendingShape,
    TariffPreviewShape,
)
from transparency.api.doors import require_api
from transparency.effects_tariff import describe_tariff
from transparency.forms.effects import TariffForm
from transparency.models import Spending
from transparency.queries.allocations import (
    AllocationDraft,
    allocation_list,
    commitments,
    endowments,
    line_list,
    open_allocations,
    spending_list,
)
from transparency.queries.dividing import distributable_on
from transparency.services import allocations as services
from transparency.services.endowments import pay_endowment
from transparency.services.spendings import record_spending

WRONG = (errors.PartsNotWhole, errors.OneFundLine)


class Allocations(ApiView):
    tag = "asbl"

    @require_api(Permission.SEE_ASSEMBLIES)
    @operation(page_of=AllocationShape, lines="lines")
    def get(self, request, association):
        """The divisions of surpluses, adopted and proposed, the latest first."""
        return allocation_list()

    @require_api(Permission.PREPARE_ALLOCATIONS)
    @operation(body=AllocationBody, answer=AllocationShape, status=201, refuses=WRONG)
    def post(self, request, association):
        """Propose a division to the members."""
        draft = AllocationDraft(**self.read())
        made = services.prepare_allocation(draft, by=request.user)
        return allocation_list().get(pk=made.pk)


class AllocationView(ApiView):
    tag = "asbl"

    @require_api(Permission.SEE_ASSEMBLIES)
    @operation(answer=AllocationShape)
    def get(self, request, association, allocation_id):
        """One division with its lines."""
        return get_object_or_404(allocation_list(), uuid=allocation_id)

    @require_api(Permission.PREPARE_ALLOCATIONS)
    @operation(
        body=AllocationBody,
        answer=AllocationShape,
        refuses=(errors.AllocationStays, *WRONG),
    )
    def put(self, request, association, allocation_id):
        """Write a proposal anew, with all its lines."""
        found = get_object_or_404(open_allocations(), uuid=allocation_id)
        draft = AllocationDraft(**self.read())
        services.change_allocation(found, draft, by=request.user)
        return allocation_list().get(pk=found.pk)

    @require_api(Permission.PREPARE_ALLOCATIONS)
    @operation(status=204, refuses=(errors.AllocationStays,))
    def delete(self, request, association, allocation_id):
        """Discard a proposal."""
        found = get_object_or_404(open_allocations(), uuid=allocation_id)
        services.discard_allocation(found, by=request.user)


class AllocationLines(ApiView):
    tag = "asbl"

    @require_api(Permission.SEE_ASSEMBLIES)
    @operation(list_of=AllocationLineShape)
    def get(self, request, association, allocation_id):
        """The lines of a division, with what was spent and what is left."""
        found = get_object_or_404(allocation_list(), uuid=allocation_id)
        return commitments(found)


class DistributableView(ApiView):
    tag = "asbl"

    @require_api(Permission.PREPARE_ALLOCATIONS)
    @operation(answer=DistributableShape)
    def get(self, request, association):
        """What of the surplus can be divided today."""
        return distributable_on(timezone.localdate())


class Spendings(ApiView):
    tag = "asbl"

    @require_api(Permission.SEE_ASSEMBLIES)
    @operation(page_of=SpendingShape)
    def get(self, request, association):
        """What adopted lines paid for, the latest first."""
        return spending_list()


class LineSpendings(ApiView):
    tag = "asbl"

    @require_api(Permission.KEEP_ASBL_BOOKS)
    @operation(
        body=SpendingBody,
        answer=SpendingShape,
        status=201,
        refuses=(
            errors.SpendingRecorded,
            errors.BookedWhole,
            errors.SpentOnAnotherDay,
            errors.MoreThanLeft,
            errors.MoreThanSpent,
        ),
        keyed=True,
    )
    def post(self, request, association, commitment_id):
        """Note what an adopted line paid for.

        The same `Idempotency-Key` with the same body answers what was noted the first
        time; with another body it is refused.
        """
        line = get_object_or_404(line_list(), uuid=commitment_id)
        uuid = uuid5(line.uuid, self.idempotency_key())
        data = self.read()
        try:
            made = record_spending(line, uuid=uuid, by=request.user, **data)
        except errors.SpendingRecorded:
            made = Spending.objects.get(uuid=uuid)
            if any(getattr(made, name) != value for name, value in data.items()):
                raise
        return spending_list().get(pk=made.pk)


class Endowments(ApiView):
    tag = "asbl"

    @require_api(Permission.SEE_ASSEMBLIES)
    @operation(page_of=EndowmentShape)
    def get(self, request, association):
        """What the members gave the solidarity fund, the latest first."""
        return endowments()


class EndowmentPayment(ApiView):
    tag = "asbl"

    @require_api(Permission.KEEP_ASBL_BOOKS)
    @operation(
        body=PaidBody,
        answer=EndowmentShape,
        refuses=(
            *(errors.EndowmentPaid, errors.PaidBeforeGiven, errors.NoFund),
            *(errors.NotYet, errors.QuarterClosed),
        ),
    )
    def post(self, request, association, endowment_id):
        """Note that the bank transferred it: booked in both books."""
        act = get_object_or_404(endowments(), uuid=endowment_id)
        pay_endowment(act, **self.read(), by=request.user)
        return endowments().get(pk=act.pk)


class TariffPreview(ApiView):
    tag = "asbl"

    @require_api(Permission.PREPARE_ALLOCATIONS)
    @operation(answer=TariffPreviewShape, query=TariffForm)
    def get(self, request, association):
        """What another tariff would change: nothing is changed by asking."""
        return {"happens": describe_tariff(None, self.asked())}
