"""Invite somebody to Les Acacias on the pages, as a syndic does."""

from django.core import mail

from buildings.models import Invitation, Owner
from koprogo.jobs.services import run_all
from tests.buildings import pages
from tests.buildings.mailbox import delivered, link_in
from tests.buildings.pages import inside, url


def without_address(code="fatima"):
    with inside():
        Owner.objects.filter(code=code).update(email="")


def on_paper(client, code="fatima"):
    """Invite this owner by letter; return the invitation."""
    without_address(code)
    one = pages.owner(code)
    client.post(url("owner-invite", one.uuid), {"channel": "paper"})
    run_all()
    return Invitation.objects.unanswered().get(owner_id=one.pk)


def by_email(client, code="jean"):
    """Invite this owner by e-mail; return the path of the link in it."""
    one = pages.owner(code)
    client.post(url("owner-invite", one.uuid), {"channel": "email"})
    mail.outbox.clear()
    [message] = delivered().values()
    return link_in(message)
