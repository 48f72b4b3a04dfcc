from buildings.api.letter_urls import letter_operations
from governance.api import decisions, minutes
from governance.errors.minutes import MinutesNotFinished
from governance.mailings import MINUTES
from koprogo.api.views import at

HERE = "assemblies/<uuid:assembly_id>/minutes"
DECISION = "decisions/<uuid:decision_id>"

urlpatterns = [
    at(f"{HERE}/", minutes.MinutesView, "minutes"),
    at(f"{HERE}/finish/", minutes.Finishing, "minutes-finish"),
    at(f"{HERE}/preview/", minutes.Preview, "minutes-preview"),
    at(f"{HERE}/files/<slug:language>/", minutes.MinutesFile, "minutes-file"),
    at(f"{HERE}/verification/", minutes.Verification, "verification"),
    at(f"{HERE}/recount/", minutes.Recount, "recount"),
    at(
        "assemblies/minutes/signatures/<uuid:signature_id>/",
        minutes.ScanFile,
        "minutes-scan",
    ),
    *letter_operations(
        "assemblies/minutes/<uuid:minutes_id>",
        "minutes",
        MINUTES,
        find=minutes.finished,
        chapter="minutes",
        in_asbl=True,
        refuses=[MinutesNotFinished],
    ),
    at(
        "assemblies/minutes/letters/<uuid:minutes_letter_id>/",
        minutes.MinutesLetterFile,
        "minutes-letter",
    ),
    at("decisions/", decisions.Decisions, "decisions"),
    at("decisions/paper/", decisions.RegisterFile, "decisions-paper"),
    at("decisions/tasks/", decisions.Tasks, "tasks"),
    at("decisions/tasks/<uuid:task_id>/", decisions.TaskView, "task"),
    at(f"{DECISION}/", decisions.DecisionView, "decision"),
    at(f"{DECISION}/tasks/", decisions.DecisionTasks, "decision-tasks"),
    at(f"{DECISION}/carry-out/", decisions.CarryingOut, "carry-out"),
]
