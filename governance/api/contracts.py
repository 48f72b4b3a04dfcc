"""The contracts for regular supplies, and their yearly evaluation."""

from dataclasses import replace

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language

from buildings.access import Permission
from buildings.api.doors import require
from buildings.api.jobs import FOLLOWERS, JobShape
from governance.api.contract_shapes import (
    AttachedReportShape,
    ContractReviewBody,
    ContractsYearShape,
    ReviewedContractShape,
    SupplyContractBody,
    SupplyContractEndBody,
    SupplyContractShape,
)
from governance.errors import contracts as errors
from governance.models import SupplyContract
from governance.queries.contract_reviews import (
    ReviewDraft,
    YearOfContracts,
    year_of_contracts,
)
from governance.queries.contracts import ContractOn, contract_list, contract_on
from governance.services import contract_reviews as reviews
from governance.services import contracts as services
from koprogo.api.downloads import PDF, send_made
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView

FOLLOWERS[reviews.MAKING] = Permission.PREPARE_ASSEMBLIES


class SupplyContracts(ApiView):
    tag = "contracts"

    @require(Permission.SEE_ASSEMBLIES)
    @operation(page_of=SupplyContractShape)
    def get(self, request, building):
        """All contracts for regular supplies by title, those that ended too."""
        today = timezone.localdate()
        return Listing(
            contract_list().select_related("document"),
            lambda found: [contract_on(one, today) for one in found],
        )

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(
        body=SupplyContractBody,
        answer=SupplyContractShape,
        status=201,
        refuses=(errors.ContractThere,),
    )
    def post(self, request, building):
        """Record a contract. The syndic's own interest needs a decision (art. 3.89)."""
        return _shown(services.record_contract(by=request.user, **self.read()))


class SupplyContractView(ApiView):
    tag = "contracts"

    @require(Permission.SEE_ASSEMBLIES)
    @operation(answer=SupplyContractShape)
    def get(self, request, building, contract_id):
        """A contract, and by when notice is given."""
        return _shown(_contract(contract_id))

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(
        body=SupplyContractBody,
        answer=SupplyContractShape,
        refuses=(errors.ContractChanged,),
    )
    def put(self, request, building, contract_id):
        """Write a contract anew."""
        found = _contract(contract_id)
        return _shown(
            services.change_contract(found, by=request.user, **self.read(found))
        )


class SupplyContractEnding(ApiView):
    tag = "contracts"

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(
        body=SupplyContractEndBody,
        answer=SupplyContractShape,
        refuses=(errors.EndsBeforeItBegins, errors.ContractChanged),
    )
    def post(self, request, building, contract_id):
        """Record that notice was given, or that it ended; the contract stays known."""
        found = _contract(contract_id)
        return _shown(services.end_contract(found, by=request.user, **self.read()))


class ContractsYear(ApiView):
    tag = "contracts"

    @require(Permission.SEE_ASSEMBLIES)
    @operation(answer=ContractsYearShape)
    def get(self, request, building, year):
        """What the contracts cost in a fiscal year, and what the syndic says of each."""
        return _year(request, building, year)


class YearlyReviews(ApiView):
    tag = "contracts"

    @require(Permission.SEE_ASSEMBLIES)
    @operation(list_of=ReviewedContractShape)
    def get(self, request, building, year):
        """The contracts of a fiscal year alone."""
        return _year(request, building, year).rows


class YearlyReview(ApiView):
    tag = "contracts"

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(
        body=ContractReviewBody,
        answer=ContractsYearShape,
        refuses=(errors.EvaluationReported, errors.NotOfTheYear),
    )
    def put(self, request, building, year, contract_id):
        """Evaluate a contract over a fiscal year."""
        found = _contract(contract_id)
        said = {found: ReviewDraft(**self.read())}
        reviews.review_contracts(year, said, by=request.user)
        return _year(request, building, year)


class ContractsReport(ApiView):
    tag = "contracts"

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(downloads=(PDF,))
    def get(self, request, building, year):
        """The report as it would be made now, in the language of the request."""
        from governance.exports.contracts import report_name, report_pdf

        found, language = _year(request, building, year), get_language()
        on = timezone.localdate()
        data = report_pdf(found, building, language=language, on=on)
        name = report_name(found, building, language)
        return send_made(data, name=name, content_type=PDF)

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(
        answer=JobShape,
        status=202,
        refuses=(
            errors.EvaluationReported,
            errors.YearNotOver,
            errors.ReviewsMissing,
        ),
    )
    def post(self, request, building, year):
        """Have the report of a year made; then what it says does not change any more.

        Asked again while it is made, it is made once: `jobs/<uuid>/` says how far it is.
        """
        return reviews.ask_report(year, on=timezone.localdate(), by=request.user)


class ReportAttaching(ApiView):
    tag = "contracts"

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(
        answer=AttachedReportShape,
        refuses=(errors.NotReported, errors.NoPointToCome),
    )
    def post(self, request, building, year):
        """Attach the report to the agenda that is prepared."""
        return reviews.attach_report(year, by=request.user)


def _contract(contract_id) -> SupplyContract:
    found = contract_list().select_related("document")
    return get_object_or_404(found, uuid=contract_id)


def _shown(contract: SupplyContract) -> ContractOn:
    return contract_on(contract, timezone.localdate())


def _year(request, building, year: int) -> YearOfContracts:
    found = year_of_contracts(year, building)
    if found is None:
        raise Http404
    prepares = request.access.allows(Permission.PREPARE_ASSEMBLIES)
    if prepares or found.is_reported:
        return found
    return replace(found, rows=[replace(row, review=None) for row in found.rows])
