from django.urls import path

from buildings.letter_urls import letter_pages
from governance.views import minutes as views
from governance.views import minutes_letters

HERE = "assemblies/<uuid:assembly_id>/minutes"

urlpatterns = [
    path(f"{HERE}/", views.minutes, name="minutes"),
    path(f"{HERE}/remarks/", views.minutes_notes, name="minutes-notes"),
    path(f"{HERE}/preview.pdf", views.minutes_preview, name="minutes-preview"),
    path(f"{HERE}/finish/", views.minutes_finish, name="minutes-finish"),
    path(
        f"{HERE}/<slug:language>.pdf", views.minutes_document, name="minutes-document"
    ),
    path(f"{HERE}/sign/", views.minutes_sign, name="minutes-sign"),
    path(f"{HERE}/scan/", views.minutes_scan, name="minutes-scan"),
    path(
        "assemblies/minutes/signatures/<uuid:signature_id>/",
        views.minutes_scan_file,
        name="minutes-scan-file",
    ),
    *letter_pages(
        "assemblies/minutes/<uuid:minutes_id>",
        "minutes-letters",
        minutes_letters.MINUTES,
    ),
    path(
        "assemblies/minutes/letters/<uuid:minutes_letter_id>/",
        minutes_letters.letter,
        name="minutes-letter",
    ),
    path(f"{HERE}/verification/", views.verification, name="verification"),
    path(f"{HERE}/recount.zip", views.recount, name="recount"),
]
