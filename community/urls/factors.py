"""By which factors everybody's impact is estimated: a page of the ASBL."""

from django.urls import path

from community.views import factors

app_name = "impact"
urlpatterns = [
    path("impact/", factors.factors, name="factors"),
    path("impact.<table:ending>", factors.factors_table, name="factors-table"),
    path("impact/new/", factors.factor_new, name="factor-new"),
]
