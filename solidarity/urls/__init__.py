"""The addresses of the fund: the public ones, one's own, the committee's, the ASBL's."""

from solidarity.urls import committee, loans, money, public, requests

app_name = "solidarity"
urlpatterns = [
    *public.urlpatterns,
    *requests.urlpatterns,
    *committee.urlpatterns,
    *money.urlpatterns,
    *loans.urlpatterns,
]
