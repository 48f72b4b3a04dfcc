"""What is known of the mandate of a syndic, and what was done for it in time."""

from datetime import timedelta

from django.utils import timezone

from finance.demo.stage import Stage
from governance.queries.mandates import syndic_on, syndics
from governance.services.mandates import note_papers

ELECTED_BEFORE = timedelta(days=24)
POSTED_AFTER, FILED_AFTER = timedelta(days=2), timedelta(days=5)


def note(stage: Stage, *, decided: str) -> None:
    """Note who elected the syndic, the extract at the entrance and the filing (3.89)."""
    since = syndic_on(timezone.localdate(), syndics()).since
    note_papers(
        decided_on=since - ELECTED_BEFORE,
        decided=decided,
        contract=None,
        posted_on=since + POSTED_AFTER,
        filed_on=since + FILED_AFTER,
        by=stage.manager,
    )
