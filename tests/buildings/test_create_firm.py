"""``manage.py create_firm``: a firm and the invitation of whoever runs it."""

from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from buildings.models import Firm, FirmMember, Invitation, Role
from koprogo.jobs.models import Job
from tests import cast
from tests.buildings.mailbox import LINK, delivered, link_in

pytestmark = pytest.mark.django_db


def create(*flags, **changes):
    """Run the command; return what it said."""
    options = {
        "firm": "Syndic Deux",
        "name": "Zoe",
        "email": "zoe@example.org",
        "language": "fr",
        "origin": "https://koprogo.example/",
    }
    out = StringIO()
    arguments = [f"--{name}={value}" for name, value in (options | changes).items()]
    call_command("create_firm", *arguments, *flags, stdout=out)
    return out.getvalue().splitlines()


def firms():
    return Firm.objects.filter(name__icontains="deux").count()


def accept(client, link):
    """Let Zoe, who has an account, follow the link; return what she is now."""
    client.force_login(cast.user("zoe"))
    client.post(link)
    return [
        (member.firm.name, member.role)
        for member in FirmMember.objects.filter(user=cast.user("zoe"))
    ]


def test_the_manager_is_invited_by_e_mail(client):
    assert create() == [
        "The firm “Syndic Deux” is made.",
        "The worker sends the invitation to zoe@example.org.",
    ]
    [message] = delivered().values()
    assert message.subject == "Votre accès à Syndic Deux"
    assert "https://koprogo.example/join/" in message.body
    assert accept(client, link_in(message)) == [("Syndic Deux", Role.MANAGER)]


def test_the_link_can_be_printed(client):
    made, link = create("--print")
    assert made == "The firm “Syndic Deux” is made."
    assert link.startswith("https://koprogo.example/join/")
    assert link.endswith("?lang=fr")
    assert (delivered(), Job.objects.count()) == ({}, 0)
    assert accept(client, LINK.search(link)[1]) == [("Syndic Deux", Role.MANAGER)]


def test_nobody_has_a_right_before_he_accepts():
    create()
    assert FirmMember.objects.filter(firm__name="Syndic Deux").count() == 0
    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.name) == (Role.MANAGER, "Zoe")


@pytest.mark.parametrize("again", ["Syndic Deux", "SYNDIC deux", " Syndic Deux "])
def test_a_second_run_is_refused_and_changes_nothing(again):
    create()
    with pytest.raises(CommandError, match=r"There is a firm “.*” already\."):
        create(firm=again, email="other@example.org")
    assert (firms(), Invitation.objects.count(), Job.objects.count()) == (1, 1, 1)
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"email": "zoe"}, "email: Enter a valid email address."),
        ({"name": " "}, "name: This field is required."),
        ({"firm": " "}, "name: This field is required."),
        ({"firm": "x" * 121}, "name: Ensure this value has at most 120 characters"),
        ({"language": "es"}, "invalid choice: 'es'"),
        ({"origin": "koprogo.example"}, "“koprogo.example” is no address of a site."),
    ],
)
def test_a_slip_is_said_and_nothing_is_made(changes, said):
    before = Firm.objects.count()
    with pytest.raises(CommandError) as refusal:
        create(**changes)
    assert said in str(refusal.value)
    assert (Firm.objects.count(), Invitation.objects.count()) == (before, 0)
