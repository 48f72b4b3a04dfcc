"""What the ASBL says of the neighbours of all buildings."""

from community.api import factor_problems, factors
from koprogo.api.views import at

__all__ = ["factor_problems", "urlpatterns"]  # the refusals stand before anything else

urlpatterns = [at("impact/", factors.Factors, "impact-factors")]
