"""Upload, look, import, undo: through the pages and from the command line."""

from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from buildings import services
from buildings.importing.template import template_workbook
from buildings.models import ImportBatch, Lot
from koprogo.tenancy.models import Tenant
from tests import cast
from tests.buildings.csv_tables import template_csvs
from tests.buildings.pages import inside, url

ADDED = "code,shares\nA,500\nB,300\nC,150\nD,50\nK,0\n"


def upload(client, *files):
    tables = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(url("import"), {"tables": tables}, follow=True)


def lots():
    with inside():
        return dict(Lot.objects.values_list("code", "shares"))


BEFORE = {"A": 500, "B": 300, "C": 200, "K": 0}
AFTER = {"A": 500, "B": 300, "C": 150, "D": 50, "K": 0}


def test_upload_look_import_undo(sign_in):
    client = sign_in("sophie")
    page = upload(client, ("lots.csv", ADDED.encode()))
    assert lots() == BEFORE
    with inside():
        batch = ImportBatch.objects.get()
    assert "Shares: 200" in page.content.decode()
    assert "Shares: 150" in page.content.decode()
    client.post(url("import-apply", batch.uuid))
    assert lots() == AFTER
    page = client.post(url("import-apply", batch.uuid), follow=True)
    assert "had been imported already" in page.content.decode()
    assert "lots.csv" in client.get(url("import")).content.decode()
    assert client.get(url("import-undo", batch.uuid)).status_code == 200
    client.post(url("import-undo", batch.uuid))
    assert lots() == BEFORE
    page = client.post(url("import-undo", batch.uuid), follow=True)
    assert "undone already" in page.content.decode()


def test_an_import_in_use_is_not_undone(sign_in):
    client = sign_in("sophie")
    upload(client, ("lots.csv", ADDED.encode()))
    with inside():
        batch = ImportBatch.objects.get()
    client.post(url("import-apply", batch.uuid))
    with inside():
        services.update_lot(cast.lot("C"), shares=140, by=None)
        services.update_lot(cast.lot("D"), shares=60, by=None)
    page = client.post(url("import-undo", batch.uuid), follow=True)
    assert "cannot be undone" in page.content.decode()
    assert lots() == {**AFTER, "C": 140, "D": 60}


def test_the_same_table_again_has_nothing_to_import(sign_in):
    text = "code,shares\n" + "".join(f"{c},{n}\n" for c, n in BEFORE.items())
    page = upload(sign_in("sophie"), ("lots.csv", text.encode()))
    assert "there is nothing to import" in page.content.decode()
    assert page.context["may_apply"] is False


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"code,shares\nA,-1\n", "lots.csv, line 2, column “shares”"),
        (b"code,shares\nA,999\n", "shares add up to 999, not to the deed"),
        (b"code,shares\nA,1.005\n", "lots.csv, line 2, column “shares”"),
        (b"\x00\x01\x02", "This is not a table."),
        (
            "code;désignation;shares\nA;Été;500\n".encode("latin-1"),
            "shares add up to 500, not to the deed",
        ),
    ],
)
def test_mistakes_are_told_at_their_line(sign_in, content, message):
    client = sign_in("sophie")
    page = upload(client, ("lots.csv", content))
    assert message in page.content.decode()
    with inside():
        batch = ImportBatch.objects.get()
    page = client.post(url("import-apply", batch.uuid), follow=True)
    assert "Nothing was imported" in page.content.decode()
    assert lots() == BEFORE


def test_latin_1_with_semicolons_is_read(sign_in):
    text = "code;désignation;shares\nA;Été;500\nB;;300\nC;;200\nK;;0\n"
    page = upload(sign_in("sophie"), ("lots.csv", text.encode("latin-1")))
    assert "Été" in page.content.decode()
    assert page.context["may_apply"] is True


def test_a_file_above_the_limit_is_not_read(sign_in, settings):
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
    page = upload(sign_in("sophie"), ("big.csv", b"x" * 1024 * 1024 + b"x"))
    assert page.context["form"].errors == {
        "tables": ["big.csv: larger than 1 MB. Nothing was read."]
    }
    with inside():
        assert ImportBatch.objects.count() == 0


def test_the_template_comes_back_as_it_went(sign_in):
    client = sign_in("sophie")
    response = client.get(url("import-template"))
    assert response["Content-Disposition"] == 'attachment; filename="koprogo.xlsx"'
    page = upload(client, ("koprogo.xlsx", response.content))
    assert page.context["problems"] == []


@pytest.fixture
def folder(tmp_path):
    """The template's tables as files of a folder."""
    for name, content in template_csvs("en").items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "new_lots.xlsx").write_bytes(template_workbook("nl"))
    return tmp_path


def command(*args):
    out, err = StringIO(), StringIO()
    try:
        call_command("import_building", *map(str, args), stdout=out, stderr=err)
    except CommandError as error:
        return f"{err.getvalue()}{error}"
    return out.getvalue()


def test_the_command_is_a_dry_run_first(folder, db):
    printed = command("--lots", folder / "new_lots.xlsx")
    assert printed.splitlines() == [
        "New building “New”: 1000 shares.",
        "  lots: 5 new, 0 changed",
        "  keys: 1 new, 0 changed",
        "  owners: 4 new, 0 changed",
        "  holdings: 3 new, 0 changed",
        "  periods: 6 new, 0 changed",
        "Dry run, nothing stored in “New” (new).",
    ]
    assert not Tenant.objects.filter(slug="new").exists()


def test_the_command_stores_with_apply_and_twice_changes_nothing(folder, db):
    command("--lots", folder / "new_lots.xlsx", "--name", "Tilia", "--apply")
    printed = command("--lots", folder / "new_lots.xlsx", "--building", "tilia")
    assert printed.splitlines() == [
        "  lots: 0 new, 0 changed",
        "  keys: 0 new, 0 changed",
        "  owners: 0 new, 0 changed",
        "  holdings: 0 new, 0 changed",
        "  periods: 0 new, 0 changed",
        "Dry run, nothing stored in “Tilia” (tilia).",
    ]


def test_the_command_takes_the_tables_of_other_programs(folder, db):
    names = sorted(path for path in folder.glob("*.csv"))
    assert "lots: 5 new" in command("--lots", *names, "--name", "Tilia")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Name at least one table: --lots, --shares, --owners."),
        (["--lots", "nowhere.csv"], "nowhere.csv: No such file or directory"),
        (["--lots", "{lots}", "--building", "nix"], "There is no building “nix”."),
    ],
)
def test_the_command_says_what_is_wrong(folder, db, arguments, message):
    lots = folder / "new_lots.xlsx"
    assert command(*(a.format(lots=lots) for a in arguments)) == message


def test_the_command_lists_mistakes_by_line(tmp_path, db):
    path = tmp_path / "lots.csv"
    path.write_text("code,shares\nA,-1\n")
    assert command("--lots", path).splitlines() == [
        "lots.csv, line 2, column “shares”: “-1” is negative; a share is never below 0.",
        "The tables have mistakes; nothing was stored.",
    ]
