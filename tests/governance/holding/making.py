"""Meetings at each of their stages, for pages, programs and pictures."""

from uuid import uuid4

from governance.models import Assembly
from governance.services import meeting as services
from governance.services.typing_in import all_for_except
from tests.governance.factories import (
    CLARA,
    JEAN,
    OMAR,
    arrive,
    close_item,
    convened,
    draft,
    head,
    line,
    open_item,
    opened,
    point,
    voter,
    with_roll,
)

SECRET = {
    "kind": "election",
    "subject": "council_member",
    "candidate": "Ann Peeters",
    "is_secret": True,
}


def agenda() -> Assembly:
    """A draft with a point of each kind."""
    assembly = draft("Paint the hall", "Clean the cellar")
    point(assembly, "Repair the lift", key="lift", majority="two-thirds")
    point(assembly, "Council", **SECRET)
    point(assembly, "Other things", kind="information", majority="", motion="")
    return assembly


def items(assembly):
    return list(assembly.items.select_related("assembly", "key"))


def attended() -> Assembly:
    """Its attendance list is open, and Clara is there."""
    assembly = with_roll(assembly=agenda())
    arrive(assembly, CLARA)
    return assembly


def voting() -> Assembly:
    """The first point is decided, the second one is open with one ballot."""
    assembly = opened(assembly=agenda())
    first, second, *_others = items(assembly)
    services.name_bureau(assembly, chair=voter(CLARA), secretary="Sophie", by=None)
    services.declare_conflict(first, head=head(JEAN), reason="Paints it", by=None)
    open_item(first)
    all_for_except(first, {line(assembly, "B"): "against"}, operator="Sophie", by=None)
    close_item(first)
    open_item(second)
    all_for_except(second, {}, operator="Sophie", by=None)
    return assembly


def secret_vote() -> Assembly:
    """The election is open."""
    assembly = opened(assembly=agenda())
    open_item(items(assembly)[3])
    return assembly


def without_quorum() -> Assembly:
    return opened(assembly=agenda(), present=(OMAR,))


def things() -> dict:
    """What the addresses of a meeting name."""
    assembly = voting()
    _first, second, _third, secret, _information = items(assembly)
    return {
        "meeting_id": assembly.uuid,
        "point_id": second.uuid,
        "secret_point_id": secret.uuid,
    }


def pages() -> list[str]:
    """The pages of a secretary, of meetings at each of their stages."""
    before, under_way, election = attended(), voting(), secret_vote()
    few, waiting = without_quorum(), convened()
    first, second, third, *_others = (one.uuid for one in items(under_way))
    secret = items(election)[3].uuid
    here = f"assemblies/{under_way.uuid}"
    meeting = f"{here}/meeting"
    return [
        f"assemblies/{waiting.uuid}/meeting/",
        f"assemblies/{before.uuid}/meeting/",
        f"assemblies/{before.uuid}/meeting/attendance/",
        f"assemblies/{before.uuid}/meeting/open/",
        f"assemblies/{few.uuid}/meeting/",
        f"assemblies/{few.uuid}/meeting/adjourn/",
        f"assemblies/{election.uuid}/meeting/{secret}/",
        f"assemblies/{election.uuid}/meeting/{secret}/box/",
        f"{here}/projector/",
        f"{meeting}/",
        f"{meeting}/bureau/",
        f"{meeting}/remark/",
        f"{meeting}/close/",
        f"{meeting}/log/",
        f"{meeting}/{first}/",
        f"{meeting}/{first}/reopen/",
        f"{meeting}/{second}/",
        f"{meeting}/{second}/votes/{head(OMAR)}/",
        f"{meeting}/{second}/conflict/",
        f"{meeting}/{third}/",
        f"{meeting}/{third}/amend/",
        f"{meeting}/{third}/postpone/",
    ]


# For requests of programs


def _meeting(_method):
    """One in which the first point can be opened."""
    assembly = opened(assembly=agenda())
    return {"assembly_id": assembly.uuid, "item_id": items(assembly)[0].uuid}


def _secret(_method):
    assembly = secret_vote()
    return {"assembly_id": assembly.uuid, "item_id": items(assembly)[3].uuid}


def _convened(_method):
    return {"assembly_id": convened().uuid}


MAKERS = {
    _meeting: (
        "{assembly_id}/meeting/",
        "{assembly_id}/meeting/attendance/",
        "{assembly_id}/meeting/events/",
        "{item_id}/ballots/",
    ),
    _secret: ("{item_id}/box/",),
    _convened: ("{assembly_id}/meeting/roll/",),
}


def bodies(real):
    meeting = "POST assemblies/{assembly_id}/meeting/"
    return {
        f"{meeting}events/": {
            "client_id": str(uuid4()),
            "kind": "remark",
            "body": {"text": "Cold here"},
        },
        f"{meeting}{{item_id}}/box/": {
            "client_id": str(uuid4()),
            "heads": [str(real["buyer"])] if "item_id" in real else [],
            "slips": [{"votes": 500, "choice": "for", "count": 1}],
        },
    }
