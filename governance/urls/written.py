from django.urls import path

from buildings.letter_urls import letter_pages
from governance.views import written as views

ALL = "decisions/written"
ONE = f"{ALL}/<uuid:written_id>"

urlpatterns = [
    path(f"{ALL}/", views.written_decisions, name="written-decisions"),
    path(f"{ALL}.<table:ending>", views.written_table, name="written-decisions-table"),
    path(f"{ALL}/new/", views.written_new, name="written-new"),
    path(
        f"{ALL}/letters/<uuid:written_letter_id>.pdf",
        views.written_letter,
        name="written-letter",
    ),
    path(
        f"{ALL}/answers/<uuid:written_answer_id>/scan/",
        views.written_scan,
        name="written-scan",
    ),
    path(f"{ONE}/", views.written, name="written"),
    path(f"{ONE}/edit/", views.written_edit, name="written-edit"),
    path(f"{ONE}/discard/", views.written_discard, name="written-discard"),
    path(f"{ONE}/send/", views.written_send, name="written-send"),
    path(f"{ONE}/withdraw/", views.written_withdraw, name="written-withdraw"),
    path(f"{ONE}/answers.<table:ending>", views.answers_table, name="written-answers"),
    path(f"{ONE}/answer/<uuid:head_id>/", views.written_answer, name="written-answer"),
    path(f"{ONE}/record/<uuid:head_id>/", views.written_record, name="written-record"),
    path(f"{ONE}/minutes/", views.written_minutes, name="written-minutes"),
    path(
        f"{ONE}/minutes/<str:language>.pdf",
        views.written_minutes_file,
        name="written-minutes-file",
    ),
    *letter_pages(ONE, "written-letters", views.LETTERS),
]
