from django.urls import path

from finance.views import meters as views

GROUP = "meters/<uuid:meter_group_id>"

urlpatterns = [
    path("meters/", views.meters, name="meters"),
    path("meters.<table:ending>", views.meters_table, name="meters-table"),
    path("meters/new/", views.meter_group_new, name="meter-group-new"),
    path(f"{GROUP}/", views.meter_group, name="meter-group"),
    path(f"{GROUP}/edit/", views.meter_group_edit, name="meter-group-edit"),
    path(f"{GROUP}/new/", views.meter_new, name="meter-new"),
    path(f"{GROUP}/readings/", views.meter_readings, name="meter-readings"),
    path(
        f"{GROUP}/readings/file/", views.meter_readings_file, name="meter-readings-file"
    ),
    path(
        f"{GROUP}/readings.<table:ending>",
        views.meter_readings_table,
        name="meter-readings-table",
    ),
    path(
        f"{GROUP}/to-read.<table:ending>", views.meters_to_read, name="meters-to-read"
    ),
    path("meters/one/<uuid:meter_id>/", views.meter, name="meter"),
    path("meters/one/<uuid:meter_id>/end/", views.meter_end, name="meter-end"),
    path(
        "meters/readings/<uuid:reading_id>/void/",
        views.meter_reading_void,
        name="meter-reading-void",
    ),
]
