"""Pages of what neighbours do with each other, below ``/b/<slug>/neighbours/``."""

from community.urls import hours, neighbours

app_name = "community"
urlpatterns = [*neighbours.urlpatterns, *hours.urlpatterns]
