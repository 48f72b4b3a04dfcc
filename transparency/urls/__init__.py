"""The addresses of the ASBL: what everybody reads, and what its members do."""

from transparency.public import urls as public
from transparency.urls import books, budget, contributions, membership, reports

app_name = "transparency"
urlpatterns = [
    *public.urlpatterns,
    *budget.urlpatterns,
    *books.urlpatterns,
    *contributions.urlpatterns,
    *membership.urlpatterns,
    *reports.urlpatterns,
]
