from buildings.api.letter_urls import letter_operations
from governance.api import convocations as views
from governance.errors.convocations import CalledOff, MeetingOver
from governance.mailings import CANCELLATIONS, CONVOCATIONS
from koprogo.api.views import at

HERE = "assemblies/<uuid:assembly_id>"
CALLED_OFF = "assemblies/called-off/<uuid:cancellation_id>"

urlpatterns = [
    at(f"{HERE}/convocation/", views.Convening, "convocation"),
    at(f"{HERE}/convocation/convene/", views.Convene, "convene"),
    at(
        f"{HERE}/convocation/preview/<uuid:owner_id>/",
        views.Preview,
        "convocation-preview",
    ),
    at(f"{HERE}/convocation/notice/", views.HallNotice, "hall-notice"),
    at(f"{HERE}/my-convocation/", views.MyConvocation, "my-convocation"),
    at(
        "convocations/<uuid:convocation_id>/",
        views.ConvocationFile,
        "convocation-letter",
    ),
    *letter_operations(
        f"{HERE}/convocation",
        "convocation",
        CONVOCATIONS,
        find=views.convened,
        chapter="convocations",
        in_asbl=True,
        refuses=[CalledOff, MeetingOver],
    ),
    at(f"{HERE}/call-off/", views.CallingOff, "call-off"),
    *letter_operations(
        CALLED_OFF,
        "called-off",
        CANCELLATIONS,
        find=views.called_off,
        chapter="convocations",
        in_asbl=True,
    ),
    at(
        "convocations/called-off/<uuid:called_off_letter_id>/",
        views.CancellationFile,
        "cancellation-letter",
    ),
    at(f"{HERE}/second-session/", views.SecondSession, "second-session"),
    at(f"{HERE}/new-meeting/", views.NewMeeting, "new-meeting"),
]
