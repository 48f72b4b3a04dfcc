"""What the points of an ordinary assembly say at first, in each language."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from governance.queries.drafts import ItemDraft
from governance.subjects import Subject
from governance.words import SUBJECTS


class Proposed(NamedTuple):
    """``motion``: what is put to the vote; ``text``: what it is about."""

    text: str | Promise = ""
    motion: str | Promise = ""


PROPOSED: Mapping[Subject, Proposed] = {
    Subject.BUREAU: Proposed(
        _("The chair is a co-owner, never the syndic (art. 3.87 §5)."),
        _("The assembly appoints its chair and its secretary."),
    ),
    Subject.ATTENDANCE: Proposed(
        _(
            "The attendance list and the proxies are checked, and it is established "
            "whether the assembly can decide."
        )
    ),
    Subject.AUDITOR_REPORT: Proposed(
        _("The auditor reports on the check of the accounts (art. 3.91).")
    ),
    Subject.ACCOUNTS: Proposed(
        motion=_("The assembly approves the accounts of the past fiscal year.")
    ),
    Subject.SYNDIC_DISCHARGE: Proposed(
        motion=_("The assembly gives discharge to the syndic.")
    ),
    Subject.AUDITOR_DISCHARGE: Proposed(
        motion=_("The assembly gives discharge to the auditor of the accounts.")
    ),
    Subject.CONTRACTS_EVALUATION: Proposed(
        _(
            "The syndic presents the evaluation report on the contracts for regular "
            "supplies (art. 3.89 §5)."
        ),
        _(
            "The assembly takes note of the evaluation report and continues the "
            "contracts."
        ),
    ),
    Subject.BUDGET: Proposed(
        _(
            "The budget for the current costs and the one for foreseeable extraordinary "
            "costs (art. 3.89 §5)."
        ),
        _(
            "The assembly adopts the budget for the current costs and for foreseeable "
            "extraordinary costs, and the contribution to the reserve fund."
        ),
    ),
    Subject.SYNDIC: Proposed(
        _("A mandate lasts three years at most (art. 3.89 §1)."),
        _("The assembly appoints the syndic for the time that his contract says."),
    ),
    Subject.COUNCIL_MEMBER: Proposed(
        _(
            "Each member is voted on separately, and stays until the next ordinary "
            "assembly (art. 3.90)."
        ),
        _("The assembly elects the candidate to the council of co-ownership."),
    ),
    Subject.AUDITOR: Proposed(
        _("The auditor of the accounts is appointed every year (art. 3.91)."),
        _("The assembly appoints the auditor of the accounts for one year."),
    ),
    Subject.MISCELLANEOUS: Proposed(
        _("What is not on the agenda cannot be decided: no vote is taken here.")
    ),
}


def first_draft(
    subject: Subject, languages: Sequence[str], budget: UUID | None = None
) -> ItemDraft:
    """Return a point of the ordinary agenda as it is proposed, in these languages."""
    proposed = PROPOSED[subject]
    return ItemDraft(
        subject=subject,
        title=_in_each(SUBJECTS[subject], languages),
        text=_in_each(proposed.text, languages),
        motion=_in_each(proposed.motion, languages),
        budget=budget,
    )


def _in_each(text: str | Promise, languages: Sequence[str]) -> dict[str, str]:
    found = {}
    for language in languages:
        with translation.override(language):
            found[language] = str(text)
    return found
