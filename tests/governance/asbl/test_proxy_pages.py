"""A member gives his vote to another one."""

import pytest
from django.utils import timezone

from governance.models import Proxy
from tests.governance.asbl.members import MEMBERS, enrol, head, owner
from tests.governance.asbl.members import listed as voting
from tests.governance.asbl.pages import convened, of_members, read, send, url

pytestmark = pytest.mark.usefixtures("members")


def test_a_member_gives_a_proxy_to_another_by_name(sign_in):
    assembly = convened(sign_in("bo"))
    zoe = sign_in("zoe")
    of_members(read(zoe, "proxies", assembly.uuid))
    of_members(read(zoe, "proxy-new", assembly.uuid))
    said = {"holding": str(head("Zoé Zèle")), "holder_name": "maes mia"}
    page = zoe.post(url("proxy-new", assembly.uuid), said).content.decode()
    assert "The vote of Zoé Zèle in the assembly of KoproGo: 1 of 5." in of_members(
        page
    )
    send(zoe, "proxy-new", assembly.uuid, **said, signed="on")
    proxy = Proxy.objects.get()
    assert (proxy.head, proxy.holder_owner) == (head("Zoé Zèle"), owner("mia"))
    assert proxy.holding is None
    of_members(read(zoe, "proxy", assembly.uuid, proxy.uuid))
    of_members(read(sign_in("mia"), "proxy", assembly.uuid, proxy.uuid))
    send(sign_in("zoe"), "proxy-withdraw", assembly.uuid, proxy.uuid)
    proxy.refresh_from_db()
    assert proxy.withdrawn_at is not None


def test_nobody_reads_the_proxies_of_others(sign_in):
    assembly = convened(sign_in("bo"))
    send(
        sign_in("zoe"),
        "proxy-new",
        assembly.uuid,
        holding=str(head("Zoé Zèle")),
        holder_name="ben@members.example",
        signed="on",
    )
    proxy = Proxy.objects.get()
    mia = sign_in("mia")
    read(mia, "proxy", assembly.uuid, proxy.uuid, status=404)
    answer = mia.post(url("proxy-withdraw", assembly.uuid, proxy.uuid))
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("values", "refused"),
    [
        ({"holder_name": "Nobody Known"}, "No member who votes is called so."),
        ({"holder_name": "Zoé Zèle"}, "No member who votes is called so."),
        ({"holder_name": ""}, "This field is required"),
        ({"holding": "ACP Parc"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_a_proxy_is_refused_at_its_field(sign_in, values, refused):
    assembly = convened(sign_in("bo"))
    said = {"holding": str(head("Zoé Zèle")), "holder_name": "Mia Maes", "signed": "on"}
    if "holding" in values:
        values = {"holding": str(head("ACP Parc"))}
    page = sign_in("zoe").post(url("proxy-new", assembly.uuid), said | values)
    assert refused in page.content.decode()
    assert Proxy.objects.count() == 0


def test_two_members_of_one_name_are_told_apart_by_their_address(sign_in, monkeypatch):
    enrol(monkeypatch, {}, {"ben2": ("Ben", "Weber", "de")})
    voting(monkeypatch, {**MEMBERS, "ACP Ring": "ben2"})
    assembly = convened(sign_in("bo"))
    said = {"holding": str(head("Zoé Zèle")), "signed": "on"}
    zoe, address = sign_in("zoe"), url("proxy-new", assembly.uuid)
    page = zoe.post(address, said | {"holder_name": "Ben Weber"}).content.decode()
    assert "Several members are called so" in page
    send(zoe, "proxy-new", assembly.uuid, **said, holder_name="BEN2@members.example")
    assert Proxy.objects.get().holder_owner == owner("ben2")


def test_who_votes_for_two_gives_a_proxy_for_each(sign_in):
    assembly = convened(sign_in("bo"))
    mia = sign_in("mia")
    for name in ("ACP Tilleuls", "ACP Parc"):
        send(
            mia,
            "proxy-new",
            assembly.uuid,
            holding=str(head(name)),
            holder_name="Zoé Zèle",
            signed="on",
        )
    assert set(Proxy.objects.values_list("head_name", flat=True)) == {
        "ACP Tilleuls",
        "ACP Parc",
    }


def test_the_board_records_one_on_paper(sign_in):
    board = sign_in("bo")
    assembly = convened(board)
    of_members(read(board, "proxy-record", assembly.uuid))
    send(
        board,
        "proxy-record",
        assembly.uuid,
        holding=str(head("Ben Weber")),
        holder_name="Mia Maes",
        signed_on=f"{timezone.localdate()}",
    )
    assert Proxy.objects.get().source == Proxy.Source.PAPER
