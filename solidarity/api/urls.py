"""What programs may do in the fund: area by area."""

from solidarity.api import aid_problems, aid_urls, request_problems, request_urls

# refusals stand before anything else
__all__ = ["aid_problems", "request_problems", "urlpatterns"]

urlpatterns = [*request_urls.urlpatterns, *aid_urls.urlpatterns]
