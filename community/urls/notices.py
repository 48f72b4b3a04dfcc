from django.urls import path

from community.views import notices, posts

urlpatterns = [
    path("notices/", notices.notices, name="notices"),
    path("notices/new/", notices.notice_new, name="notice-new"),
    path("notices/events/new/", notices.event_new, name="event-new"),
    path("notices/<uuid:post_id>/", notices.notice, name="notice"),
    path("notices/<uuid:post_id>/edit/", notices.notice_edit, name="notice-edit"),
    path("notices/<uuid:post_id>/when/", notices.event_move, name="event-move"),
    path("notices/<uuid:post_id>.ics", notices.event_calendar, name="event-calendar"),
    path("notices/<uuid:post_id>/coming/", notices.coming, name="coming"),
    path("posts/<uuid:post_id>/", posts.post, name="post"),
    path("posts/<uuid:post_id>/photos/", posts.photos_add, name="photos-add"),
    path("posts/<uuid:post_id>/end/", posts.close, name="post-close"),
    path("posts/<uuid:post_id>/comment/", posts.comment, name="comment"),
    path("posts/<uuid:post_id>/pin/", posts.pin, name="pin"),
    path("posts/<uuid:post_id>/unpin/", posts.unpin, name="unpin"),
    path("photos/<uuid:photo_id>/", posts.photo, name="photo"),
    path(
        "photos/<uuid:photo_id>/small/", posts.photo, {"size": "small"}, "photo-small"
    ),
    path("photos/<uuid:photo_id>/remove/", posts.photo_remove, name="photo-remove"),
    path(
        "comments/<uuid:comment_id>/remove/",
        posts.comment_remove,
        name="comment-remove",
    ),
]
