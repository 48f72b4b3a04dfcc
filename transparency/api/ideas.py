"""Ideas for the surplus."""

from django.shortcuts import get_object_or_404
from django_filters.rest_framework import ChoiceFilter, FilterSet

from koprogo.api.operations import operation
from koprogo.api.views import ApiView
from transparency import errors
from transparency.access import Permission
from transparency.api.budget_shapes import IdeaAnswerBody, IdeaBody, IdeaShape
from transparency.api.doors import require_api
from transparency.models import Idea
from transparency.queries.ideas import idea_list
from transparency.services import ideas as services


class IdeaFilter(FilterSet):
    state = ChoiceFilter(choices=Idea.State.choices)


def _all(request):
    return idea_list(request.access.own_owners.first())


def _owner(request):
    return get_object_or_404(request.access.own_owners)


def _idea(request, idea_id) -> Idea:
    return get_object_or_404(_all(request), uuid=idea_id)


class Ideas(ApiView):
    tag = "asbl"

    @require_api(Permission.SEE_ASSEMBLIES)
    @operation(page_of=IdeaShape, filters=IdeaFilter)
    def get(self, request, association):
        """The ideas of members, the most supported first."""
        return _all(request)

    @require_api(Permission.SUPPORT_IDEAS)
    @operation(
        body=IdeaBody, answer=IdeaShape, status=201, refuses=(errors.NotAMember,)
    )
    def post(self, request, association):
        """Propose what the surplus should pay for."""
        author = _owner(request)
        made = services.propose_idea(author=author, by=request.user, **self.read())
        return _idea(request, made.uuid)


class IdeaView(ApiView):
    tag = "asbl"

    @require_api(Permission.SEE_ASSEMBLIES)
    @operation(answer=IdeaShape)
    def get(self, request, association, idea_id):
        """One idea."""
        return _idea(request, idea_id)

    @require_api(Permission.SUPPORT_IDEAS)
    @operation(
        body=IdeaBody,
        answer=IdeaShape,
        refuses=(errors.NotTheAuthor, errors.IdeaAnswered, errors.IdeaSupported),
    )
    def put(self, request, association, idea_id):
        """Write an idea of mine otherwise, while nobody else supports it."""
        author, found = _owner(request), _idea(request, idea_id)
        services.change_idea(found, author=author, by=request.user, **self.read())
        return _idea(request, idea_id)


class IdeaSupporting(ApiView):
    tag = "asbl"

    @require_api(Permission.SUPPORT_IDEAS)
    @operation(answer=IdeaShape, refuses=(errors.NotAMember, errors.IdeaAnswered))
    def put(self, request, association, idea_id):
        """Support an idea; twice is once."""
        owner, found = _owner(request), _idea(request, idea_id)
        services.support_idea(found, owner=owner)
        return _idea(request, idea_id)

    @require_api(Permission.SUPPORT_IDEAS)
    @operation(answer=IdeaShape, refuses=(errors.IdeaAnswered,))
    def delete(self, request, association, idea_id):
        """Support an idea no more."""
        owner, found = _owner(request), _idea(request, idea_id)
        services.take_back_support(found, owner=owner)
        return _idea(request, idea_id)


class IdeaAnswering(ApiView):
    tag = "asbl"

    @require_api(Permission.PREPARE_ALLOCATIONS)
    @operation(body=IdeaAnswerBody, answer=IdeaShape, refuses=(errors.IdeaAnswered,))
    def post(self, request, association, idea_id):
        """Say what becomes of an idea."""
        services.answer_idea(_idea(request, idea_id), by=request.user, **self.read())
        return _idea(request, idea_id)
