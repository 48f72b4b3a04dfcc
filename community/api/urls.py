from community.api import (
    bazaar_problems,
    bazaar_urls,
    board_problems,
    board_urls,
    booking_problems,
    booking_urls,
    hours_problems,
    hours_urls,
)

# refusals stand before anything else
__all__ = [
    "bazaar_problems",
    "board_problems",
    "booking_problems",
    "hours_problems",
    "urlpatterns",
]

urlpatterns = [
    *board_urls.urlpatterns,
    *hours_urls.urlpatterns,
    *booking_urls.urlpatterns,
    *bazaar_urls.urlpatterns,
]
