from django.urls import path

from governance.views import contract_reviews, contracts

CONTRACT = "assemblies/contracts/<uuid:contract_id>"
YEAR = "assemblies/contracts/evaluations/<int:year>"

urlpatterns = [
    path("assemblies/contracts/", contracts.contracts, name="contracts"),
    path(
        "assemblies/contracts.<table:ending>",
        contracts.contracts_table,
        name="contracts-table",
    ),
    path("assemblies/contracts/new/", contracts.contract_new, name="contract-new"),
    path(f"{CONTRACT}/", contracts.contract, name="contract"),
    path(f"{CONTRACT}/edit/", contracts.contract_edit, name="contract-edit"),
    path(f"{CONTRACT}/end/", contracts.contract_end, name="contract-end"),
    path(f"{YEAR}/", contract_reviews.evaluation, name="contracts-evaluation"),
    path(
        f"{YEAR}.<table:ending>",
        contract_reviews.evaluation_table,
        name="contracts-evaluation-table",
    ),
    path(
        f"{YEAR}/edit/",
        contract_reviews.evaluation_edit,
        name="contracts-evaluation-edit",
    ),
    path(f"{YEAR}/report.pdf", contract_reviews.report_draft, name="contracts-draft"),
    path(f"{YEAR}/report/", contract_reviews.report, name="contracts-report"),
    path(f"{YEAR}/attach/", contract_reviews.attach, name="contracts-attach"),
]
