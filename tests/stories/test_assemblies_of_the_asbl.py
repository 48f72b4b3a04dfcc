"""The pages of an assembly of the ASBL on a phone, as its board and as a member."""

import pytest

from governance.services import meeting as services
from governance.services.ballots import cast_ballots
from governance.services.minutes import draft_minutes, finish_minutes
from governance.services.proposals import propose
from tests import cast
from tests.governance.asbl.making import (
    FOR,
    after,
    convened,
    inside,
    item,
    listed,
    prepared,
)
from tests.governance.asbl.members import enrol, head, owner, work
from tests.stories.conftest import PHONE
from tests.stories.test_every_page import check

HOME = f"/b/{cast.ASBL}"


@pytest.fixture
def pages(own_database, monkeypatch):
    """Addresses of a draft, of an open meeting and of one whose minutes are made."""
    with inside():
        enrol(monkeypatch)
        draft = prepared("asbl-ordinary", "asbl-statutes")
        proposal = propose(
            owner=owner("mia"),
            title="A garden",
            text="For all.",
            received_on=after(0).date(),
            by=None,
        )
        begun, ended = _begun(), _begun()
        services.open_item(item(begun), by=None)
        _voted(ended)
        services.close_meeting(ended, by=None)
        ended.refresh_from_db()
        finish_minutes(draft_minutes(ended, by=None), by=None)
        work()
        decision = item(ended).decision
        point = item(draft)
        asked = item(begun)
    return {
        "draft": f"{HOME}/assemblies/{draft.uuid}",
        "point": f"{HOME}/assemblies/{draft.uuid}/agenda/{point.uuid}",
        "begun": f"{HOME}/assemblies/{begun.uuid}",
        "asked": f"{HOME}/assemblies/{begun.uuid}/meeting/{asked.uuid}",
        "ended": f"{HOME}/assemblies/{ended.uuid}",
        "proposal": f"{HOME}/assemblies/proposals/{proposal.uuid}",
        "decision": f"{HOME}/decisions/{decision.uuid}",
    }


def _begun():
    """A meeting that is open: Mia votes for two members, Zoe for one."""
    assembly = convened("asbl-ordinary")
    work()
    assembly = listed(assembly)
    people = [str(owner(code).uuid) for code in ("mia", "zoe")]
    assert services.arrive_together(assembly, people, by=None) == []
    services.name_bureau(assembly, chair=people[0], secretary="Bo", by=None)
    services.open_meeting(assembly, by=None)
    assembly.refresh_from_db()
    return assembly


def _voted(assembly):
    point = item(assembly)
    services.open_item(point, by=None)
    names = ("ACP Tilleuls", "ACP Parc")
    choices = {str(assembly.roll.get(head=head(name)).uuid): FOR for name in names}
    cast_ballots(point, choices, channel="room", operator="Bo", by=None)
    services.close_item(point, by=None)


def test_pages_of_the_board(person, pages):
    bo = person(PHONE).sign_in("bo")
    paths = [
        f"{HOME}/assemblies/",
        f"{HOME}/assemblies/new/",
        f"{HOME}/assemblies/proposals/",
        f"{HOME}/assemblies/proposals/record/",
        f"{pages['proposal']}/",
        f"{pages['proposal']}/place/",
        f"{pages['draft']}/",
        f"{pages['draft']}/edit/",
        f"{pages['draft']}/agenda/",
        f"{pages['draft']}/agenda/new/",
        f"{pages['draft']}/agenda/new/?subject=asbl-exclusion",
        f"{pages['point']}/",
        f"{pages['point']}/edit/",
        f"{pages['draft']}/convocation/",
        f"{pages['draft']}/convocation/convene/",
        f"{pages['begun']}/convocation/",
        f"{pages['begun']}/meeting/",
        f"{pages['begun']}/meeting/attendance/",
        f"{pages['begun']}/proxies/",
        f"{pages['begun']}/proxies/record/",
        f"{pages['begun']}/papers/",
        f"{pages['asked']}/",
        f"{pages['begun']}/projector/",
        f"{pages['ended']}/meeting/",
        f"{pages['ended']}/minutes/",
        f"{HOME}/decisions/",
        f"{pages['decision']}/",
        f"{HOME}/library/",
        f"{HOME}/history/",
    ]
    assert check(bo, paths) == {}


def test_pages_of_a_member(person, pages):
    mia = person(PHONE).sign_in("mia")
    paths = [
        f"{HOME}/assemblies/",
        f"{HOME}/assemblies/proposals/new/",
        f"{pages['proposal']}/",
        f"{pages['begun']}/",
        f"{pages['begun']}/vote/",
        f"{pages['begun']}/proxies/",
        f"{pages['begun']}/proxies/new/",
        f"{pages['ended']}/vote/",
        f"{pages['ended']}/minutes/",
        f"{pages['decision']}/",
        f"{HOME}/library/",
    ]
    assert check(mia, paths) == {}
