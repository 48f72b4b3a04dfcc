"""Share tables by a program: uploaded, looked at, applied, undone."""

from buildings.models import ImportBatch, Lot
from tests import cast
from tests.api.conftest import problem, wrong
from tests.finance import factories

SOUND = b"code,name,shares\nA,Bakery,500\nB,,300\nC,,200\nK,,0\nG,Garage,0\n"


def upload(program, *tables):
    files = [(f"t{number}.csv", data) for number, data in enumerate(tables)]
    answer = program("sophie").upload("imports/", tables=files)
    assert answer.status_code == 201
    return answer.json()


def test_tables_are_looked_at_before_anything_is_stored(program, acacias):
    draft = upload(program, SOUND)
    assert (draft["state"], draft["names"], draft["may_apply"]) == (
        "draft",
        "t0.csv",
        True,
    )
    lots = draft["sections"][0]
    assert (lots["kind"], lots["new"], lots["changed"]) == ("lots", 1, 1)
    changes = {change["code"]: change for change in lots["changes"]}
    assert changes["A"] == {
        "code": "A",
        "before": {"name": ""},
        "after": {"name": "Bakery"},
    }
    assert changes["G"]["before"] is None
    assert program("sophie").get(f"imports/{draft['uuid']}/").json() == draft
    assert not Lot.objects.filter(code="G").exists()


def test_an_import_is_applied_once_and_undone(program, acacias):
    path, sophie = f"imports/{upload(program, SOUND)['uuid']}/", program("sophie")
    assert problem(sophie.post(f"{path}undo/")) == (404, "not-found")
    assert sophie.get("imports/").json()["count"] == 0
    assert sophie.post(f"{path}apply/").json()["state"] == "applied"
    assert Lot.objects.get(code="A").name == "Bakery"
    again = sophie.post(f"{path}apply/")
    assert problem(again) == (409, "import-applied")
    done = sophie.get(path).json()
    assert (done["state"], done["sections"], done["may_apply"]) == (
        "applied",
        [],
        False,
    )
    assert sophie.get("imports/").json()["count"] == 1
    assert sophie.post(f"{path}undo/").json()["state"] == "undone"
    assert problem(sophie.post(f"{path}undo/")) == (409, "import-undone")
    assert Lot.objects.get(code="A").name == ""


def test_what_stands_on_an_import_keeps_it(program, acacias):
    keys = b"key,lot,parts\ngarden,A,1\n"
    path, sophie = f"imports/{upload(program, SOUND, keys)['uuid']}/", program("sophie")
    sophie.post(f"{path}apply/")
    factories.issued(factories.item("10.00", key="garden"))
    assert problem(sophie.post(f"{path}undo/")) == (409, "import-used")


def test_mistakes_are_told_at_their_line(program, acacias):
    draft = upload(program, b"code,shares\nA,many\nB,300\nC,200\nK,0\n")
    [first, *_] = draft["problems"]
    assert first == {
        "file": "t0.csv",
        "line": 2,
        "column": "shares",
        "code": "not-a-number",
        "sentence": "“many” is not a whole number.",
    }
    assert (draft["may_apply"], draft["sections"]) == (False, [])
    answer = program("sophie").post(f"imports/{draft['uuid']}/apply/")
    assert problem(answer) == (409, "import-unsound")


def test_what_contradicts_the_building(program, acacias):
    table = b"lot,owner,from,until\nA,Nora Peeters,2019-01-01,2021-01-01\n"
    draft = upload(program, table)
    sentence = "Lot A would have two holders on the same day."
    assert draft["conflicts"] == [sentence]
    answer = program("sophie").post(f"imports/{draft['uuid']}/apply/")
    assert problem(answer) == (409, "import-conflict")
    assert answer.json()["detail"] == sentence


def test_a_new_upload_replaces_the_draft_before(program, acacias):
    first, second = upload(program, SOUND), upload(program, SOUND)
    assert [str(batch.uuid) for batch in ImportBatch.objects.all()] == [second["uuid"]]
    assert program("sophie").get(f"imports/{first['uuid']}/").status_code == 404


def test_nothing_is_no_table(program):
    answer = program("sophie").upload("imports/")
    assert wrong(answer) == {"tables": "This field is required."}


def test_the_tables_to_fill_in(program):
    book = program("sophie").get("imports/template/")
    assert (book.status_code, book.getvalue()[:2]) == (200, b"PK")
    assert cast.ACACIAS not in book["Content-Disposition"]
