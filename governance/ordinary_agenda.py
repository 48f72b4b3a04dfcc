"""The agenda of an ordinary assembly, in order (art. 3.87, 3.89 §5). Pure."""

from collections.abc import Collection, Sequence

from governance.subjects import Subject

#: what an ordinary assembly cannot leave out
MANDATORY = (Subject.ACCOUNTS, Subject.CONTRACTS_EVALUATION, Subject.BUDGET)

_FIRST = (
    Subject.BUREAU,
    Subject.ATTENDANCE,
    Subject.AUDITOR_REPORT,
    Subject.ACCOUNTS,
    Subject.SYNDIC_DISCHARGE,
    Subject.AUDITOR_DISCHARGE,
    Subject.CONTRACTS_EVALUATION,
    Subject.BUDGET,
)


def ordinary_agenda(
    *,
    mandate_ends: bool,
    council_members: int = 0,
    proposals: Sequence[Subject] = (),
) -> tuple[Subject, ...]:
    """Return the subjects of an ordinary assembly, from the first to the last.

    ``mandate_ends``: that of the syndic ends before the next ordinary assembly.
    ``council_members``: how many are voted on, each one separately; they stay until the
    next ordinary assembly (art. 3.90). ``proposals``: works, and what owners asked for.
    """
    return (
        *_FIRST,
        *([Subject.SYNDIC] if mandate_ends else []),
        *[Subject.COUNCIL_MEMBER] * council_members,
        Subject.AUDITOR,
        *proposals,
        Subject.MISCELLANEOUS,
    )


def missing_subjects(agenda: Collection[Subject]) -> tuple[Subject, ...]:
    """Return what an ordinary assembly needs and this agenda has not, in order."""
    return tuple(subject for subject in MANDATORY if subject not in agenda)
