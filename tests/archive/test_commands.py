"""``manage.py export_building`` and ``import_archive``, from one site to the other."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from buildings.models import Firm, Mandate
from buildings.services import create_firm
from koprogo.archive.services import site_key
from koprogo.documents.services import store
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from tests import cast

NEXT_YEAR = timezone.localdate() + timedelta(days=365)


def run(*arguments):
    out = StringIO()
    call_command(*map(str, arguments), stdout=out)
    return out.getvalue().splitlines()


def refusal(*arguments):
    with pytest.raises(CommandError) as refused:
        run(*arguments)
    return str(refused.value)


@pytest.fixture(scope="module")
def exported(elsewhere, cast_template, tmp_path_factory):
    """The file that the command wrote, and what it said."""
    path = tmp_path_factory.mktemp("sent") / "acacias.zip"
    with elsewhere(cast_template):
        return path, run("export_building", cast.ACACIAS, "--to", path)


@pytest.fixture
def empty(elsewhere):
    with elsewhere():
        yield


def test_out(exported):
    path, said = exported
    assert said == [
        f"{path}: “Les Acacias”, {path.stat().st_size:,} bytes.",
        f"Signed with the key {site_key()}",
    ]


def test_in(exported, empty):
    create_firm(name="Next Syndic")
    said = run(
        "import_archive",
        exported[0],
        "--slug=the-acacias",
        f"--signed-by={site_key()}",
        "--firm=Next Syndic",
        f"--until={NEXT_YEAR}",
    )
    assert said == [
        "“Les Acacias” is there: /b/the-acacias/",
        f"Signed with the key {site_key()}",
    ]
    mandate = Mandate.objects.get(tenant__slug="the-acacias")
    assert (mandate.firm.name, mandate.until) == ("Next Syndic", NEXT_YEAR)


def test_whoever_did_not_name_a_key_is_told_to_compare_it(exported, empty):
    assert run("import_archive", exported[0])[-1] == (
        "Compare it with the key that the sender has told you."
    )
    assert Mandate.objects.count() == 0
    said = refusal("import_archive", exported[0])
    assert said.startswith("This installation has these very rows")


def test_an_address_is_taken_once(exported, empty):
    Tenant.objects.create(slug=cast.ACACIAS, name="Other", kind=Tenant.Kind.FUND)
    said = refusal("import_archive", exported[0])
    assert said.startswith("Another tenant has this address")
    assert Tenant.objects.count() == 1


def test_refusals_change_nothing(exported, empty, tmp_path):
    cut = tmp_path / "cut.zip"
    cut.write_bytes(exported[0].read_bytes()[:1000])
    Firm.objects.create(name="Next Syndic")
    firm = ["--firm", "Next Syndic"]
    assert refusal("import_archive", cut).startswith("Not a ZIP, cut short")
    assert "No such file" in refusal("import_archive", tmp_path / "none.zip")
    assert "no firm" in refusal("import_archive", exported[0], "--firm", "Nobody")
    assert "cannot be null" in refusal("import_archive", exported[0], *firm)
    late = ["--until", NEXT_YEAR + timedelta(days=3 * 366)]
    assert "three years" in refusal("import_archive", exported[0], *firm, *late)
    assert "invalid" in refusal("import_archive", exported[0], "--until", "soon")
    assert Tenant.objects.count() == 0


@pytest.mark.django_db
def test_out_refuses(tmp_path):
    there = tmp_path / "there.zip"
    there.touch()
    assert refusal("export_building", "nowhere") == "There is no building “nowhere”."
    assert "File exists" in refusal("export_building", cast.ACACIAS, "--to", there)


@pytest.mark.django_db
def test_a_lost_file_leaves_no_archive(tmp_path):
    with enter(cast.tenant().pk, by=None):
        file = store(b"lost", name="a.txt", content_type="text/plain", by=None)
        shelf = f"tenants/{file.tenant_id}/{file.sha256[:2]}"
        default_storage.delete(f"{shelf}/{file.sha256}")
    path = tmp_path / "a.zip"
    said = refusal("export_building", cast.ACACIAS, "--to", path)
    assert "lost or changed" in said
    assert not path.exists()
