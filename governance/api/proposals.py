"""What owners propose for the agenda."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django_filters.rest_framework import ChoiceFilter, FilterSet

from buildings.access import Permission
from buildings.api.doors import require
from governance.api.shapes import (
    AgendaItemShape,
    AgendaProposalShape,
    LetterBody,
    PlacingBody,
    ProposalAnswerBody,
    ProposalBody,
)
from governance.errors.assemblies import AlreadyConvened
from governance.errors.proposals import NotAnOwner, ProposalClosed, ProposalTooLate
from governance.models import Proposal
from governance.queries.agenda import item_list
from governance.queries.assemblies import assembly_list
from governance.queries.proposals import (
    chosen,
    own_proposals,
    proposal_list,
    visible_proposals,
)
from governance.services import proposals as services
from koprogo.api.operations import operation
from koprogo.api.views import ApiView
from koprogo.ui.origin import origin


class ProposalFilter(FilterSet):
    state = ChoiceFilter(choices=Proposal.State.choices, method="with_state")

    def with_state(self, proposals, _name, state):
        return chosen(proposals, state)


class Proposals(ApiView):
    tag = "agenda"

    @require(Permission.SEE_ASSEMBLIES, asbl=True)
    @operation(page_of=AgendaProposalShape, filters=ProposalFilter)
    def get(self, request, building):
        """What owners proposed, the latest first: mine; all, for who prepares."""
        return visible_proposals(request.access)

    @require(Permission.TAKE_PART, asbl=True)
    @operation(
        body=ProposalBody, answer=AgendaProposalShape, status=201, refuses=(NotAnOwner,)
    )
    def post(self, request, building):
        """Propose something: it arrives today."""
        owner = get_object_or_404(request.access.own_owners)
        made = services.propose(
            owner=owner,
            received_on=timezone.localdate(),
            by=request.user,
            **self.read(),
        )
        return _shown(made)


class ProposalLetters(ApiView):
    tag = "agenda"

    @require(Permission.PREPARE_ASSEMBLIES, asbl=True)
    @operation(
        body=LetterBody, answer=AgendaProposalShape, status=201, refuses=(NotAnOwner,)
    )
    def post(self, request, building):
        """Record what an owner proposed in writing, with the day on which it arrived."""
        return _shown(services.propose(by=request.user, **self.read()))


class ProposalView(ApiView):
    tag = "agenda"

    @require(Permission.SEE_ASSEMBLIES, asbl=True)
    @operation(answer=AgendaProposalShape)
    def get(self, request, building, proposal_id):
        """One proposal."""
        return get_object_or_404(visible_proposals(request.access), uuid=proposal_id)


class ProposalWithdrawing(ApiView):
    tag = "agenda"

    @require(Permission.TAKE_PART, asbl=True)
    @operation(answer=AgendaProposalShape, refuses=(ProposalClosed,))
    def post(self, request, building, proposal_id):
        """Take a proposal of mine back."""
        found = get_object_or_404(own_proposals(request.access), uuid=proposal_id)
        return _shown(services.withdraw_proposal(found, by=request.user))


class ProposalAnswering(ApiView):
    tag = "agenda"

    @require(Permission.PREPARE_ASSEMBLIES, asbl=True)
    @operation(
        body=ProposalAnswerBody, answer=AgendaProposalShape, refuses=(ProposalClosed,)
    )
    def post(self, request, building, proposal_id):
        """Say why it does not come to the vote; the owner is told."""
        found = get_object_or_404(proposal_list(), uuid=proposal_id)
        told = {"origin": origin(request), "by": request.user}
        return _shown(services.answer_proposal(found, **self.read(), **told))


class ProposalPlacing(ApiView):
    tag = "agenda"

    @require(Permission.PREPARE_ASSEMBLIES, asbl=True)
    @operation(
        body=PlacingBody,
        answer=AgendaItemShape,
        status=201,
        refuses=(ProposalClosed, ProposalTooLate, AlreadyConvened),
    )
    def post(self, request, building, proposal_id):
        """Put it on the agenda of a draft; the owner is told."""
        found = get_object_or_404(proposal_list(), uuid=proposal_id)
        told = {"origin": origin(request), "by": request.user}
        said = self.read(of_members=request.access.is_of_members)
        item = services.place_proposal(found, **said, **told)
        return item_list(assembly_list()).get(pk=item.pk)


def _shown(proposal: Proposal) -> Proposal:
    return proposal_list().get(pk=proposal.pk)
