"""What a browser asks of the pages of a meeting."""

from uuid import uuid4

from django.urls import reverse

from governance.models import MeetingEvent
from tests import cast


def address(name, assembly, *more):
    return reverse(f"governance:{name}", args=[cast.ACACIAS, assembly.uuid, *more])


def show(client, name, assembly, *more, **query):
    found = client.get(address(name, assembly, *more), query)
    assert found.status_code == 200
    return " ".join(found.content.decode().split())


def send(client, name, assembly, *more, **data):
    """Send a form; return what the page says then."""
    found = client.post(
        address(name, assembly, *more),
        {"client_id": str(uuid4()), **data},
        follow=True,
    )
    assert [status for _url, status in found.redirect_chain] == [302]
    return [str(one) for one in found.context["messages"]]


def kinds(assembly):
    rows = MeetingEvent.objects.filter(assembly=assembly).order_by("number")
    return list(rows.values_list("kind", flat=True))
