"""A row of every model of the supply contracts, in the tenant entered."""

from datetime import date

from buildings.models import LibraryDocument, Supplier
from governance import models as meetings

SINCE = date(2025, 1, 1)


def fill_contracts():
    supplier = Supplier.objects.first()
    terms = {
        "supplier": supplier,
        "kind": "lift",
        "since": SINCE,
        "decided_on": SINCE,
        "decided": "Point 9",
    }
    contract = meetings.SupplyContract.objects.create(title="Lift", **terms)
    evaluation = meetings.ContractsEvaluation.objects.create(year=2025)
    meetings.ContractReview.objects.create(
        evaluation=evaluation, contract=contract, quality="good", proposal="continue"
    )
    meetings.EvaluationDocument.objects.create(
        evaluation=evaluation,
        language="fr",
        document=LibraryDocument.objects.first(),
    )
    # Rows that nothing points to yet.
    meetings.SupplyContract.objects.create(title="Lift, before", **terms)
    meetings.ContractsEvaluation.objects.create(year=2024)
