"""``manage.py appoint_syndic``: the next syndic, when nobody can record him on the site."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from buildings.models import Mandate
from governance.models import SyndicTerm
from koprogo.audit.models import AuditEvent
from tests import cast
from tests.finance.reminders.pages import text
from tests.governance.council.making import (
    KBO,
    days,
    elect,
    ends_on,
    inside,
    other_firm,
)

pytestmark = pytest.mark.django_db
DECISION = "Judgment of the justice of the peace of Schaerbeek"


def command(*flags, slug=cast.ACACIAS, **changes):
    """Run it; return what it said."""
    options = {
        "firm": KBO,
        "since": days(0),
        "until": days(365),
        "decided-on": days(-1),
        "decision": DECISION,
        "user": "zoe@example.org",
        **changes,
    }
    out = StringIO()
    arguments = [f"--{name}={value}" for name, value in options.items()]
    call_command("appoint_syndic", slug, *arguments, *flags, stdout=out)
    return out.getvalue().splitlines()


def recorded():
    """The mandates and what is known of them, in the building."""
    with inside():
        mandates = Mandate.objects.filter(tenant=cast.tenant().pk).order_by("since")
        return [one.firm.name for one in mandates], SyndicTerm.objects.count()


@pytest.fixture
def nobody_is_syndic():
    other_firm()
    with inside():
        ends_on(days(-30))


def test_a_dry_run_says_what_it_would_do_and_stores_nothing(nobody_is_syndic):
    assert command() == [
        f"Syndic from {days(0)} until {days(365)}: Vandamme Syndic ({KBO}).",
        f"Decision of {days(-1)}: {DECISION}",
        "Its people who enter from that day on: 1.",
        "Dry run, nothing stored in “Les Acacias” (acacias).",
    ]
    assert recorded() == (["Lambert Syndic"], 0)


def test_from_its_first_day_the_people_of_the_firm_enter(nobody_is_syndic, sign_in):
    here = f"/b/{cast.ACACIAS}/assemblies/mandates/"
    assert sign_in("stijn").get(here).status_code == 404
    assert command("--apply")[-1] == "Stored in “Les Acacias” (acacias)."
    assert recorded() == (["Lambert Syndic", "Vandamme Syndic"], 1)
    assert sign_in("stijn").get(here).status_code == 200
    assert sign_in("sophie").get(here).status_code == 404


def test_the_history_says_who_recorded_it_and_owners_read_it(nobody_is_syndic, sign_in):
    command("--apply")
    with inside():
        event = AuditEvent.objects.get(action="syndic.appointed")
        assert event.actor == cast.user("zoe")
    page = text(sign_in("clara").get(f"/b/{cast.ACACIAS}/history/"))
    assert "Vandamme Syndic" in page
    page = text(sign_in("omar").get(f"/b/{cast.ACACIAS}/assemblies/mandates/"))
    assert "Vandamme Syndic" in page
    assert DECISION in page


def test_what_runs_ends_on_the_first_day(sign_in):
    other_firm()
    [ends, *_rest] = command("--apply", since=days(0))
    assert ends == (
        f"The mandate of Lambert Syndic ends on {days(0)}, not on {days(400)}: from "
        "then on its people do not enter any more."
    )
    assert sign_in("sophie").get(f"/b/{cast.ACACIAS}/").status_code == 404


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"slug": "nowhere"}, "There is no building “nowhere”."),
        ({"slug": cast.ASBL}, "There is no building “asbl”."),
        ({"user": "ghost@example.org"}, "Nobody has the address ghost@example.org."),
        ({"firm": "0417497106"}, "No firm with this number is registered here"),
        ({"firm": "12"}, "kbo: "),
        ({"firm": ""}, "kbo: This field is required."),
        ({"since": "soon"}, "since: Enter a valid date."),
        ({"until": "2020-01-01"}, "until: The end must come after the beginning."),
        ({"until": "2099-01-01"}, "three years"),
        ({"decision": ""}, "give its day and say it in words"),
        ({"decided-on": "2099-01-01"}, "This decision is still to be taken."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(nobody_is_syndic, changes, said):
    with pytest.raises(CommandError) as refusal:
        command("--apply", **changes)
    assert said in str(refusal.value)
    assert recorded() == (["Lambert Syndic"], 0)


def test_who_is_in_the_council_is_not_syndic(nobody_is_syndic):
    from buildings.models import Role
    from buildings.services import employ

    with inside():
        elect("clara")
    employ(cast.user("clara"), firm=other_firm(), role=Role.MANAGER, since=cast.SINCE)
    with pytest.raises(CommandError, match="member of the council"):
        command("--apply")
