"""Minutes and decisions in every state, for the browser."""

from allauth.mfa.models import Authenticator

from buildings.services.letters import send_letters
from tests import cast
from tests.finance.letters import bundled
from tests.governance.minutes.making import (
    decision,
    drafted,
    elected,
    finished,
    held,
    letters,
    on_paper,
    task,
    voted,
    without_quorum,
)

#: of a point, and what its decision causes: each is carried out with a form of its own
CAUSES = (
    {"effect": "manual"},
    {"effect": "call-prepared", "amount": "800.00"},
    {"subject": "budget"},
    {"subject": "reserve-opt-out"},
    {"subject": "works", "amount": "12500.00"},
    {"subject": "syndic"},
    {"subject": "quotes-threshold", "majority": "two-thirds"},
    {"kind": "election", "subject": "council-member", "candidate": "Ann Peeters"},
    {"kind": "election", "subject": "auditor", "candidate": "Axel"},
)


def lively() -> list[str]:
    """Everything there is; return the pages of a syndic below the building."""
    begun, over = drafted(), without_quorum()
    minutes, secret = finished(held()), elected()
    on_paper(minutes, "chair")
    bundled(letters(minutes))
    send_letters(minutes, by=None)
    unmade = finished(voted())
    work = task(title="Ask for quotes", assignee="Sophie", budget=None)
    decisions = [work.decision, *(decision(**values) for values in CAUSES)]
    here, there = f"assemblies/{begun.assembly.uuid}", f"assemblies/{over.uuid}"
    signed = f"assemblies/{minutes.assembly.uuid}"
    return [
        f"{there}/meeting/",
        f"{there}/minutes/",
        f"{here}/meeting/",
        f"{here}/projector/",
        f"{here}/minutes/",
        f"{here}/minutes/remarks/",
        f"{here}/minutes/finish/",
        f"{signed}/minutes/",
        f"{signed}/minutes/sign/",
        f"{signed}/minutes/scan/",
        f"{signed}/minutes/verification/",
        f"assemblies/{secret.uuid}/minutes/verification/",
        f"assemblies/{secret.uuid}/meeting/{secret.items.get().uuid}/",
        f"assemblies/minutes/{minutes.uuid}/letters/",
        f"assemblies/minutes/{minutes.uuid}/letters/posted/",
        f"assemblies/minutes/{unmade.uuid}/letters/",
        "decisions/",
        "decisions/?q=nothing",
        "decisions/tasks/",
        f"decisions/tasks/{work.uuid}/",
        *(f"decisions/{one.uuid}/" for one in decisions[:2]),
        *(f"decisions/{one.uuid}/carry-out/" for one in decisions[1:]),
        f"decisions/{decisions[0].uuid}/tasks/new/",
    ]


def pages_of_a_chair() -> list[str]:
    """Of Clara, who still has to sign: there first."""
    minutes = finished(held())
    here = f"assemblies/{minutes.assembly.uuid}"
    return [
        f"{here}/minutes/sign/",
        f"{here}/vote/",
        f"{here}/minutes/",
        f"{here}/minutes/verification/",
        "decisions/",
        f"decisions/{decision(effect='manual').uuid}/",
        "decisions/tasks/",
    ]


def give_a_second_factor(name: str) -> None:
    Authenticator.objects.create(user=cast.user(name), type="totp", data={})
