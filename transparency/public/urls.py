"""The addresses that everybody may read, and that stay."""

from django.urls import path

from transparency.public import downloads, feed, views

urlpatterns = [
    path("transparency", views.figures, name="public"),
    path("transparency/", views.without_slash, name="public-slash"),
    path("transparency/simulator", views.simulator, name="public-simulator"),
    path("transparency/feed", feed.feed, name="public-feed"),
    path(
        "transparency/picture-<str:open_language>.png",
        downloads.picture,
        name="public-picture",
    ),
    path(
        "transparency/reports/<uuid:open_report_id>/<str:open_language>.pdf",
        downloads.report,
        name="public-report",
    ),
    path("transparency/data/<str:open_name>", downloads.file, name="public-data"),
    path("transparency/<slug:open_table>", views.rows, name="public-rows"),
    # The paths in datapackage.json count from where it lies: here too.
    path("transparency/<str:open_name>", downloads.file, name="public-file"),
]
