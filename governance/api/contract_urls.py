from governance.api import contracts
from koprogo.api.views import at

CONTRACT = "assemblies/contracts/<uuid:contract_id>"
YEAR = "assemblies/contracts/evaluations/<int:year>"

urlpatterns = [
    at("assemblies/contracts/", contracts.SupplyContracts, "supply-contracts"),
    at(f"{CONTRACT}/", contracts.SupplyContractView, "supply-contract"),
    at(f"{CONTRACT}/end/", contracts.SupplyContractEnding, "supply-contract-end"),
    at(f"{YEAR}/", contracts.ContractsYear, "contracts-year"),
    at(f"{YEAR}/reviews/", contracts.YearlyReviews, "contract-reviews"),
    at(
        f"{YEAR}/reviews/<uuid:contract_id>/",
        contracts.YearlyReview,
        "contract-review",
    ),
    at(f"{YEAR}/report/", contracts.ContractsReport, "contracts-report"),
    at(f"{YEAR}/attach/", contracts.ReportAttaching, "contracts-attach"),
]
