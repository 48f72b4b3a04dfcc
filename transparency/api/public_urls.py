"""What programs of everybody may read."""

from koprogo.api.views import at
from transparency.api import public

urlpatterns = [
    at("figures/", public.Figures, "open-figures"),
    at("tables/", public.Tables, "open-tables"),
    at("tables/<slug:open_table>/", public.Rows, "open-rows"),
    at("reports/", public.Reports, "open-reports"),
    at(
        "reports/<uuid:open_report_id>/<str:open_language>/",
        public.ReportFile,
        "open-report-file",
    ),
    at("simulator/", public.Simulator, "open-simulation"),
]
