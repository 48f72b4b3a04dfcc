"""Pages of the ASBL as its board and its members ask for them."""

from uuid import uuid4

from django import forms
from django.urls import reverse

from governance.models import Assembly
from koprogo.slots import Effect
from tests import cast
from tests.governance.asbl.making import after, listed
from tests.governance.asbl.members import owner, work

FOREIGN = ("co-owner", "syndic", "art. 3.8", " lots", "shares", "Lots")


def url(name, *args):
    return reverse(f"governance:{name}", args=[cast.ASBL, *args])


def read(client, name, *args, status=200):
    answer = client.get(url(name, *args))
    assert answer.status_code == status, (name, answer.status_code)
    return answer.content.decode() if status == 200 else ""


def send(client, name, *args, **data):
    answer = client.post(url(name, *args), data)
    assert answer.status_code == 302, answer.content.decode()[-4000:]
    return answer


def of_members(page):
    """The words of the page, which are none of those of buildings."""
    main = page.split("<main", 1)[1].split("</main>", 1)[0]
    for word in FOREIGN:
        assert word not in main, word
    return main


def drafted(board, **values):
    send(
        board,
        "assembly-new",
        **{
            "kind": "extraordinary",
            "starts_at": f"{after(20):%Y-%m-%dT%H:%M}",
            "place": "Brussels",
            "consulting": "On the site",
            **values,
        },
    )
    return Assembly.objects.get()


def words(title):
    return {
        f"{name}_{code}": f"{title} {code}"
        for name in ("title", "motion")
        for code in ("nl", "fr", "de", "en")
    }


def with_point(board, assembly, subject, **values):
    address = f"{url('item-new', assembly.uuid)}?subject={subject}"
    of_members(board.get(address).content.decode())
    answer = board.post(address, {"subject": subject, **words(subject), **values})
    assert answer.status_code == 302, answer.content.decode()[-4000:]
    return assembly.items.get(subject=subject)


def convened(board):
    assembly = drafted(board)
    with_point(board, assembly, "asbl-ordinary")
    with_point(board, assembly, "asbl-statutes")
    of_members(read(board, "convocation", assembly.uuid))
    send(board, "convene", assembly.uuid)
    work()
    assembly.refresh_from_db()
    return assembly


# The meeting


def begun(board):
    """A meeting that is open, with Mia, Zoe and Ben in the room: four of five members."""
    assembly = convened(board)
    of_members(read(board, "meeting", assembly.uuid))
    listed(assembly)  # its day has come
    of_members(read(board, "meeting-attendance", assembly.uuid))
    for code in ("mia", "zoe", "ben"):
        send(board, "meeting-attendance", assembly.uuid, room=str(owner(code).uuid))
    of_members(read(board, "meeting-bureau", assembly.uuid))
    send(
        board,
        "meeting-bureau",
        assembly.uuid,
        chair=str(owner("mia").uuid),
        secretary="Bo",
    )
    of_members(read(board, "meeting-open", assembly.uuid))
    send(board, "meeting-open", assembly.uuid, client_id=str(uuid4()))
    assembly.refresh_from_db()
    assert assembly.opened_at is not None
    return assembly


def decided(board, assembly, position):
    item = assembly.items.get(position=position)
    where = (assembly.uuid, item.uuid)
    send(board, "meeting-item-open", *where, client_id=str(uuid4()))
    of_members(read(board, "meeting-item", *where))
    of_members(read(board, "projector", assembly.uuid))
    send(board, "meeting-item-votes", *where, client_id=str(uuid4()), others="for")
    send(board, "meeting-item-close", *where, client_id=str(uuid4()))
    return of_members(read(board, "meeting-item", *where))


def closed(board, assembly):
    send(board, "meeting-close", assembly.uuid, client_id=str(uuid4()))
    assembly.refresh_from_db()
    return assembly


# What a decision causes


class NoteForm(forms.Form):
    note = forms.CharField()


def effect(code):
    return Effect(
        label=f"Carries out {code}",
        form=lambda: NoteForm,
        describe=lambda decision, values: [f"{code} is done"],
        carry_out=lambda decision, values, by: f"{code}: {values['note']}",
    )
