"""The pages of arrears and of reminders to be sent; what pages refuse and cost."""

import csv
import io
import zipfile
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from buildings.errors import NoSyndic
from finance import errors
from finance.models import Reminder
from finance.refusals.reminders import sentence
from finance.services.plans import agree_plan, pause_reminders
from koprogo.jobs.models import Job
from koprogo.jobs.services import run_all
from tests import cast
from tests.buildings.pages import statements
from tests.finance.banking.statements import imported, moved, statement
from tests.finance.factories import payment
from tests.finance.reminders.arrears import days_ago, due, proposed, remind
from tests.finance.reminders.pages import holder, inside, text, told, url
from tests.finance.test_pages import costs


def test_from_nothing_to_reminders_on_their_way(sign_in, late):
    client = sign_in("sophie")
    assert "No reminder is to be sent." in text(client.get(url("reminders")))
    page = client.get(url("arrears"))
    assert f"Omar Haddad {days_ago(20):%d/%m/%Y} Level 1 on" in text(page)
    page = client.post(url("reminders-propose"), follow=True)
    assert told(page) == ["3 reminders are due."]
    assert "Level 1 to be sent" in text(client.get(url("arrears")))
    page = client.post(url("reminders-propose"), follow=True)
    assert told(page) == ["No other reminder is due today."]
    page = client.get(url("reminders"))
    assert "Omar Haddad, level 1, €500.00" in text(page)
    assert page.content.decode().count("checked") == 3
    with inside():
        chosen = [
            one.uuid for one in Reminder.objects.filter(holding__code__in=["H1", "H2"])
        ]
    page = client.post(url("reminders"), {"reminders": chosen}, follow=True)
    assert told(page) == ["2 letters are being made and sent."]
    assert "0 of 2 are done." in text(page)
    assert "Being sent" in text(client.get(url("arrears")))
    watching = {"headers": {"HX-Request": "true"}}
    assert "0 of 2 are done." in text(client.get(url("reminders"), **watching))
    with inside():
        run_all()
    answer = client.get(url("reminders"), **watching)
    assert answer.headers["HX-Refresh"] == "true"
    page = text(client.get(url("reminders")))
    assert "2 letters have to be printed and posted." in page
    page = text(client.get(url("arrears")))
    assert f"1 ({days_ago(0):%d/%m/%Y})" in page


def test_sending_what_is_sent_already(sign_in, late):
    with inside():
        proposed()
        keys = [one.uuid for one in Reminder.objects.all()]
    client = sign_in("sophie")
    client.post(url("reminders"), {"reminders": keys})
    page = client.post(url("reminders"), {"reminders": keys}, follow=True)
    assert page.context["form"].errors
    page = client.post(url("reminders"), {"reminders": []})
    assert page.status_code == 200


def test_work_that_was_given_up_can_start_again(sign_in, late):
    with inside():
        proposed()
        keys = [one.uuid for one in Reminder.objects.all()]
    client = sign_in("sophie")
    client.post(url("reminders"), {"reminders": keys})
    Job.objects.update(failed_at=timezone.now())
    assert "Start again" in text(client.get(url("reminders")))
    page = client.post(url("reminders-again"), follow=True)
    assert "0 of 3 are done." in text(page)


def test_the_auditor_reads_and_sends_nothing(sign_in, late):
    client = sign_in("axel")
    page = client.get(url("arrears"))
    assert "Omar Haddad" in text(page)
    assert url("reminders") not in page.content.decode()
    page = text(client.get(url("holder-arrears", holder())))
    assert "Agree a plan" not in page


def test_the_list_as_a_file(sign_in, late):
    with inside():
        pause_reminders(cast.holding("H1"), until=days_ago(-5), reason="Ill", by=None)
        agree_plan(
            cast.holding("H2"),
            amount=Decimal("300.00"),
            count=3,
            first_due=days_ago(0),
            by=None,
        )
    answer = sign_in("anna").get(url("arrears-table", "csv"))
    rows = list(
        csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    )
    assert rows[1:] == [
        [
            *("H1", "Omar Haddad", str(days_ago(20)), "500.00", "", "", "1"),
            *(str(days_ago(-5)), str(days_ago(-5)), ""),
        ],
        ["H2", "Clara Élise", str(days_ago(20)), "300.00", *[""] * 5, "300.00"],
        [
            *("H3", "Jean Moreau & Fatima El Idrissi", str(days_ago(20)), "200.00"),
            *("", "", "1", str(days_ago(5)), "", ""),
        ],
    ]


# Post


def test_letters_for_the_post(sign_in, formal):
    client = sign_in("sophie")
    with zipfile.ZipFile(
        io.BytesIO(client.get(url("reminders-zip")).getvalue())
    ) as archive:
        assert len(archive.namelist()) == 3
    table = client.get(url("reminders-post-table", "csv")).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table), delimiter=";"))
    assert rows[1][:4] == ["H1", "Omar Haddad", "Rue Haute 10, 1000 Bruxelles", "Yes"]
    page = client.get(url("reminders-posted"))
    assert page.content.decode().count("checked") == 3
    with inside():
        letters = [one.letter.uuid for one in Reminder.objects.select_related("letter")]
    tomorrow = timezone.localdate() + timedelta(days=1)
    page = client.post(url("reminders-posted"), {"letters": letters, "on": tomorrow})
    assert "on" in page.context["form"].errors
    data = {"letters": letters, "on": days_ago(0)}
    page = client.post(url("reminders-posted"), data, follow=True)
    assert told(page) == ["The letters are marked as posted."]
    assert client.get(url("reminders-zip")).status_code == 404


# What is refused, and what it costs


REFUSALS = [
    errors.BeingSent(None),
    errors.LevelsDoNotRise(None),
    NoSyndic(None),
    errors.NotLate(None),
    errors.PauseEnded(None),
    errors.PauseInThePast(None),
    errors.PeriodShut(days_ago(1)),
    errors.PlanEnded(None),
    errors.PlanInThePast(None),
    errors.PlanOutside(Decimal("1.00"), Decimal("2.00")),
    errors.PlanRunning(None),
    errors.ReminderGone(None),
    errors.UnknownLevel(None),
]


@pytest.mark.parametrize("error", REFUSALS, ids=lambda error: type(error).__name__)
def test_every_refusal_has_its_sentence(error, db):
    assert sentence(error).endswith(".")


def test_the_pages_cost_the_same_for_one_and_three(sign_in, formal):
    addresses = {
        "sophie": [
            url("arrears"),
            url("holder-arrears", holder()),
            url("reminder", formal.uuid),
            url("reminders"),
        ],
        "omar": [url("account"), url("my-reminders")],
    }
    with inside():
        payment("H2", "1000.00")
        payment("H3", "1000.00")
    few = costs(sign_in, addresses)
    with inside():
        for day in (6, 8):
            due("2000.00", on=days_ago(day))
        remind(on=days_ago(0))
    assert costs(sign_in, addresses) == few
    assert [cost for cost in few if cost[1] > 12] == []


def test_what_is_in_suspense_is_cleared_first(sign_in, late):
    client = sign_in("sophie")
    assert "in suspense" not in text(client.get(url("reminders")))
    before = statements(client, url("reminders"))
    with inside():
        imported(statement(moved("10.00", name="One"), moved("20.00", name="Two")))
    page = client.get(url("reminders"))
    assert "2 movements of the bank are in suspense" in text(page)
    assert f'href="{url("bank-suspense")}"' in page.content.decode()
    assert statements(client, url("reminders")) == before
