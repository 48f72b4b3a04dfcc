"""The copy of one's data: all of one's own, nothing of anybody else's."""

from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from buildings import services
from buildings.models import Consent, Owner
from koprogo.api.services import create_token
from koprogo.documents.services import store
from koprogo.jobs.models import Job
from koprogo.jobs.services import DONE, MORE, run_all, run_step
from koprogo.notifications.models import Delivery
from koprogo.privacy import archive, copies
from koprogo.privacy.models import DataCopy
from koprogo.slots import PersonalFile, PersonalTable
from koprogo.tenancy import enter
from tests import cast
from tests.accounts.steps import confirm_password, with_app
from tests.buildings.pages import statements
from tests.finance import factories, letters
from tests.privacy.copied import copy, opened, tables

pytestmark = pytest.mark.django_db
PAGE, ASK, FETCH = reverse("data"), reverse("data-copy"), reverse("data-copy-fetch")


@pytest.fixture
def lived_in():
    """Les Acacias with a call, its letters, payments, consents and messages."""
    with enter(cast.tenant().pk, by=None):
        call = factories.issued()
        letters.rows(call)
        for code, amount in (("H1", "11.11"), ("H2", "22.22"), ("H3", "33.33")):
            factories.payment(code, amount, communication=f"paid by {code}")
        factories.opened(H1="44.44", H2="55.55")
        for code in ("omar", "clara"):
            owner = Owner.objects.get(code=code)
            Consent.objects.create(
                owner=owner, purpose="letters", source="paper", given_on=cast.SINCE
            )
            Delivery.objects.create(
                event="a-call",
                recipient=f"owner:{owner.uuid}",
                channel="post",
                language="fr",
                subject=f"To {code}",
            )
            store(
                f"plan of {code}".encode(),
                name=f"{code}.txt",
                content_type="text/plain",
                by=cast.user(code),
            )
    return call


def secret_of(name):
    token, _secret = create_token(
        name=f"Program of {name}",
        scopes=["read"],
        expires_on=timezone.localdate(),
        tenant=None,
        by=cast.user(name),
    )
    return token.digest


def test_a_copy_holds_one_s_account(client, lived_in):
    digest = secret_of("omar")
    with_app(cast.user("omar"))
    client.force_login(cast.user("omar"))
    found = tables(opened("omar"), "account")
    assert sorted(found) == [
        "appearance",
        "arrivals",
        "devices",
        "email_addresses",
        "firms",
        "invitations",
        "profile",
        "roles",
        "second_factors",
        "tokens",
    ]
    [profile] = found["profile"]
    assert (profile["name"], profile["email"]) == ("Omar", "omar@example.org")
    assert [(row["role"], row["place"]) for row in found["roles"]] == [
        ("co_owner", "Les Acacias")
    ]
    assert [row["name"] for row in found["tokens"]] == ["Program of omar"]
    assert [row["type"] for row in found["second_factors"]] == [
        "totp",
        "recovery_codes",
    ]
    assert digest not in str(found)


def test_a_copy_holds_what_a_building_knows(lived_in):
    found = tables(opened("omar"), "acacias")
    [owner] = found["owner"]
    assert (owner["last_name"], owner["email"]) == ("Haddad", "omar@example.org")
    assert [(row["lot_code"], row["until"]) for row in found["lots"]] == [
        ("A", None),
        ("K", None),
    ]
    assert [row["holding_code"] for row in found["rights"]] == ["H1"]
    assert [row["communication"] for row in found["payments"]] == ["paid by H1"]
    assert [row["working"] for row in found["opening_balances"]] == ["44.44"]
    assert [(row["title"], row["total"]) for row in found["calls"]] == [
        (lived_in.title, "500.00")
    ]
    assert [row["purpose"] for row in found["consents"]] == ["letters"]
    assert [row["subject"] for row in found["messages"]] == ["To omar"]
    assert [row["name"] for row in found["stored_files"]] == ["omar.txt"]


def test_a_copy_holds_one_s_letters_as_they_were_sent(lived_in):
    files = opened("omar")
    assert files["acacias/documents/letter.pdf"] == b"%PDF-"
    assert [row["name"] for row in tables(files, "acacias")["letters"]] == [
        "Omar Haddad"
    ]


