from django.urls import path

from community.views import impact

urlpatterns = [
    path("impact/", impact.impact, name="impact"),
    path("impact.<table:ending>", impact.impact_table, name="impact-table"),
]
