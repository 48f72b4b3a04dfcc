"""Which effect a decision on a subject has by itself (koprogo.slots.decision_effects)."""

from collections.abc import Mapping

from governance.services.items import BUDGET_ADOPTED
from governance.subjects import Subject

MANUAL = "manual"
QUOTES_THRESHOLD = "quotes-threshold"

#: what the agenda names itself comes before; everything else is carried out by hand
OF_SUBJECT: Mapping[Subject, str] = {
    Subject.BUDGET: BUDGET_ADOPTED,
    Subject.RESERVE_OPT_OUT: "reserve-opt-out",
    Subject.WORKS: "works-funding",
    Subject.WORKS_BY_LAW: "works-funding",
    Subject.CONSERVATION_WORKS: "works-funding",
    Subject.PRIVATE_WORKS: "works-funding",
    Subject.SYNDIC: "syndic",
    Subject.AUDITOR: "auditor",
    Subject.COUNCIL_MEMBER: "council-member",
    Subject.QUOTES_THRESHOLD: QUOTES_THRESHOLD,
    Subject.SYNDIC_DISMISSAL: MANUAL,
    Subject.STATUTES: MANUAL,
    Subject.STATUTES_USE: MANUAL,
    Subject.INTERNAL_RULES: MANUAL,
    Subject.CHARGE_ALLOCATION: MANUAL,
}


def effect_of(subject: str, effect: str) -> str:
    """Return the code of the effect of an adopted decision; "" where nothing follows."""
    return effect or OF_SUBJECT.get(Subject(subject), "")
