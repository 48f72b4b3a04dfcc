"""The contracts for regular supplies: which run, and by when notice must be given."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from buildings.access import Access
from buildings.library import readable
from buildings.models import LibraryDocument
from governance.contracts import NoticeDay, Terms, current_end, next_notice
from governance.models import Decision, SupplyContract
from governance.queries.drafts import READ_BY_OWNERS


class ContractState(models.TextChoices):
    """Where a contract is, as people say it."""

    COMING = "coming", _("Begins later")
    RUNNING = "running", _("Runs")
    ENDING = "ending", _("Notice given")
    OVER = "over", _("Ended")


@dataclass(frozen=True, slots=True)
class ContractOn:
    """A contract as of ``day``.

    ``notice``: the next last day to give notice; none where there is none to give.
    ``ends``: the first day after the term that runs; none: undetermined.
    """

    contract: SupplyContract
    day: date
    notice: NoticeDay | None
    ends: date | None

    @property
    def state(self) -> ContractState:
        if self.contract.is_over(self.day):
            return ContractState.OVER
        if self.contract.ended_on is not None:
            return ContractState.ENDING
        if self.contract.since > self.day:
            return ContractState.COMING
        return ContractState.RUNNING

    @property
    def is_over(self) -> bool:
        return self.state == ContractState.OVER

    @property
    def notice_is_near(self) -> bool:
        return self.notice is not None and self.notice.is_near(self.day)


def contract_list() -> QuerySet[SupplyContract]:
    """Return all contracts, by title, with supplier and decision."""
    return SupplyContract.objects.select_related("supplier", "decision")


def contract_on(contract: SupplyContract, day: date) -> ContractOn:
    """Return where a contract is on a day; nothing is renewed once it was ended."""
    terms = Terms(
        contract.since,
        contract.until,
        contract.notice_months,
        contract.renewal_months,
    )
    if contract.ended_on is not None:
        return ContractOn(contract, day, None, contract.ended_on)
    return ContractOn(contract, day, next_notice(terms, day), current_end(terms, day))


def contracts_on(day: date) -> list[ContractOn]:
    """Return all contracts as of a day, those that are over last: one statement."""
    found = [contract_on(contract, day) for contract in contract_list()]
    return sorted(found, key=lambda one: one.is_over)


def shown_document(contract: SupplyContract, access: Access) -> LibraryDocument | None:
    """Return the contract on paper, if this person may open it: one statement at most."""
    if contract.document_id is None:
        return None
    return readable(access.roles).filter(pk=contract.document_id).first()


def contract_papers() -> QuerySet[LibraryDocument]:
    """Return the documents that can be a contract on paper: every co-owner reads them."""
    return LibraryDocument.objects.filter(
        category=LibraryDocument.Category.CONTRACTS,
        audience__in=READ_BY_OWNERS,
        withdrawn_at=None,
    )


def adopted() -> QuerySet[Decision]:
    """Return what the assembly adopted, latest first."""
    return Decision.objects.filter(is_adopted=True)


# Notices that must be given soon


def renewing() -> QuerySet[SupplyContract]:
    """Return what is renewed by itself unless somebody gives notice."""
    return SupplyContract.objects.filter(renewal_months__isnull=False, ended_on=None)


def renewing_terms() -> ArraySubquery:
    """Return the terms of ``renewing`` as a column of another statement."""
    fields = ("since", "until", "notice_months", "renewal_months")
    return ArraySubquery(
        renewing()
        .order_by()
        .values(terms=JSONObject(**{name: F(name) for name in fields}))
    )


def notices_near(terms: Iterable[dict], day: date) -> Iterator[NoticeDay]:
    """Yield the last days for notice that come soon, of what ``renewing_terms`` gave."""
    for one in terms:
        days = {name: date.fromisoformat(one[name]) for name in ("since", "until")}
        notice = next_notice(Terms(**one | days), day)
        if notice.is_near(day):
            yield notice


def renewing_on(day: date) -> list[ContractOn]:
    """Return ``renewing``, the one whose last day for notice comes first at the head.

    One statement.
    """
    found = [contract_on(contract, day) for contract in renewing()]
    return sorted(found, key=lambda one: one.notice.last)
