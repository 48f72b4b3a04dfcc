"""A meeting in the middle of its votes, for tests of pages and programs."""

from governance.models import Assembly
from governance.queries.papers import HOLDING
from governance.services.log import add_event
from governance.services.papers import ask_papers, make_papers
from governance.services.roll import take_roll
from koprogo.documents.services import store
from tests.governance.factories import (
    CLARA,
    JEAN,
    OMAR,
    REMOTE,
    arrive,
    close_item,
    convened,
    draft,
    open_item,
    point,
    proxy,
)

SITE = "https://koprogo.example"


def begun(*, present=(OMAR, CLARA), proxies=True, **values) -> Assembly:
    """Opened with three points: works, the lift by its own key, and a secret election.

    Jean gave Clara a proxy.
    """
    assembly = draft("Paint the hall", **{**REMOTE, **values})
    point(assembly, "New lift", key="lift", amount="3000.00")
    point(
        assembly,
        "Council",
        kind="election",
        subject="council-member",
        candidate="Ann Peeters",
        is_secret=True,
    )
    point(assembly, "News", kind="information", majority="", motion="")
    convened(assembly=assembly)
    if proxies:
        proxy(assembly, JEAN, holder=CLARA, instructions="Against the lift")
    assembly = take_roll(assembly, by=None)
    for who in present:
        arrive(assembly, who)
    add_event(assembly, "opened", {"session": 1}, by=None)
    assembly.opened_at = assembly.roll_taken_at
    assembly.save()
    return assembly


def item(assembly, position):
    return assembly.items.get(position=position)


def voting(position=1, **values) -> Assembly:
    """The same with a point open."""
    assembly = begun(**values)
    open_item(item(assembly, position))
    return assembly


def things():
    """What the addresses of this area name."""
    assembly = voting()
    job = ask_papers(assembly, what=HOLDING, origin=SITE, by=None)
    # Not all jobs: the letters of a call are waiting for theirs.
    make_papers(job, **job.arguments)
    job.save()
    scan = store(b"%PDF-", name="proxy.pdf", content_type="application/pdf", by=None)
    paper = proxy(convened("Later"), CLARA, holder=OMAR, paper=scan)
    return {
        "begun_assembly_id": assembly.uuid,
        "begun_item_id": item(assembly, 1).uuid,
        "begun_secret_id": item(assembly, 3).uuid,
        "line_id": assembly.roll.get(label="A").uuid,
        "papers_id": job.uuid,
        "proxy_id": paper.uuid,
        "proxied_assembly_id": paper.assembly.uuid,
    }


# For the browser


def pages_of_a_co_owner():
    """Of Clara: every state of her page in a meeting, and her proxies."""
    over = voting()
    close_item(item(over, 1))
    add_event(over, "closed", {}, by=None)
    over.closed_at = over.events.latest("number").at
    over.save()
    soon = convened("Later", **REMOTE)
    given = proxy(soon, CLARA, holder=OMAR)
    proxy(soon, JEAN, holder=CLARA, instructions="Against")
    meetings = [soon, begun(present=(OMAR, JEAN)), begun(), voting(1), voting(2)]
    meetings += [voting(3), over]
    return [
        *(f"assemblies/{one.uuid}/vote/" for one in meetings),
        f"assemblies/{soon.uuid}/proxies/",
        f"assemblies/{soon.uuid}/proxies/new/",
        f"assemblies/{soon.uuid}/proxies/{given.uuid}/",
        f"assemblies/{soon.uuid}/proxies/{given.uuid}/withdraw/",
    ]


def pages_of_the_office():
    made = things()
    here = f"assemblies/{made['begun_assembly_id']}"
    return [
        f"{here}/proxies/",
        f"{here}/proxies/record/",
        f"{here}/papers/",
        f"{here}/papers/{made['papers_id']}/",
        f"{here}/slips/{made['begun_secret_id']}/",
        f"{here}/paper/{made['line_id']}/",
    ]


# For generated requests


def _meeting(_method):
    """One with its first point open, where Jean votes himself: his lot is Sophie's."""
    assembly = voting(present=(OMAR, CLARA, JEAN), proxies=False)
    return {
        "assembly_id": assembly.uuid,
        "item_id": item(assembly, 1).uuid,
        "voting_line": assembly.roll.get(label="C").uuid,
    }


def _from_afar(_method):
    """One in which Jean takes part from afar."""
    assembly = begun(proxies=False)
    arrive(assembly, JEAN, "remote")
    return {"assembly_id": assembly.uuid}


def _to_come(_method):
    return {"assembly_id": convened("Later").uuid}


def _secret(_method):
    """One with an election in secret to come."""
    assembly = begun()
    return {"assembly_id": assembly.uuid, "item_id": item(assembly, 3).uuid}


def _proxied(_method):
    """One before its day, where Clara gave a proxy."""
    assembly = convened("Later")
    given = proxy(assembly, CLARA, holder=OMAR)
    return {"assembly_id": assembly.uuid, "proxy_id": given.uuid}


def _printed(_method):
    made = things()
    return {"assembly_id": made["begun_assembly_id"], "papers_id": made["papers_id"]}


def _with_paper(_method):
    made = things()
    return {"assembly_id": made["proxied_assembly_id"], "proxy_id": made["proxy_id"]}


MAKERS = {
    _with_paper: ("{proxy_id}/paper/",),
    _secret: ("slips/{item_id}/",),
    _from_afar: ("{assembly_id}/vote/leave/",),
    _to_come: ("{assembly_id}/proxies/", "{assembly_id}/proxies/papers/"),
    _proxied: ("{proxy_id}/", "{proxy_id}/withdraw/"),
    _printed: ("{papers_id}/", "{papers_id}/file/"),
    _meeting: (
        "{assembly_id}/vote/",
        "{assembly_id}/vote/arrive/",
        "{assembly_id}/vote/mine/",
        "{assembly_id}/vote/mine/file/",
        "vote/{item_id}/",
        "{assembly_id}/papers/",
    ),
}


def bodies(real):
    jeans = {"holding": str(real["holding"]), "holder_name": "Ada Peeters"}
    return {
        "POST assemblies/{assembly_id}/proxies/": jeans | {"not_syndic": True},
        "POST assemblies/{assembly_id}/proxies/papers/": jeans
        | {"signed_on": real["date"]},
        "POST assemblies/{assembly_id}/slips/{item_id}/": {"every": True},
        "POST assemblies/{assembly_id}/vote/{item_id}/": {
            "choices": {str(real.get("voting_line", "")): "for"}
        },
    }
