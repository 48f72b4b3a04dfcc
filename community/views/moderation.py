"""Reports: made by neighbours, answered by the council, appealed against by authors."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from community.access import moderator, neighbour
from community.forms.moderation import AnswerForm, AppealForm, ReportForm
from community.models import Comment, Report
from community.queries import moderation as queries
from community.queries.posts import comments_of
from community.services import moderation as services
from community.views.acts import ask, posted
from community.views.posts import address, find_post
from koprogo.ui.origin import origin
from koprogo.ui.pagination import paginate

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])


@READ_WRITE
@neighbour()
def report_post(request, me, post_id):
    """Ask the council to look at a post."""
    found = find_post(request, me, post_id)
    return _report(request, me, found, address(request, found), found.title)


@READ_WRITE
@neighbour()
def report_comment(request, me, comment_id):
    """Ask the council to look at a comment."""
    row = get_object_or_404(Comment.objects.select_related("post"), uuid=comment_id)
    found = find_post(request, me, row.post.uuid)
    said = get_object_or_404(comments_of(found, me=me), pk=row.pk)
    return _report(request, me, said, address(request, found), found.title)


def _report(request, me, thing, back: str, title: str):
    return ask(
        request,
        ReportForm(posted(request)),
        partial(services.report, thing, me=me, origin=origin(request)),
        done=_("Thank you: the council looks at it and tells you what it decides."),
        back=back,
        words={
            "title": _("Report it"),
            "lead": _(
                "The council looks at it, or the syndic where there is none. Who wrote "
                "it does not learn who reported it."
            ),
            "submit": pgettext("verb", "Report"),
            "back_label": title,
        },
    )


@require_safe
@moderator
def queue(request, building):
    """What waits for an answer, then what was answered."""
    page = paginate(request, queries.queue(), size=20)
    context = {"building": building, "page": page}
    return render(request, "community/moderation/queue.html", context)


@READ_WRITE
@moderator
def answer(request, building, complaint_id):
    """Answer a report, or the appeal against an answer."""
    row = get_object_or_404(queries.queue(), uuid=complaint_id)
    act = services.answer_appeal if row.appealed_at else services.answer_report
    return ask(
        request,
        AnswerForm(posted(request)),
        partial(act, row, origin=origin(request)),
        done=_("It is answered; both are told why."),
        back=reverse("community:queue", args=[building.slug]),
        words={"building": building, "row": row},
        template="community/moderation/answer.html",
    )


@READ_WRITE
@neighbour()
def complaint(request, me, complaint_id):
    """What was answered to oneself; who wrote it may appeal, once."""
    row = get_object_or_404(queries.visible_to(me), uuid=complaint_id)
    here = reverse("community:complaint", args=[request.access.building.slug, row.uuid])
    is_mine = (row.post or row.comment).author_id == me.pk
    return ask(
        request,
        AppealForm(posted(request)),
        partial(services.appeal, row, me=me, origin=origin(request)),
        done=_("Somebody else of the council, or the syndic, looks at it again."),
        back=here,
        words={
            "building": request.access.building,
            "row": row,
            "is_mine": is_mine,
            "may_appeal": is_mine
            and row.outcome == Report.Outcome.HIDDEN
            and row.appealed_at is None,
        },
        template="community/moderation/complaint.html",
    )
