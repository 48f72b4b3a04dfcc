"""Asked for on a page, made by the worker, fetched, and gone after a week."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from koprogo.archive import services
from koprogo.archive.errors import NotMade
from koprogo.archive.models import Archive
from koprogo.audit.models import AuditEvent
from koprogo.documents.services import store
from koprogo.jobs.models import Job
from koprogo.jobs.services import run_all
from koprogo.tenancy import enter
from tests import cast
from tests.accounts.steps import confirm_password, with_app
from tests.api.conftest import Program, a_token, url
from tests.archive.reading import files_of
from tests.privacy.test_api import program

pytestmark = pytest.mark.django_db
PAGE = f"/b/{cast.ACACIAS}/settings/archive/"
FETCH = PAGE + "fetch/"


@pytest.fixture(autouse=True)
def fresh_rate_limits():
    cache.clear()


@pytest.fixture
def sophie(sign_in):
    with_app(cast.user("sophie"))
    return sign_in("sophie")


def made(client):
    """Ask for the archive and let the worker make it."""
    client.post(PAGE)
    run_all()


def path_of(archive):
    return f"archives/{archive.uuid}.zip"


def only():
    with enter(cast.tenant().pk, by=None):
        return Archive.objects.get()


def acts():
    with enter(cast.tenant().pk, by=None):
        found = AuditEvent.objects.filter(action__startswith="archive.")
        return list(found.order_by("pk").values_list("action", "actor__name"))


def test_a_syndic_makes_it_and_fetches_it(sophie):
    assert "Make the archive" in sophie.get(PAGE).content.decode()
    sophie.post(PAGE)
    assert "The work has begun." in sophie.get(PAGE).content.decode()
    run_all()
    assert "Fetch the archive" in sophie.get(PAGE).content.decode()
    assert sophie.post(FETCH).url.startswith(reverse("account_reauthenticate"))
    confirm_password(sophie)
    answer = sophie.post(FETCH)
    data = b"".join(answer)
    assert answer["Content-Disposition"].startswith('attachment; filename="acacias-2')
    assert len(data) == only().size
    assert "register/lots.csv" in files_of(data)
    assert acts() == [("archive.asked", "Sophie"), ("archive.fetched", "Sophie")]


def test_it_is_in_the_language_of_whoever_asked(sophie):
    user = cast.user("sophie")
    user.language = "fr"
    user.save()
    made(sophie)
    with default_storage.open(path_of(only())) as stored:
        assert b"Quotit" in files_of(stored.read())["register/lots.csv"]


def test_without_a_second_factor_nobody_fetches_it(sign_in, settings):
    client = sign_in("sophie")
    made(client)
    confirm_password(client)
    settings.MFA_REQUIRED = True
    answer = client.post(FETCH, follow=True)
    assert "needs a second factor" in answer.content.decode()
    assert acts() == [("archive.asked", "Sophie")]


def test_before_it_is_made_there_is_nothing_to_fetch(sophie):
    confirm_password(sophie)
    answer = sophie.post(FETCH, follow=True)
    assert "not made yet" in answer.content.decode()


def test_asking_twice_makes_it_once(sophie):
    sophie.post(PAGE)
    sophie.post(PAGE)
    assert Job.objects.filter(name=services.MAKING).count() == 1
    assert acts() == [("archive.asked", "Sophie")]


def test_a_new_one_replaces_the_old_one(sophie, django_capture_on_commit_callbacks):
    made(sophie)
    old = only()
    assert default_storage.exists(path_of(old))
    with django_capture_on_commit_callbacks(execute=True):
        made(sophie)
    assert only().uuid != old.uuid
    assert not default_storage.exists(path_of(old))


def test_one_that_was_replaced_is_not_made(sophie):
    made(sophie)
    with enter(cast.tenant().pk, by=cast.user("sophie")):
        Archive.objects.all().delete()
        job = Job.objects.get(name=services.MAKING)
        Job.objects.filter(pk=job.pk).update(finished_at=None)
    run_all()
    assert Job.objects.get(pk=job.pk).finished_at is not None


def test_after_a_week_it_is_gone(sophie, django_capture_on_commit_callbacks):
    made(sophie)
    archive = only()
    end = services.expires_at(archive)
    assert services.forget_archives(end - timedelta(seconds=1)) == 0
    with enter(cast.tenant().pk, by=None):
        assert services.archive_of(now=end) is None
        with pytest.raises(NotMade):
            services.fetch(now=end, by=cast.user("sophie"))
    with django_capture_on_commit_callbacks(execute=True):
        assert services.forget_archives(end) == 1
    assert not default_storage.exists(path_of(archive))


def test_a_lost_file_is_told(sophie):
    with enter(cast.tenant().pk, by=None):
        file = store(b"lost", name="a.txt", content_type="text/plain", by=None)
        default_storage.delete(
            f"tenants/{file.tenant_id}/{file.sha256[:2]}/{file.sha256}"
        )
    sophie.post(PAGE)
    with pytest.raises(OSError, match=str(file.uuid)):
        run_all()
    Job.objects.update(failed_at=timezone.now())
    page = sophie.get(PAGE).content.decode()
    assert "The archive could not be made." in page
    assert "Make the archive" in page


def test_the_page_asks_few_statements(sophie, django_assert_max_num_queries):
    made(sophie)
    with django_assert_max_num_queries(12):
        sophie.get(PAGE)


def test_programs_ask_and_follow():
    syndic = Program(a_token("sophie")[1], Client())
    before = syndic.get(url("archive", slug=cast.ACACIAS)).json()
    assert (before["made_at"], before["size"], before["job"]) == (None, None, None)
    asked = syndic.post(url("archive", slug=cast.ACACIAS), {})
    assert (asked.status_code, asked.json()["job"]["state"]) == (202, "open")
    run_all()
    after = syndic.get(url("archive", slug=cast.ACACIAS)).json()
    assert (after["size"], after["job"]["state"]) == (only().size, "finished")
    assert after["public_key"] == services.site_key()


def test_programs_fetch_it_right_after_a_sign_in(sign_in):
    made(sign_in("sophie"))
    by_token = Program(a_token("sophie")[1], Client())
    assert by_token.post(url("archive-file", slug=cast.ACACIAS), {}).status_code == 403
    answer = program("sophie").post(url("archive-file", slug=cast.ACACIAS), {})
    assert answer.status_code == 200
    with ZipFile(BytesIO(b"".join(answer))) as archive:
        assert archive.testzip() is None
