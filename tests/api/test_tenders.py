"""Competing quotes by the API: the same rows as on the pages."""

from koprogo.jobs.services import run_all
from tests.api.conftest import problem, wrong
from tests.buildings.documents import library_document
from tests.governance.assemblies import making as assemblies
from tests.governance.tenders import making
from tests.governance.tenders.making import inside

HERE = "assemblies/tenders"
QUOTE = {"dated_on": "2026-03-02", "amount": "9000.00", "vat_rate": "6"}


def test_quotes_are_asked_for_and_compared(program, db):
    sophie = program("sophie")
    with inside():
        making.threshold()
        item = assemblies.add(assemblies.extraordinary())
    assert set(wrong(sophie.post(f"{HERE}/", {}))) == {"title", "specification"}
    body = {"title": "Roof", "specification": "Zinc.", "item": str(item.uuid)}
    made = sophie.post(f"{HERE}/", body).json()
    assert (made["needs_several"], made["valid_quotes"], made["threshold"]) == (
        True,
        0,
        "5000.00",
    )
    assert list(wrong(sophie.post(f"{HERE}/", body))) == ["item"]
    here = f"{HERE}/{made['tender']['uuid']}"
    file = ("quote.pdf", making.PDF.data)
    sophie.upload(f"{here}/quotes/", **QUOTE, supplier_name="Toitures SA", file=file)
    dear = QUOTE | {"vat_rate": "21", "supplier_name": "Daken BV"}
    found = sophie.upload(f"{here}/quotes/", **dear).json()
    again = sophie.upload(f"{here}/quotes/", **dear)
    assert problem(again) == (409, "supplier-quoted")
    first, second = found["quotes"]
    assert (first["total"], first["is_cheapest"], first["has_file"]) == (
        "9540.00",
        True,
        True,
    )
    assert (second["difference"], second["percent"]) == ("1350.00", "14.15")
    assert found["valid_quotes"] == 2
    lines = sophie.get(f"{here}/quotes/", format="csv").content.decode("utf-8-sig")
    assert len(lines.splitlines()) == 3
    pdf = sophie.get(f"{here}/quotes/{first['uuid']}/file/")
    assert b"".join(pdf) == making.PDF.data
    assert sophie.get(f"{here}/quotes/{second['uuid']}/file/").status_code == 404
    refused = sophie.put(f"{here}/choice/", {"quote": second["uuid"]})
    assert problem(refused) == (400, "reason-missing")
    assert list(wrong(refused)) == ["reason"]
    sophie.put(f"{here}/choice/", {"quote": second["uuid"], "reason": "In March."})
    [row] = sophie.get(f"{HERE}/").json()["results"]
    assert (row["state"], row["chosen"], row["reason"], row["quotes"]) == (
        "chosen",
        second["uuid"],
        "In March.",
        2,
    )
    assert problem(sophie.delete(f"{here}/")) == (409, "tender-settled")
    assert sophie.delete(f"{here}/choice/").status_code == 204
    none = sophie.put(f"{here}/choice/", {"quote": None, "reason": "Too dear."})
    assert none.json()["quote"] is None


def test_what_it_costs_an_owner_once_he_is_convened(program, db):
    with inside():
        draft = making.with_point()
        making.two(draft)
    omar = program("omar")
    assert omar.get(f"{HERE}/{draft.uuid}/").status_code == 404
    with inside():
        assemblies.convene(draft.item.assembly)
    found = omar.get(f"{HERE}/{draft.uuid}/").json()
    assert [one["own_cost"] for one in found["quotes"]] == ["4770.00", "5747.50"]
    assert b"".join(omar.get(f"{HERE}/{draft.uuid}/comparison/")).startswith(b"%PDF")
    sophie = program("sophie")
    first = found["quotes"][0]["uuid"]
    refused = sophie.delete(f"{HERE}/{draft.uuid}/quotes/{first}/")
    assert problem(refused) == (409, "already-convened")


def test_a_tender_and_its_quotes_change(program, db):
    sophie = program("sophie")
    with inside():
        found = making.tender()
        quote = making.quote(found)
        version = library_document("Plan").versions.get()
    here = f"{HERE}/{found.uuid}"
    body = {"title": "Gutters", "specification": "Zinc.", "estimate": "900.00"}
    assert sophie.put(f"{here}/", body).json()["tender"]["title"] == "Gutters"
    paper = {"version": str(version.uuid)}
    [kept] = sophie.post(f"{here}/documents/", paper).json()["documents"]
    assert kept["title"] == "Plan"
    assert sophie.delete(f"{here}/documents/{version.uuid}/").status_code == 204
    where = f"{here}/quotes/{quote.uuid}/"
    changed = QUOTE | {"supplier_name": "Toitures SA", "amount": "8000.00"}
    [shown] = sophie.upload(where, method="PUT", **changed).json()["quotes"]
    assert shown["total"] == "8480.00"
    asked = sophie.post(f"{here}/comparison/")
    assert (asked.status_code, asked.json()["state"]) == (202, "open")
    assert sophie.post(f"{here}/comparison/").json() == asked.json()
    run_all()
    made = sophie.get(f"/api/v1/jobs/{asked.json()['uuid']}/").json()
    assert (made["state"], made["refused"]) == ("finished", "")
    assert sophie.get(f"{here}/").json()["tender"]["state"] == "compared"
    assert sophie.delete(where).status_code == 204
    refused = sophie.post(f"{here}/comparison/")
    assert problem(refused) == (409, "nothing-to-compare")
    assert sophie.delete(f"{here}/").status_code == 204


def test_a_job_tells_what_refused_it(program, db):
    sophie = program("sophie")
    with inside():
        found = making.with_point()
        making.two(found)
    asked = sophie.post(f"{HERE}/{found.uuid}/comparison/").json()
    with inside():
        assemblies.convene(found.item.assembly)
    run_all()
    # Whoever prepares assemblies follows it, as does who asked.
    for name in ("sophie", "amir"):
        followed = program(name).get(f"/api/v1/jobs/{asked['uuid']}/")
        assert (name, followed.status_code) == (name, 200)
        ended = followed.json()
        assert (ended["state"], ended["refused"]) == ("finished", "already-convened")
    omar = program("omar").get(f"/api/v1/jobs/{asked['uuid']}/")
    assert omar.status_code == 404


def test_the_tender_of_an_assembly_that_was_called_off(program, db):
    sophie = program("sophie")
    with inside():
        off, standing = making.called_off(), making.convened()
    here = f"{HERE}/{off.uuid}/take-up/"
    refused = sophie.post(f"{HERE}/{standing.uuid}/take-up/")
    assert problem(refused) == (409, "not-called-off")
    assert sophie.post(here).json()["tender"]["item"] is None
    assert problem(sophie.post(here)) == (409, "tender-still-open")
    assert program("omar").post(here).status_code == 403
