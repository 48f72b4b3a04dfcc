from django.urls import path

from governance.views import meeting, meeting_items, meeting_shown

HERE = "assemblies/<uuid:assembly_id>"
MEETING = f"{HERE}/meeting"
POINT = f"{MEETING}/<uuid:item_id>"

urlpatterns = [
    path(f"{MEETING}/", meeting.meeting, name="meeting"),
    path(f"{MEETING}/roll/", meeting.roll, name="meeting-roll"),
    path(f"{MEETING}/attendance/", meeting.attendance, name="meeting-attendance"),
    path(f"{MEETING}/bureau/", meeting.bureau, name="meeting-bureau"),
    path(f"{MEETING}/open/", meeting.open_meeting, name="meeting-open"),
    path(f"{MEETING}/adjourn/", meeting.adjourn, name="meeting-adjourn"),
    path(f"{MEETING}/close/", meeting.close_meeting, name="meeting-close"),
    path(f"{MEETING}/remark/", meeting.remark, name="meeting-remark"),
    path(f"{MEETING}/log/", meeting_shown.meeting_log, name="meeting-log"),
    path(
        f"{MEETING}/log.<table:ending>",
        meeting_shown.meeting_log_table,
        name="meeting-log-table",
    ),
    path(f"{POINT}/", meeting_items.meeting_item, name="meeting-item"),
    path(f"{POINT}/open/", meeting_items.item_open, name="meeting-item-open"),
    path(f"{POINT}/close/", meeting_items.item_close, name="meeting-item-close"),
    path(f"{POINT}/votes/", meeting_items.item_votes, name="meeting-item-votes"),
    path(
        f"{POINT}/votes/<uuid:holding_id>/",
        meeting_items.item_ballot,
        name="meeting-item-ballot",
    ),
    path(f"{POINT}/box/", meeting_items.item_box, name="meeting-item-box"),
    path(
        f"{POINT}/conflict/", meeting_items.item_conflict, name="meeting-item-conflict"
    ),
    path(f"{POINT}/amend/", meeting_items.item_amend, name="meeting-item-amend"),
    path(
        f"{POINT}/postpone/", meeting_items.item_postpone, name="meeting-item-postpone"
    ),
    path(f"{POINT}/reopen/", meeting_items.item_reopen, name="meeting-item-reopen"),
    path(f"{HERE}/projector/", meeting_shown.projector, name="projector"),
]
