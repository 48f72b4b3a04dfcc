"""Pages of what neighbours do with each other, below ``/b/<slug>/neighbours/``."""

from community.urls import bazaar, neighbours, notices, talks

app_name = "community"
urlpatterns = [
    *neighbours.urlpatterns,
    *notices.urlpatterns,
    *talks.urlpatterns,
    *bazaar.urlpatterns,
]
