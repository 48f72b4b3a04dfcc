from django.urls import path

from community.views import moderation, talks

urlpatterns = [
    path("messages/", talks.talk_list, name="talks"),
    path("messages/<uuid:neighbour_id>/", talks.talk, name="talk"),
    path("messages/<uuid:neighbour_id>/read/", talks.talk_read, name="talk-read"),
    path("posts/<uuid:post_id>/report/", moderation.report_post, name="report-post"),
    path(
        "comments/<uuid:comment_id>/report/",
        moderation.report_comment,
        name="report-comment",
    ),
    path("reports/", moderation.queue, name="queue"),
    path("reports/<uuid:complaint_id>/", moderation.complaint, name="complaint"),
    path("reports/<uuid:complaint_id>/answer/", moderation.answer, name="answer"),
]
