"""What programs may do in the ASBL: area by area."""

from transparency.api import (
    book_urls,
    budget_urls,
    membership_urls,
    problems,
    report_urls,
)

__all__ = ["problems", "urlpatterns"]  # the refusals stand before anything is refused

urlpatterns = [
    *book_urls.urlpatterns,
    *budget_urls.urlpatterns,
    *membership_urls.urlpatterns,
    *report_urls.urlpatterns,
]
