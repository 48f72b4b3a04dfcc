"""The data package: valid by its standard, equal bytes for equal tables, all described."""

import csv
import io
import json
import re
from dataclasses import replace
from zipfile import ZipFile

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.transparency.public.making import A_YEAR, AS_OF, ASBL, TODAY, any_tables
from tests.transparency.public.profile import TABULAR_DATA_PACKAGE, cells_that_are_wrong
from transparency.public.cells import files, sha256
from transparency.public.derivation import derive
from transparency.public.package import catalogue, files_of, zipped
from transparency.public.rows import Participants
from transparency.public.tables import TABLES, Tables

PROFILE = Draft202012Validator(TABULAR_DATA_PACKAGE)


def package(tables=A_YEAR):
    figures = derive(tables, today=TODAY, as_of=AS_OF)
    return files_of(tables, figures, publisher=ASBL)


def description(tables=A_YEAR):
    return json.loads(package(tables)["datapackage.json"])


def test_the_description_is_what_the_profile_demands():
    Draft202012Validator.check_schema(TABULAR_DATA_PACKAGE)
    assert [error.message for error in PROFILE.iter_errors(description())] == []
    assert not PROFILE.is_valid(description() | {"resources": []})


@given(any_tables())
@settings(max_examples=25)
def test_every_cell_is_of_its_column_and_every_key_stands_once(tables):
    found = package(tables)
    for resource in json.loads(found["datapackage.json"])["resources"]:
        assert cells_that_are_wrong(resource, found[resource["path"]]) == []


def test_what_is_wrong_is_seen():
    [resource] = [
        one for one in description()["resources"] if one["name"] == "participants"
    ]
    header = b"month,participants\r\n"
    for rows, wrong in (
        (b"2026-1,5\r\n", ["month"]),
        (b"2026-01,x\r\n", ["participants"]),
        (b",5\r\n", ["month"]),
        (b"2026-01,5\r\n2026-01,6\r\n", ["primaryKey"]),
    ):
        assert cells_that_are_wrong(resource, header + rows) == wrong
    assert cells_that_are_wrong(resource, b"month\r\n") == ["header"]


def test_each_file_has_its_size_and_digest():
    found = package()
    described = description()
    listed = [*described["resources"], *described["others"]]
    assert {one["path"] for one in listed} == found.keys() - {"datapackage.json"}
    for one in listed:
        data = found[one["path"]]
        assert (one["bytes"], one["hash"]) == (len(data), f"sha256:{sha256(data)}")


def test_licences_are_named():
    assert [one["name"] for one in description()["licenses"]] == ["CC-BY-4.0"]
    assert b"AGPL-3.0-only" in package()["README.txt"]


def test_the_zip_is_the_same_for_the_same_tables():
    turned = Tables(
        **{table.name: tuple(reversed(getattr(A_YEAR, table.name))) for table in TABLES}
    )
    assert zipped(package(turned)) == zipped(package())
    backwards = dict(reversed(package().items()))
    assert zipped(backwards) == zipped(package())
    with ZipFile(io.BytesIO(zipped(package()))) as archive:
        assert archive.testzip() is None
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {name: archive.read(name) for name in archive.namelist()} == package()


@given(st.integers(0, 4), st.integers(0, 4))
def test_how_many_of_a_small_group_there_are_does_not_change_a_byte(first, second):
    def of(count):
        row = Participants("2026-03", count)
        return package(replace(A_YEAR, participants=(*A_YEAR.participants[:-1], row)))

    assert of(first) == of(second)


def test_what_is_handed_out_can_be_read():
    """Every module is short, and imports what is in the zip or in Python."""
    program = {name: data for name, data in package().items() if name.endswith(".py")}
    assert "transparency/public/derivation.py" in program
    for name, data in program.items():
        assert len(data.splitlines()) < 400, name
        for module in re.findall(
            r"^(?:from|import) (transparency[\w.]*)", data.decode(), re.M
        ):
            path = module.replace(".", "/")
            assert {f"{path}.py", f"{path}/__init__.py"} & program.keys(), module
    assert program["transparency/__init__.py"] == b""


# For catalogues


def listed():
    figures = derive(A_YEAR, today=TODAY, as_of=AS_OF)
    offered = {**files(A_YEAR), "figures.json": b"{}", "figures.zip": b"zip"}
    return offered, json.loads(
        catalogue(
            offered,
            publisher=ASBL,
            figures=figures,
            address=lambda name: f"{ASBL.page}data/{name}",
        )
    )


def test_the_catalogue_lists_every_file():
    offered, found = listed()
    assert (found["@type"], found["dct:modified"]["@value"]) == ("dcat:Dataset", AS_OF)
    distributions = found["dcat:distribution"]
    assert [one["dcat:downloadURL"]["@id"] for one in distributions] == [
        f"{ASBL.page}data/{name}" for name in offered
    ]
    for one, data in zip(distributions, offered.values(), strict=True):
        assert one["dcat:byteSize"]["@value"] == str(len(data))
        assert one["spdx:checksum"]["spdx:checksumValue"]["@value"] == sha256(data)
    types = {one["dcat:mediaType"]["@id"].rpartition("/")[2] for one in distributions}
    assert types == {"csv", "json", "zip"}


def test_every_prefix_of_the_catalogue_is_known():
    _offered, found = listed()
    text = json.dumps(found["dcat:distribution"]) + json.dumps(list(found))
    prefixes = set(re.findall(r'"([a-z]+):[A-Za-z]+"', text))
    assert prefixes <= found["@context"].keys()


def test_the_csv_has_one_line_for_each_row():
    for table in TABLES:
        text = files(A_YEAR)[f"{table.name}.csv"].decode()
        lines = list(csv.reader(io.StringIO(text, newline="")))
        assert len(lines) == 1 + len(getattr(A_YEAR, table.name))
