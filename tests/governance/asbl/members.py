"""A register of the ASBL: who votes for which members, and what reaches him.

Mia votes for two co-ownerships. She and Zoe of the cast sign in; the others do not.
"""

from uuid import UUID, uuid5

from buildings import services
from buildings.models import Owner, Role
from koprogo import slots
from koprogo.jobs.services import run_all
from koprogo.notifications.models import Delivery
from koprogo.slots import Voter
from koprogo.tenancy.models import Tenant
from tests import cast

SPACE = UUID("9d6a3a5e-2f2b-4c59-9f6e-6a1f6fb0a3c1")
#: code of the person: name, language
PEOPLE = {
    "mia": ("Mia", "Maes", "nl"),
    "zoe": ("Zoé", "Zèle", "fr"),
    "ben": ("Ben", "Weber", "de"),
    "cas": ("Cas", "Green", "en"),
}
#: member: who votes for it
MEMBERS = {
    "ACP Tilleuls": "mia",
    "ACP Parc": "mia",
    "Zoé Zèle": "zoe",
    "Ben Weber": "ben",
    "Cas Green": "cas",
}


def head(name):
    return uuid5(SPACE, name)


def owner(code):
    return Owner.objects.get(code=code)


def enrol(monkeypatch, members=MEMBERS, people=PEOPLE):
    """Write the register in the tenant entered, and let it say who votes."""
    for code, (first, last, language) in people.items():
        made = services.create_owner(
            code=code,
            first_name=first,
            last_name=last,
            language=language,
            email=f"{code}@members.example",
            channel=Owner.Channel.EMAIL,
            by=None,
        )
        if code in cast.ROLES.values():
            Owner.objects.filter(pk=made.pk).update(user=cast.user(code))
    if "zoe" in people:
        services.grant_role(
            cast.user("zoe"),
            tenant=cast.tenant(cast.ASBL),
            role=Role.MEMBER,
            since=cast.SINCE,
            by=None,
        )
    listed(monkeypatch, members)


def listed(monkeypatch, members):
    """Let these be the members that vote."""

    def voters(keys, day):
        people = {one.code: one for one in Owner.objects.all()}
        return [
            Voter(
                label=name,
                head=head(name),
                head_name=name,
                voter=people[code].uuid,
                voter_name=str(people[code]),
                votes=1,
                owner=people[code],
            )
            for name, code in members.items()
        ]

    monkeypatch.setitem(slots.roll_source, Tenant.Kind.ASBL, voters)


def work():
    """Do what is left to the worker, and what that leaves."""
    run_all()
    run_all()


def mails(told):
    """Return the delivery to each person, by name."""
    found = Delivery.objects.filter(event__endswith=str(told.uuid))
    return {one.name: one for one in found}
