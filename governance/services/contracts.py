"""The contracts for regular supplies: recorded, changed and ended, never deleted."""

from datetime import date

from django.db import transaction

from buildings.models import Building, LibraryDocument, Supplier
from buildings.services.changes import save_changes
from governance.errors.contracts import (
    ContractChanged,
    ContractThere,
    EndsBeforeItBegins,
    InterestNotAuthorised,
)
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
        ContractThere: it is recorded, perhaps by a click at this very moment.
    """
    _check_interest(terms["interest"], decided)
    _check_new(supplier, terms["title"], terms["since"])
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

    ``contract``: as it was read.

    Raises:
        InterestNotAuthorised: as ``record_contract``.
        ContractChanged: it was changed or ended since, perhaps at this very moment.
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

    Asked again with the same day and reason, nothing changes.

    Raises:
        EndsBeforeItBegins: it begins later.
        ContractChanged: as ``change_contract``.
    """
    found = _locked(contract)
    if on < found.since:
        raise EndsBeforeItBegins(on)
    if (found.ended_on, found.end_reason) == (on, reason):
        return found
    found.ended_on, found.end_reason = on, reason
    found.save(update_fields=["ended_on", "end_reason"])
    record("contract.ended", target=found, by=by, on=str(on))
    return found


def _locked(contract: SupplyContract) -> SupplyContract:
    """Return a contract that nobody else changes meanwhile.

    Raises:
        ContractChanged: it is no more what was read.
    """
    rows = SupplyContract.objects.select_for_update(no_key=True)
    found = rows.get(pk=contract.pk)
    columns = [field.attname for field in SupplyContract._meta.concrete_fields]
    if any(getattr(found, name) != getattr(contract, name) for name in columns):
        raise ContractChanged(contract)
    return found


def _check_new(supplier: Supplier, title: str, since: date) -> None:
    # Two clicks at once meet here: the second waits.
    Building.objects.select_for_update(of=["self"]).get()
    same = SupplyContract.objects.filter(supplier=supplier, title=title, since=since)
    if same.exists():
        raise ContractThere(title)


def _check_interest(interest: str, decided: Decided | None) -> None:
    if interest and decided is None:
        raise InterestNotAuthorised(interest)


def _columns(decided: Decided | None) -> dict:
    return UNDECIDED if decided is None else decided.columns()
