from django.urls import path

from buildings.letter_urls import letter_pages
from governance.views import convocations as views
from governance.views import sessions

HERE = "assemblies/<uuid:assembly_id>"
CALLED_OFF = "assemblies/called-off/<uuid:cancellation_id>"

urlpatterns = [
    path(f"{HERE}/convocation/", views.convocation, name="convocation"),
    path(f"{HERE}/convocation/convene/", views.convene, name="convene"),
    path(
        f"{HERE}/convocation/preview/<uuid:owner_id>.pdf",
        views.preview,
        name="convocation-preview",
    ),
    path(f"{HERE}/convocation/notice.pdf", views.notice, name="hall-notice"),
    path(f"{HERE}/my-convocation/", views.own_letter, name="my-convocation"),
    *letter_pages(f"{HERE}/convocation", "convocation", views.CONVOCATIONS),
    path(
        "convocations/<uuid:convocation_id>/",
        views.letter,
        name="convocation-letter",
    ),
    path(f"{HERE}/call-off/", views.call_off, name="call-off"),
    *letter_pages(CALLED_OFF, "called-off", views.CANCELLATIONS),
    path(
        "convocations/called-off/<uuid:called_off_letter_id>/",
        views.cancellation_letter,
        name="cancellation-letter",
    ),
    path(f"{HERE}/second-session/", sessions.second_session, name="second-session"),
    path(f"{HERE}/new-meeting/", sessions.new_meeting, name="new-meeting"),
]