def test_a_copy_holds_nothing_of_anybody_else(lived_in):
    """Of a neighbour with rows in every one of the tables."""
    secret_of("clara")
    everything = b" ".join(opened("omar").values()).decode()
    theirs = [
        *("Clara", "Élise", "clara", "22.22", "33.33", "55.55", "paid by H2"),
        *("Jean", "Fatima", "Bea", "Sophie", "Bellevue", "Stijn"),
    ]
    assert [word for word in theirs if word in everything] == []
    hers = b" ".join(opened("clara").values()).decode()
    own = ("Clara", "Élise", "clara", "22.22", "55.55", "paid by H2")
    assert [word for word in own if word not in hers] == []


def test_a_co_holder_gets_the_amounts_and_not_the_other_one_s_letter(lived_in):
    """Jean represents: the letter shows his name and address, Fatima's copy does not."""
    with enter(cast.tenant().pk, by=None):
        fatima = Owner.objects.get(code="fatima")
        services.link_owner(fatima, user=cast.user("zoe"), since=cast.SINCE, by=None)
    files = opened("zoe")
    found = tables(files, "acacias")
    assert (len(found["calls"]), len(found["payments"])) == (1, 1)
    assert (found["letters"], "acacias/documents/letter.pdf" in files) == ([], False)
    assert "Jean" not in str(found)


def test_a_joint_letter_without_a_representative_goes_to_every_holder(lived_in):
    with enter(cast.tenant().pk, by=None):
        fatima = Owner.objects.get(code="fatima")
        services.link_owner(fatima, user=cast.user("zoe"), since=cast.SINCE, by=None)
        letter = lived_in.documents.get(holding__code="H3").letter
        letter.addressee = None
        letter.save()
    assert "acacias/documents/letter.pdf" in opened("zoe")


@pytest.mark.parametrize(
    ("name", "folders"),
    [
        ("omar", ["acacias", "account"]),
        ("bea", ["account", "bellevue"]),
        ("sophie", ["acacias", "account"]),  # by her firm's mandate
        ("felix", ["acacias", "account"]),  # a former owner
        ("bo", ["account", "asbl"]),
        ("zoe", ["account"]),
    ],
)
def test_a_copy_covers_the_places_where_one_is_or_was(name, folders):
    paths = opened(name)
    assert sorted({path.split("/")[0] for path in paths} - {"README.txt"}) == folders


def test_the_syndic_gets_her_own_acts_and_nobody_s_rows(lived_in):
    with enter(cast.tenant().pk, by=None):
        services.update_lot(cast.lot("A"), by=cast.user("sophie"), name="Attic")
        services.update_lot(cast.lot("B"), by=cast.user("amir"), name="Cave")
    found = tables(opened("sophie"), "acacias")
    assert [row["action"] for row in found.pop("acts")] == ["lot.changed"]
    assert {name: rows for name, rows in found.items() if rows} == {}


def test_the_copy_explains_itself_in_the_person_s_language():
    files = opened("omar")
    assert files["README.txt"].decode().startswith("The data of Omar")


# Tables and documents


def test_tables_are_written_twice_and_documents_keep_their_names(tmp_path):
    rows = [{"what": "=1+1", "more": {"a": [1]}, "none": None}]
    found = [
        PersonalTable("things", rows),
        PersonalTable("nothing", []),
        PersonalFile("a.pdf", lambda: b"first"),
        PersonalFile("a.pdf", lambda: b"second"),
    ]
    with ZipFile(tmp_path / "a.zip", "w") as target:
        archive.write_folder(target, "place", found)
    with ZipFile(tmp_path / "a.zip") as written:
        files = {name: written.read(name) for name in written.namelist()}
    assert list(files) == [
        "place/documents/a.pdf",
        "place/documents/2_a.pdf",
        "place/data.json",
        "place/things.csv",
        "place/nothing.csv",
    ]
    assert files["place/documents/2_a.pdf"] == b"second"
    assert files["place/things.csv"].decode("utf-8-sig").splitlines() == [
        "what;more;none",
        '\'=1+1;"{""a"": [1]}";',
    ]
    assert tables(files, "place") == {"things": rows, "nothing": []}


# The job


def job():
    return Job.objects.get(name=copies.MAKING)


def test_each_place_is_a_step():
    copies.ask_copy(by=cast.user("omar"))
    assert (job().done, job().total) == (0, 2)
    assert (run_step(job().pk), job().done) == (MORE, 1)
    assert (run_step(job().pk), job().done) == (DONE, 2)


def test_a_part_that_a_crash_cut_short_is_written_again():
    asked = copies.ask_copy(by=cast.user("omar"))
    default_storage.save(f"people/{asked.uuid}-0.zip", ContentFile(b"half"))
    assert "account/data.json" in opened("omar")


