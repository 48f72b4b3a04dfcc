from community.api import moderation, neighbours, notices, posts, talks
from koprogo.api.views import at

POST, COMMENT = "posts/<uuid:post_id>", "comments/<uuid:comment_id>"
NOTICE = "notices/<uuid:post_id>"
PHOTO, TALK = "photos/<uuid:photo_id>", "messages/<uuid:neighbour_id>"
REPORT = "reports/<uuid:complaint_id>"

urlpatterns = [
    at("", neighbours.Home, "neighbours"),
    at("modules/", neighbours.Modules, "modules"),
    at("modules/<slug:module>/", neighbours.ModuleView, "module"),
    at("me/", neighbours.Me, "neighbour-me"),
    at("me/leave/", neighbours.Leaving, "neighbour-leave"),
    at("people/", neighbours.People, "neighbour-people"),
    at("people/<uuid:neighbour_id>/block/", neighbours.Blocking, "neighbour-block"),
    at("blocks/", neighbours.Blocks, "neighbour-blocks"),
    at("blocks/<uuid:block_id>/", neighbours.BlockView, "neighbour-unblock"),
    at("welcome/", neighbours.Welcome, "welcome"),
    at("impact/", neighbours.Impact, "neighbour-impact"),
    at("impact/months/", neighbours.ImpactMonths, "neighbour-impact-months"),
    at("search/", neighbours.Search, "neighbour-search"),
    at("notices/", notices.Notices, "board"),
    at("events/", notices.Events, "board-events"),
    at(f"{NOTICE}/", notices.NoticeView, "board-notice"),
    at(f"{NOTICE}/event/", notices.EventView, "board-event"),
    at(f"{NOTICE}/calendar/", notices.EventCalendar, "board-event-calendar"),
    at(f"{NOTICE}/coming/", notices.ComingView, "board-coming"),
    at(f"{POST}/close/", posts.Closing, "post-close"),
    at(f"{POST}/comments/", posts.Comments, "post-comments"),
    at(f"{POST}/photos/", posts.Photos, "post-photos"),
    at(f"{POST}/pin/", posts.Pin, "post-pin"),
    at(f"{POST}/reports/", moderation.PostReports, "post-reports"),
    at(f"{COMMENT}/", posts.CommentView, "comment"),
    at(f"{COMMENT}/reports/", moderation.CommentReports, "comment-reports"),
    at(f"{PHOTO}/", posts.PhotoFile, "photo"),
    at(f"{PHOTO}/small/", posts.SmallPhotoFile, "photo-small"),
    at("messages/", talks.Talks, "talks"),
    at(f"{TALK}/", talks.TalkView, "talk"),
    at(f"{TALK}/read/", talks.TalkReading, "talk-read"),
    at("reports/", moderation.Complaints, "complaints"),
    at("reports/mine/", moderation.OwnComplaints, "own-complaints"),
    at(f"{REPORT}/", moderation.OwnComplaint, "complaint"),
    at(f"{REPORT}/answer/", moderation.ComplaintAnswer, "complaint-answer"),
    at(f"{REPORT}/appeal/", moderation.Appeal, "complaint-appeal"),
]
