"""How a place for the neighbours of a building begins: it has no address of its own yet."""

from django.urls import path

from community.views import founding

urlpatterns = [
    path("", founding.found, name="founding"),
    path("begin/", founding.begin, name="founding-begin"),
]
