from django.urls import path

from governance.views import consultations as views

ONE = "consultations/<uuid:consultation_id>"

urlpatterns = [
    path("consultations/", views.consultations, name="consultations"),
    path(
        "consultations.<table:ending>",
        views.consultations_table,
        name="consultations-table",
    ),
    path("consultations/new/", views.consultation_new, name="consultation-new"),
    path(f"{ONE}/", views.consultation, name="consultation"),
    path(
        f"{ONE}/answers.<table:ending>",
        views.consultation_table,
        name="consultation-table",
    ),
    path(
        f"{ONE}/answer/<uuid:head_id>/",
        views.consultation_answer,
        name="consultation-answer",
    ),
    path(f"{ONE}/close/", views.consultation_close, name="consultation-close"),
]
