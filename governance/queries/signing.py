"""Who may sign the minutes of a meeting: chair, secretary, the owners who were there."""

from typing import NamedTuple

from buildings.access import Access
from governance.models import Minutes, Signature
from governance.queries.meeting import meeting_of
from governance.queries.roll import names_of

Role = Signature.Role


class Signer(NamedTuple):
    """``person``: as the log calls him; the secretary may be nobody of the roll."""

    role: Role
    name: str
    person: str | None

    @property
    def must_sign(self) -> bool:
        """Whether the minutes are not signed without him (art. 3.87 §10)."""
        return self.role != Role.OWNER


def signers_of(minutes: Minutes) -> list[Signer]:
    """Return who may sign: the bureau, then the owners still present at the end.

    Who signs as chair or secretary does not sign a second time as an owner.
    """
    meeting = meeting_of(minutes.assembly)
    names = names_of(minutes.assembly)
    signers = []
    if meeting.bureau:
        chair, secretary = meeting.bureau.chair, meeting.bureau.secretary
        signers = [
            Signer(Role.CHAIR, names[chair], chair),
            Signer(Role.SECRETARY, secretary, None),
        ]
    taken = {signer.name for signer in signers}
    return signers + [
        Signer(Role.OWNER, names[person], person)
        for person in meeting.present
        if names[person] not in taken
    ]


def unsigned(minutes: Minutes) -> list[Signer]:
    """Return who may still sign."""
    signed = set(minutes.signatures.values_list("role", "name"))
    bureau = {role for role, _name in signed if role != Role.OWNER}
    return [
        signer
        for signer in signers_of(minutes)
        if (signer.role, signer.name) not in signed and signer.role not in bureau
    ]


def own_signers(minutes: Minutes, access: Access, *, name: str) -> list[Signer]:
    """Return as whom the person at work may sign: his own persons of the roll.

    ``name``: of his account, by which a secretary who is nobody of the roll is known.
    """
    own = {str(owner.uuid) for owner in access.own_owners}
    return [
        signer
        for signer in unsigned(minutes)
        if signer.person in own
        or (signer.role == Role.SECRETARY and signer.name == name)
    ]
