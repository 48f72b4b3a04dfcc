"""The published row: right after every change, one writer at a time."""

from datetime import date, timedelta
from threading import Thread
from time import sleep

from django.db import connection, connections
from django.utils import timezone

from koprogo.audit.services import record
from koprogo.audit.tasks import seal_all
from koprogo.celery import app
from koprogo.jobs.models import Job
from koprogo.jobs.services import run_all
from koprogo.tenancy import enter
from tests import cast
from tests.transparency.books.making import approved
from tests.transparency.members import crowd
from tests.transparency.publishing.making import NOW, at, close, ran, stored
from transparency import tasks
from transparency.models import Publication
from transparency.public.derivation import derive
from transparency.public.figures import Figures
from transparency.public.stored import read
from transparency.services.publishing import PUBLISHING, publish, soon

NAMES = (
    "Acacias",
    "Bellevue",
    "Omar",
    "Haddad",
    "Clara",
    "Moreau",
    "Fatima",
    "Lambert",
)


def publication():
    return Publication.objects.get()


def test_the_first_publication_makes_the_row(asbl):
    crowd(6, since=date(2025, 1, 1))
    assert publish(now=NOW)
    found = publication()
    assert found.as_of == NOW
    assert read(Figures, found.figures).participants == 6
    assert read(Figures, found.figures).digest == found.digest


def test_published_again_nothing_changed_but_the_moment(asbl):
    publish(now=NOW)
    assert not publish(now=NOW + timedelta(minutes=10))
    assert publication().as_of == NOW + timedelta(minutes=10)
    assert publication().figures["as_of"] == "2025-10-06T10:10:00Z"


def test_a_change_is_published_and_the_row_stays_one(asbl):
    publish(now=NOW)
    crowd(6, since=date(2025, 1, 1))
    assert publish(now=NOW)
    assert Publication.objects.count() == 1


def test_the_figures_are_those_of_the_tables(asbl):
    ran()
    close(2025, 1, 2)
    publish(now=NOW)
    found = publication()
    again = derive(
        stored(found), today=timezone.localdate(NOW), as_of="2025-10-06T10:00:00Z"
    )
    assert again.digest == found.digest


def test_nothing_published_names_a_neighbour_or_its_building(asbl):
    """The cast's buildings, their owners, roles and syndics are in the database."""
    ran()
    publish(now=NOW)
    found = publication()
    text = f"{found.tables} {found.figures}"
    assert [name for name in NAMES if name in text] == []
    for person in cast.ROLES.values():
        assert person.title() not in text
    assert "Crowd" not in text  # what takes part
    assert "Voter" not in text  # who votes for it


def test_a_change_is_published_after_the_commit(
    asbl, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        soon()
        soon()
    assert Job.objects.filter(name=PUBLISHING).count() == 1
    run_all()
    assert Publication.objects.count() == 1


def test_a_change_while_a_job_reads_is_published_by_another(
    asbl, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        soon()
    Job.objects.filter(name=PUBLISHING).update(attempts=1)  # a worker is at it
    with django_capture_on_commit_callbacks(execute=True):
        soon()
    assert Job.objects.open().filter(name=PUBLISHING).count() == 2


def test_elsewhere_nothing_is_published(
    asbl, settings, django_capture_on_commit_callbacks
):
    settings.ASBL_PLATFORM = False
    with django_capture_on_commit_callbacks(execute=True):
        soon()
    assert not Job.objects.filter(name=PUBLISHING).exists()
    assert not tasks.publish()
    assert not Publication.objects.exists()


def test_whatever_is_recorded_in_the_asbl_is_published_with_its_seal(asbl):
    approved()
    seal_all()
    assert Job.objects.filter(name=PUBLISHING, tenant=asbl.pk).count() == 1


def test_what_is_recorded_in_a_building_is_not(acacias):
    seal_all()
    Job.objects.filter(name=PUBLISHING).delete()
    record("building.changed", target=acacias, by=None)
    seal_all()
    assert not Job.objects.filter(name=PUBLISHING).exists()


def test_beat_publishes_every_ten_minutes():
    beat = app.conf.beat_schedule["publish-open-figures"]
    assert beat["task"] == tasks.publish.name
    assert sorted(beat["schedule"].minute) == [0, 10, 20, 30, 40, 50]


def test_beat_publishes_on_the_platform(db):
    assert tasks.publish()
    with enter(cast.tenant(cast.ASBL).pk, by=None):
        assert publication().digest


def test_two_publish_one_after_the_other(own_database):
    """The second waits for the first, and reads what was committed meanwhile."""
    asbl = cast.tenant(cast.ASBL).pk
    with enter(asbl, by=None):
        publish(now=at("2025-10-06 10:00"))

    def second():
        with enter(asbl, by=None):
            publish(now=at("2025-10-06 10:01"))
        connections.close_all()

    with enter(asbl, by=None):
        publish(now=at("2025-10-06 10:00"))
        crowd(6, since=date(2025, 1, 1))
        other = Thread(target=second)
        other.start()
        wait_for_a_lock()
    other.join()
    with enter(asbl, by=None):
        assert read(Figures, publication().figures).participants == 6


def wait_for_a_lock():
    """Wait until another connection waits for a row of ours."""
    waiting = (
        "SELECT count(*) FROM pg_locks"
        " WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
    )
    for _attempt in range(1_000):
        with connection.cursor() as cursor:
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return
        sleep(0.01)
    raise AssertionError("nobody waits")
