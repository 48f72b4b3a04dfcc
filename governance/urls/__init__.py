"""The addresses of assemblies and decisions, area by area."""

from governance.urls import (
    assemblies,
    consultations,
    contracts,
    convocations,
    council,
    decisions,
    meeting,
    minutes,
    requests,
    tenders,
    voting,
    written,
)

app_name = "governance"
urlpatterns = [
    *assemblies.urlpatterns,
    *consultations.urlpatterns,
    *contracts.urlpatterns,
    *convocations.urlpatterns,
    *council.urlpatterns,
    *decisions.urlpatterns,
    *meeting.urlpatterns,
    *minutes.urlpatterns,
    *requests.urlpatterns,
    *tenders.urlpatterns,
    *voting.urlpatterns,
    *written.urlpatterns,
]
