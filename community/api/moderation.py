"""Reports: made by neighbours, answered by the council, appealed against by authors."""

from django.shortcuts import get_object_or_404

from community.api import moderation_shapes as shapes
from community.api.doors import moderator, neighbour
from community.errors import moderation as errors
from community.models import Comment, Neighbour, Report
from community.queries import moderation as queries
from community.queries.posts import comments_of
from community.services import moderation as services
from community.views.posts import find_post
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView
from koprogo.ui.origin import origin

REPORTING = (errors.OnesOwn, errors.ReportedAlready)


class ModerationView(ApiView):
    tag = "moderation"

    def report(self, thing, request, me: Neighbour) -> dict:
        row = services.report(
            thing, **self.read(), me=me, origin=origin(request), by=request.user
        )
        return _own(row, me)


def _own(row: Report, me: Neighbour) -> dict:
    """Return a report as one of both sees it."""
    is_mine = (row.post or row.comment).author_id == me.pk
    hidden = row.outcome == Report.Outcome.HIDDEN
    names = shapes.AnswersShape().fields
    shown = {name: getattr(row, name) for name in names}
    return shown | {
        "is_mine": is_mine,
        "may_appeal": is_mine and hidden and row.appealed_at is None,
    }


class PostReports(ModerationView):
    @neighbour()
    @operation(
        body=shapes.ReportBody,
        answer=shapes.OwnComplaintShape,
        status=201,
        refuses=REPORTING,
    )
    def post(self, request, me, post_id):
        """Ask the council to look at a post; who wrote it does not learn who asked."""
        return self.report(find_post(request, me, post_id), request, me)


class CommentReports(ModerationView):
    @neighbour()
    @operation(
        body=shapes.ReportBody,
        answer=shapes.OwnComplaintShape,
        status=201,
        refuses=REPORTING,
    )
    def post(self, request, me, comment_id):
        """Ask the council to look at a comment."""
        row = get_object_or_404(Comment.objects.select_related("post"), uuid=comment_id)
        found = find_post(request, me, row.post.uuid)
        said = get_object_or_404(comments_of(found, me=me), pk=row.pk)
        return self.report(said, request, me)


class Complaints(ModerationView):
    @moderator()
    @operation(page_of=shapes.ComplaintShape)
    def get(self, request, building):
        """What was reported: what waits for an answer first."""
        return queries.queue()


class ComplaintAnswer(ModerationView):
    @moderator()
    @operation(
        body=shapes.ReportAnswerBody,
        answer=shapes.ComplaintShape,
        refuses=(errors.Answered, errors.Involved, errors.NoAppeal),
    )
    def post(self, request, building, complaint_id):
        """Answer a report, or the appeal against an answer, with reasons."""
        row = get_object_or_404(queries.queue(), uuid=complaint_id)
        act = services.answer_appeal if row.appealed_at else services.answer_report
        act(row, **self.read(), origin=origin(request), by=request.user)
        return queries.queue().get(pk=row.pk)


class OwnComplaints(ModerationView):
    @neighbour()
    @operation(page_of=shapes.OwnComplaintShape)
    def get(self, request, me):
        """What you reported, and what was taken away of yours, the latest first."""
        rows = queries.visible_to(me)
        return Listing(rows, lambda page: [_own(row, me) for row in page])


class OwnComplaint(ModerationView):
    @neighbour()
    @operation(answer=shapes.OwnComplaintShape)
    def get(self, request, me, complaint_id):
        """One of them, and what was answered."""
        return _own(_find(me, complaint_id), me)


class Appeal(ModerationView):
    @neighbour()
    @operation(
        body=shapes.AppealBody,
        answer=shapes.OwnComplaintShape,
        refuses=(errors.NoAppeal,),
    )
    def post(self, request, me, complaint_id):
        """Ask somebody else to look again at what was taken away of yours: once."""
        row = _find(me, complaint_id)
        services.appeal(
            row, **self.read(), me=me, origin=origin(request), by=request.user
        )
        return _own(_find(me, complaint_id), me)


def _find(me: Neighbour, complaint_id) -> Report:
    return get_object_or_404(queries.visible_to(me), uuid=complaint_id)
