"""The contracts for regular supplies: recorded, changed and ended, never deleted."""

from datetime import date

from django.db import transaction

from buildings.models import LibraryDocument, Supplier
from buildings.services.changes import save_changes
from governance.errors.contracts import EndsBeforeItBegins, InterestNotAuthorised
from governance.models import SupplyContract
from governance.models.council import Decided
from koprogo.audit.services import record

__all__ = ["change_contract", "end_contract", "record_contract"]

UNDECIDED = {"decision": None, "decided_on": None, "decided": ""}


@transaction.atomic
def record_contract(
    *, supplier: Supplier, decided: Decided | None, by, **terms
) -> SupplyContract:
    """Record a contract; ``terms``: its other columns. ``decided``: by the assembly.

    Raises:
        InterestNotAuthorised: the syndic has an interest, and no decision is named.
    """
    _check_interest(terms["interest"], decided)
    contract = SupplyContract.objects.create(
        supplier=supplier, recorded_by=by, **terms, **_columns(decided)
    )
    record("contract.recorded", target=contract, by=by, since=str(contract.since))
    return contract


@transaction.atomic
def change_contract(
    contract: SupplyContract,
    *,
    supplier: Supplier,
    document: LibraryDocument | None,
    decided: Decided | None,
    by,
    **terms,
) -> SupplyContract:
    """Change a contract, in what it is now or was wrongly recorded.

    Raises:
        InterestNotAuthorised: as ``record_contract``.
    """
    _check_interest(terms["interest"], decided)
    found = _locked(contract)
    links = {"supplier": supplier, "document": document, **_columns(decided)}
    return save_changes(found, by=by, action="contract.changed", **links, **terms)


@transaction.atomic
def end_contract(
    contract: SupplyContract, *, on: date, reason: str, by
) -> SupplyContract:
    """Record that it ended, or that notice was given: ``on`` it holds no more.

    Raises:
        EndsBeforeItBegins: it begins later.
    """
    found = _locked(contract)
    if on < found.since:
        raise EndsBeforeItBegins(on)
    found.ended_on, found.end_reason = on, reason
    found.save(update_fields=["ended_on", "end_reason"])
    record("contract.ended", target=found, by=by, on=str(on))
    return found


def _locked(contract: SupplyContract) -> SupplyContract:
    rows = SupplyContract.objects.select_for_update(no_key=True)
    return rows.get(pk=contract.pk)


def _check_interest(interest: str, decided: Decided | None) -> None:
    if interest and decided is None:
        raise InterestNotAuthorised(interest)


def _columns(decided: Decided | None) -> dict:
    return UNDECIDED if decided is None else decided.columns()
