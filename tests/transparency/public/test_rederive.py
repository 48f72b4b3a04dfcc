"""The program that is handed out: run alone, it agrees, and finds what was altered."""

import io
import json
import subprocess
import sys
from zipfile import ZipFile

import pytest

from tests.transparency.public.making import A_YEAR, AS_OF, ASBL, TODAY
from transparency.public import rederive
from transparency.public.cells import sha256
from transparency.public.derivation import derive
from transparency.public.package import files_of, zipped
from transparency.public.tables import TABLES, Tables


def package(tables=A_YEAR):
    figures = derive(tables, today=TODAY, as_of=AS_OF)
    return files_of(tables, figures, publisher=ASBL)


@pytest.fixture
def folder(tmp_path):
    """The package as somebody unpacks it, away from this project."""
    with ZipFile(io.BytesIO(zipped(package()))) as archive:
        archive.extractall(tmp_path)
    return tmp_path


def run(folder, *arguments):
    """Run it without site-packages, without this project, elsewhere."""
    found = subprocess.run(
        [sys.executable, "-I", "-S", "-B", folder / "rederive.py", *arguments],
        cwd="/",
        env={},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert found.stderr == ""
    return found.returncode, found.stdout.splitlines()


def seen(folder):
    """The same in this process: what it says, and with what it ends."""
    return list(rederive.compare(rederive.read(folder)))


def test_all_agrees(folder):
    digest = sha256((folder / "datapackage.json").read_bytes())
    assert run(folder) == (
        0,
        [f"datapackage.json: sha256 {digest}", "All agrees."],
    )


def test_a_zip_as_it_was_downloaded(folder, tmp_path):
    whole = tmp_path / "figures.zip"
    whole.write_bytes(zipped(package()))
    assert run(folder, whole)[0] == 0
    whole.write_bytes(zipped({**package(), "costs.csv": b"month\r\n"}))
    assert run(folder, whole)[0] == 1


def test_an_asbl_without_a_row(folder):
    for name, data in package(Tables()).items():
        (folder / name).write_bytes(data)
    assert run(folder)[0] == 0


def test_an_altered_cell_is_named(folder):
    path = folder / "costs.csv"
    path.write_bytes(path.read_bytes().replace(b"95.00", b"94.00", 1))
    code, lines = run(folder)
    assert code == 1
    assert lines[1:3] == [
        "DIFFERENCE costs.csv is not the file that datapackage.json describes",
        "DIFFERENCE last_year.costs: published 1140.00, derived 1139.00",
    ]
    assert lines[-1] == "Something differs."


def cells_of(data):
    """Yield the file anew for each of its cells, with that cell altered."""
    lines = data.split(b"\r\n")
    for number, line in enumerate(lines[1:-1], start=1):
        parts = line.split(b",")
        for place, part in enumerate(parts):
            altered = [
                *parts[:place],
                part + b"0" if part else b"7",
                *parts[place + 1 :],
            ]
            yield b"\r\n".join(
                [*lines[:number], b",".join(altered), *lines[number + 1 :]]
            )


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_one_altered_cell_of_any_table_is_found(folder, table):
    path = folder / f"{table.name}.csv"
    altered = list(cells_of(path.read_bytes()))
    assert len(altered) >= len(table.columns())
    for data in altered:
        path.write_bytes(data)
        assert seen(folder) != []
    assert run(folder)[0] == 1


def test_a_figure_is_found_also_where_the_digests_were_made_anew(folder):
    path, description = folder / "costs.csv", folder / "datapackage.json"
    before = path.read_bytes()
    path.write_bytes(before.replace(b"95.00", b"94.00", 1))
    described = description.read_text().replace(
        sha256(before), sha256(path.read_bytes())
    )
    description.write_text(described)
    assert {one.partition(":")[0].partition(".")[0] for one in seen(folder)} == {
        *("last_year", "months", "quarters", "undivided"),
    }


def test_an_altered_figure_is_named(folder):
    path = folder / "figures.json"
    figures = json.loads(path.read_text()) | {"participants": 101}
    path.write_text(json.dumps(figures))
    assert "participants: published 101, derived 100" in seen(folder)


def test_an_altered_program_is_found(folder):
    path = folder / "transparency" / "tariff.py"
    path.write_text(path.read_text() + "\n")
    assert run(folder)[0] == 1


@pytest.mark.parametrize("name", ["figures.json", "costs.csv", "README.txt"])
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    code, lines = run(folder)
    assert code == 1
    assert f"DIFFERENCE {name} is missing" in lines


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"resources": [{}], "others": []}', "\ud800"]
)
def test_a_description_that_cannot_be_read(folder, text):
    path = folder / "datapackage.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    code, lines = run(folder)
    assert (code, lines[-1]) == (1, "Something differs.")


def test_a_table_that_is_none_is_named(folder):
    (folder / "costs.csv").write_text("month,kind\n")
    assert any("costs, line 1: other columns" in one for one in seen(folder))


def test_figures_that_cannot_be_read(folder):
    (folder / "figures.json").write_text("{}")
    assert run(folder)[0] == 1


def test_nothing_is_there(folder, tmp_path):
    assert run(folder, tmp_path / "nowhere")[0] == 1
    (tmp_path / "text.txt").write_text("no zip")
    assert run(folder, tmp_path / "text.txt")[0] == 1
