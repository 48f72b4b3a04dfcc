"""Excel workbooks to tables, also damaged and hostile ones."""

import io
import random
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from buildings.importing import tables, xlsx
from buildings.importing.problems import Code
from buildings.importing.tables import read_tables
from tests.buildings.files import cells, complaints, is_told, rezipped, saved, workbook


def test_workbook_cells_are_read_as_they_were_typed():
    row = [
        163.0,
        0.5,
        1 / 3,
        0.1 + 0.2,
        7,
        True,
        date(2022, 7, 1),
        datetime(2022, 7, 1, 13, 30),  # noqa: DTZ001 - a spreadsheet has no zone
        time(13, 30),
        "  A  1 ",
        "007",
        2.0001234567890123,
    ]
    header = [f"c{index}" for index in range(len(row))]
    [(line, read)] = cells(workbook(Lots=[header, row]))
    assert (line, list(read.values())) == (
        2,
        [
            "163",
            "0.5",
            "1/3",
            "0.3",
            "7",
            "1",
            "2022-07-01",
            "2022-07-01 13:30:00",
            "13:30:00",
            "A 1",
            "007",
            "2.00012345678901",
        ],
    )


def test_whole_numbers_may_be_stored_with_a_point():
    data = workbook(Lots=[["lot", "shares"], ["A1", 163]])
    stored = rezipped(
        data,
        replace={
            "xl/worksheets/sheet1.xml": lambda xml: xml.replace(b">163<", b">163.0<")
        },
    )
    assert stored != data
    assert cells(stored) == [(2, {"lot": "A1", "shares": "163"})]


def test_each_visible_sheet_of_a_workbook_is_a_table():
    book = openpyxl.load_workbook(
        io.BytesIO(
            workbook(
                Lots=[["lot", "name"], ["A1", "x"]],
                Empty=[],
                Titles=[["lot", "name"]],
                Hidden=[["lot", "name"], ["A2", "y"]],
                Keys=[[], ["key", None, "total"], [], ["lift", None, 5, None]],
            )
        )
    )
    book["Hidden"].sheet_state = "hidden"
    read = read_tables(saved(book), "b.xlsx")
    assert [
        (t.name, t.sheet, t.header, [(r.line, dict(r.cells)) for r in t.rows])
        for t in read
    ] == [
        ("b.xlsx › Lots", "Lots", ("lot", "name"), [(2, {"lot": "A1", "name": "x"})]),
        (
            "b.xlsx › Keys",
            "Keys",
            ("key", "total"),
            [(4, {"key": "lift", "total": "5"})],
        ),
    ]


def test_blank_cells_at_the_end_of_a_workbook_line_are_allowed():
    data = workbook(Lots=[["lot", "name"], ["A1"], ["A2", "x", None]])
    assert cells(data) == [
        (2, {"lot": "A1", "name": ""}),
        (3, {"lot": "A2", "name": "x"}),
    ]


def test_the_bad_lines_of_all_sheets_are_listed():
    data = workbook(
        Lots=[["lot", "lot"], ["A1", "x"]], Keys=[["key"], ["lift", 5], ["#REF!"]]
    )
    assert complaints(data, "b.xlsx") == [
        ("b.xlsx › Lots", 1, "lot", Code.DUPLICATE_COLUMN, {}),
        ("b.xlsx › Keys", 2, None, Code.RAGGED_ROW, {"expected": 1, "found": 2}),
        ("b.xlsx › Keys", 3, "key", Code.ERROR_CELL, {"value": "#REF!"}),
    ]


@pytest.mark.parametrize(
    ("sheets", "code"),
    [
        ({"Lots": []}, Code.EMPTY_FILE),
        ({"Lots": [["lot", "name"]], "Keys": []}, Code.NO_ROWS),
    ],
)
def test_a_workbook_without_lines_is_refused(sheets, code):
    assert complaints(workbook(**sheets)) == [("lots.csv", None, None, code, {})]


def test_the_stated_size_of_a_sheet_is_not_believed():
    data = workbook(Lots=[["lot", "name"], ["A1", "x"], ["A2", "y"]])
    lying = rezipped(
        data,
        replace={
            "xl/worksheets/sheet1.xml": lambda xml: xml.replace(b"A1:B3", b"A1:A1")
        },
    )
    assert lying != data
    assert cells(lying) == cells(data)


def test_a_stray_cell_far_away_does_not_make_a_large_table():
    book = openpyxl.Workbook()
    book.active.append(["lot", "name"])
    book.active.append(["A1", "x"])
    book.active.cell(2, 16_384, "stray")
    assert cells(saved(book)) == [(2, {"lot": "A1", "name": "x"})]
    book.active.cell(1_048_576, 1, "stray")
    [complaint] = complaints(saved(book))
    assert complaint[3] == Code.TOO_MANY_ROWS


def test_the_last_line_of_a_sheet_is_read():
    book = openpyxl.Workbook()
    book.active.append(["lot", "name"])
    book.active.cell(tables.MAX_LINES, 1, "A1")
    assert cells(saved(book)) == [(tables.MAX_LINES, {"lot": "A1", "name": ""})]


def test_a_zip_bomb_is_not_unpacked():
    data = workbook(Lots=[["lot", "name"], ["A1", "x"]])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        own = sum(part.file_size for part in archive.infolist())
    room = xlsx.MAX_UNPACKED_BYTES - own
    assert cells(rezipped(data, add={"a.bin": b" " * room})) == cells(data)
    bomb = rezipped(data, add={"a.bin": b" " * (room + 1)})
    assert len(bomb) < 100_000
    assert complaints(bomb) == [
        ("lots.csv", None, None, Code.UNPACKED_TOO_LARGE, {"limit": 50})
    ]


def test_an_archive_of_too_many_parts_is_refused():
    data = workbook(Lots=[["lot", "name"], ["A1", "x"]])
    many = rezipped(data, add={f"{n}.bin": b"" for n in range(xlsx.MAX_PARTS)})
    assert [code for *_, code, _ in complaints(many)] == [Code.UNPACKED_TOO_LARGE]


def test_sheets_have_a_limit():
    def book(count):
        rows = [["lot", "name"], ["A1", "x"]]
        return workbook(**{f"s{number}": rows for number in range(count)})

    assert len(read_tables(book(xlsx.MAX_SHEETS), "b.xlsx")) == xlsx.MAX_SHEETS
    assert complaints(book(xlsx.MAX_SHEETS + 1)) == [
        ("lots.csv", None, None, Code.TOO_MANY_SHEETS, {"limit": xlsx.MAX_SHEETS})
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_xml_bomb_is_refused(encoding):
    data = workbook(Lots=[["lot", "name"], ["A1", "x"]])
    laughs = '<!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'
    bomb = rezipped(
        data,
        replace={"xl/worksheets/sheet1.xml": lambda _: laughs.encode(encoding)},
    )
    assert [code for *_, code, _ in complaints(bomb)] == [Code.NOT_A_WORKBOOK]


def test_another_office_document_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert [code for *_, code, _ in complaints(file.getvalue())] == [
        Code.NOT_A_WORKBOOK
    ]


DAMAGED = workbook(Lots=[["lot", "name", "shares"], ["A1", "x", 0.25]])


@given(st.integers(0, 2**32))
def test_a_damaged_workbook_is_a_table_or_a_refusal(seed):
    chance = random.Random(seed)
    data = bytearray(DAMAGED)
    for _ in range(chance.randint(1, 20)):
        data[chance.randrange(4, len(data))] = chance.randrange(256)
    assert is_told(bytes(data))
