from django.urls import path

from governance.views import decisions as views

HERE = "decisions/<uuid:decision_id>"

urlpatterns = [
    path("decisions/", views.decisions, name="decisions"),
    path("decisions.<table:ending>", views.decisions_table, name="decisions-table"),
    path("decisions.pdf", views.decisions_file, name="decisions-file"),
    path("decisions/tasks/", views.tasks, name="tasks"),
    path("decisions/tasks.<table:ending>", views.tasks_table, name="tasks-table"),
    path("decisions/tasks/<uuid:task_id>/", views.task_edit, name="task-edit"),
    path(f"{HERE}/", views.decision, name="decision"),
    path(f"{HERE}/carry-out/", views.decision_carry_out, name="decision-carry-out"),
    path(f"{HERE}/tasks/new/", views.task_new, name="task-new"),
]
