"""The decisions of the ASBL's assemblies as they are published."""

from collections.abc import Iterator

from django.utils.translation import override

from buildings.models import Building
from governance.queries.decisions import decision_list
from governance.subjects import Subject
from governance.words import SUBJECTS
from transparency.public import rows
from transparency.public.tables import SMALLEST_GROUP

#: their titles may name whom they are about
ABOUT_SOMEBODY = (Subject.ASBL_ELECTION, Subject.ASBL_EXCLUSION)
VOTES = ("for", "against", "abstain", "blank")


def decisions() -> Iterator[rows.Decision]:
    """Yield the register, in the first language of the association. Two statements."""
    languages = Building.objects.values_list("languages", flat=True).first() or []
    with override(next(iter(languages), "nl")):
        for decision in decision_list():
            votes_for, against, abstentions = _votes(decision)
            yield rows.Decision(
                date=decision.decided_on,
                title=_title(decision),
                outcome="adopted" if decision.is_adopted else "rejected",
                votes_for=votes_for,
                votes_against=against,
                abstentions=abstentions,
            )


def _title(decision) -> str:
    subject = Subject(decision.subject)
    return str(SUBJECTS[subject] if subject in ABOUT_SOMEBODY else decision.title)


def _votes(decision) -> tuple[int | None, int | None, int | None]:
    """Return what was voted; nothing of a secret ballot, or of fewer than five votes."""
    secret = decision.item is not None and decision.item.is_secret
    figures = [decision.result.get(name) for name in VOTES]
    if secret or None in figures or sum(figures) < SMALLEST_GROUP:
        return None, None, None
    votes_for, against, abstain, blank = figures
    return votes_for, against, abstain + blank