def test_parts_are_gone_when_the_copy_is_there(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        made = copy("omar")
    kept = [default_storage.exists(f"people/{made.uuid}{end}") for end in ENDS]
    assert kept == [True, False, False]


ENDS = (".zip", "-0.zip", "-1.zip")


def test_a_copy_is_made_once_at_a_time():
    first = copies.ask_copy(by=cast.user("omar"))
    assert copies.ask_copy(by=cast.user("omar")) == first
    assert Job.objects.filter(name=copies.MAKING).count() == 1


def test_a_new_copy_replaces_the_old_one(django_capture_on_commit_callbacks):
    old = copy("omar")
    with django_capture_on_commit_callbacks(execute=True):
        new = copies.ask_copy(by=cast.user("omar"))
    assert list(DataCopy.objects.values_list("uuid", flat=True)) == [new.uuid]
    assert not default_storage.exists(f"people/{old.uuid}.zip")


def test_what_could_not_be_made_is_asked_again(sign_in):
    copies.ask_copy(by=cast.user("omar"))
    Job.objects.update(failed_at=timezone.now())
    page = sign_in("omar").get(PAGE)
    assert "could not be made" in page.content.decode()
    assert "account/data.json" in opened("omar")


def test_a_job_whose_copy_is_gone_does_nothing():
    asked = copies.ask_copy(by=cast.user("omar"))
    DataCopy.objects.all().delete()
    run_all()
    assert job().finished_at is not None
    assert not default_storage.exists(f"people/{asked.uuid}-0.zip")


def test_a_copy_stays_a_week_to_the_moment(django_capture_on_commit_callbacks):
    made = copy("omar")
    omar, end = cast.user("omar"), made.made_at + timedelta(days=7)
    before = end - timedelta(microseconds=1)
    assert copies.expires_at(made) == end
    assert (copies.copy_of(omar, now=before), copies.copy_of(omar, now=end)) == (
        made,
        None,
    )
    assert copies.forget_old(before) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert copies.forget_old(end) == 1
    assert not default_storage.exists(f"people/{made.uuid}.zip")


def test_what_was_never_made_goes_a_week_after_it_was_asked():
    asked = copies.ask_copy(by=cast.user("omar"))
    end = asked.asked_at + timedelta(days=7)
    assert copies.forget_old(end - timedelta(microseconds=1)) == 0
    assert copies.forget_old(end) == 1


# The pages


def test_it_is_asked_shown_and_fetched(sign_in):
    client = sign_in("omar")
    assert "Make a copy" in client.get(PAGE).content.decode()
    client.post(ASK)
    assert "The work has begun" not in client.get(PAGE).content.decode()
    assert "0 of 2 are done" in client.get(PAGE).content.decode()
    run_all()
    confirm_password(client)
    assert "Your copy is ready" in client.get(PAGE).content.decode()
    answer = client.get(FETCH)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"] == "private, no-store"
    assert answer.getvalue()[:2] == b"PK"


def test_it_is_fetched_only_by_whoever_says_again_who_he_is(sign_in):
    copy("omar")
    client = sign_in("omar")
    assert client.get(FETCH).url.startswith(reverse("account_reauthenticate"))
    confirm_password(client)
    answer = client.get(FETCH)
    answer.close()
    assert answer.status_code == 200


def test_nobody_fetches_another_one_s(sign_in):
    copy("omar")
    client = sign_in("clara")
    confirm_password(client)
    assert client.get(FETCH).status_code == 404


def test_one_that_is_not_made_yet_is_not_there(sign_in):
    copies.ask_copy(by=cast.user("omar"))
    client = sign_in("omar")
    confirm_password(client)
    assert client.get(FETCH).status_code == 404


@pytest.mark.parametrize("buildings", [1, 3])
def test_my_data_costs_as_much_with_many_buildings(sign_in, buildings):
    for number in range(1, buildings):
        found = services.create_building(
            name=f"House {number}", slug=f"house-{number}", deed_total=1, by=None
        )
        with enter(found.pk, by=None):
            services.grant_role(
                cast.user("omar"),
                tenant=found.tenant,
                role="co_owner",
                since=cast.SINCE,
                by=None,
            )
    client = sign_in("omar")
    client.get(PAGE)
    assert statements(client, PAGE) == 4
    assert len(client.get(PAGE).context["places"]) == buildings
