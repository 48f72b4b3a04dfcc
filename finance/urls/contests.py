from django.urls import path

from finance.views import contests as views

FILE = "contests/<uuid:contest_id>"

urlpatterns = [
    path("contests/", views.contests, name="contests"),
    path("contests.<table:ending>", views.contests_table, name="contests-table"),
    path(f"{FILE}/", views.contest, name="contest"),
    path(f"{FILE}/reply/", views.contest_reply, name="contest-reply"),
    path(f"{FILE}/answer/", views.contest_answer, name="contest-answer"),
    path(f"{FILE}/close/", views.contest_close, name="contest-close"),
    path(f"{FILE}/withdraw/", views.contest_withdraw, name="contest-withdraw"),
    path(
        "documents/<uuid:document_id>/contest/<int:position>/<uuid:called_lot_id>/",
        views.contest_call_line,
        name="contest-call-line",
    ),
    path(
        "statements/documents/<uuid:charge_document_id>/contest/<uuid:cost_id>/",
        views.contest_charge_line,
        name="contest-charge-line",
    ),
]
