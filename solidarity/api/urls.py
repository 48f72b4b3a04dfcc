"""What programs may do in the fund: area by area."""

from solidarity.api import request_problems, request_urls

__all__ = ["request_problems", "urlpatterns"]  # refusals stand before anything else

urlpatterns = [*request_urls.urlpatterns]
