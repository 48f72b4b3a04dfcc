"""What a notary opens with his link; it stands outside of every building."""

from django.urls import path

from finance.views import guests

app_name = "guests"
urlpatterns = [
    path("<str:code>/", guests.sale, name="sale"),
    path("<str:code>/<uuid:file_id>/", guests.file, name="file"),
]
