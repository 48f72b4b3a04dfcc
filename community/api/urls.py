from community.api import board_problems, board_urls

# refusals stand before anything else
__all__ = ["board_problems", "urlpatterns"]

urlpatterns = [*board_urls.urlpatterns]
