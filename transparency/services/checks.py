"""What the nightly checks of all tenants found, published without naming one of them."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from governance.queries import integrity
from koprogo.slots import Finding
from koprogo.tenancy import enter
from transparency.models import CheckResult
from transparency.queries.platform import asbl_ids
from transparency.services.publishing import soon

__all__ = ["note_check"]

Name = CheckResult.Name


def _of_ballots(finding: Finding) -> bool:
    return finding.rule in integrity.RULES


def _not_of_ballots(finding: Finding) -> bool:
    return not _of_ballots(finding)


def _any(finding: Finding) -> bool:
    return True


#: what was checked (``slots.checked``) → which results follow, and from which findings
_RESULTS: dict[str, dict[str, Callable[[Finding], bool]]] = {
    "books": {Name.LEDGERS: _not_of_ballots, Name.BALLOTS: _of_ballots},
    "history": {Name.HISTORY: _any},
}


def note_check(what: str, findings: Sequence[Finding]) -> None:
    """Note whether all tenants were sound; a check that did not end notes nothing."""
    for asbl in asbl_ids():
        with enter(asbl, by=None):
            _write(what, findings, at=timezone.now())


@transaction.atomic
def _write(what: str, findings: Sequence[Finding], *, at: datetime) -> None:
    for name, concerns in _RESULTS[what].items():
        CheckResult.objects.update_or_create(
            name=name,
            defaults={
                "sound": not any(map(concerns, findings)),
                "checked_at": at,
            },
        )
    soon()
