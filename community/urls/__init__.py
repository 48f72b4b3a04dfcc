"""Pages of what neighbours do with each other, below ``/b/<slug>/neighbours/``."""

from community.urls import (
    bazaar,
    bookings,
    hours,
    impact,
    neighbours,
    notices,
    talks,
    welcome,
)

app_name = "community"
urlpatterns = [
    *neighbours.urlpatterns,
    *notices.urlpatterns,
    *talks.urlpatterns,
    *welcome.urlpatterns,
    *hours.urlpatterns,
    *bookings.urlpatterns,
    *bazaar.urlpatterns,
    *impact.urlpatterns,
]
