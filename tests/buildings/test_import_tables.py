"""Text to tables: encodings, delimiters, and files that are not tables."""

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buildings.importing import tables
from buildings.importing.problems import Code, FileTooLarge
from buildings.importing.tables import check_size, read_tables
from tests.buildings.files import cells, complaints, is_told, workbook

EXPECTED = [
    (2, {"lot": "A1", "nom": "Rez à droite", "quotités": "400"}),
    (3, {"lot": "A2", "nom": "Étage; avant, « gauche »", "quotités": "600"}),
]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r"])
def test_every_encoding_and_delimiter_reads_the_same(encoding, delimiter, newline):
    lines = [
        ["lot", "nom", "quotités"],
        ["A1", "Rez à droite", "400"],
        ["A2", '"Étage; avant, « gauche »"', "600"],
    ]
    text = newline.join(delimiter.join(line) for line in lines)
    assert cells(text.encode(encoding)) == EXPECTED


def test_utf_16_is_read_in_both_byte_orders():
    text = "\ufefflot;nom\nA1;é"
    for encoding in ("utf-16-le", "utf-16-be"):
        assert cells(text.encode(encoding)) == [(2, {"lot": "A1", "nom": "é"})]


def test_the_euro_sign_and_quotes_of_windows_are_read():
    text = "lot;nom\nA1;l’« œuvre » à 5 €\n"
    assert cells(text.encode("cp1252"))[0][1]["nom"] == "l’« œuvre » à 5 €"


def test_delimiters_inside_quotes_of_the_header_do_not_count():
    assert cells(b'"lot, code, all";shares\nA1;5\n') == [
        (2, {"lot, code, all": "A1", "shares": "5"})
    ]


def test_the_delimiter_that_excel_states_is_used():
    assert cells(b"sep=;\r\nlot;a,b,c\r\nA1;5\r\n") == [
        (3, {"lot": "A1", "a,b,c": "5"})
    ]


def test_lines_are_counted_through_line_breaks_in_cells_and_blank_lines():
    text = '\n\nlot,name\n"A1","first\nsecond"\n\n,\nA2,x\n'
    assert cells(text.encode()) == [
        (4, {"lot": "A1", "name": "first second"}),
        (8, {"lot": "A2", "name": "x"}),
    ]


def test_quotes_and_hidden_characters_are_cleaned():
    text = 'lot;name\n A1\u200b ;"say ""hello""\u00a0now"\n'
    assert cells(text.encode()) == [(2, {"lot": "A1", "name": 'say "hello" now'})]


def test_accents_are_composed():
    assert cells("lot;name\n1;Zoe\u0308".encode())[0][1]["name"] == "Zoë"


def test_blank_cells_and_columns_at_the_end_are_left_out():
    assert cells(b"lot;name;;\nA1;x;;\nA2;y\n") == [
        (2, {"lot": "A1", "name": "x"}),
        (3, {"lot": "A2", "name": "y"}),
    ]


def test_a_column_without_name_and_values_is_left_out():
    [table] = read_tables(b"lot;;name\nA1;;x\n", "lots.csv")
    assert table.header == ("lot", "name")


@pytest.mark.parametrize(
    ("data", "line", "column", "code", "params"),
    [
        (b"", None, None, Code.EMPTY_FILE, {}),
        (b"\n \n;;\n", None, None, Code.EMPTY_FILE, {}),
        (b"lot;name\n", None, None, Code.NO_ROWS, {}),
        (b"lot;name\n;\n\n", None, None, Code.NO_ROWS, {}),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", None, None, Code.NOT_TEXT, {}),
        (b"lot;name\nA1;\x00\n", None, None, Code.NOT_TEXT, {}),
        (b"lot;name\nA1;\x81\xff\n", None, None, Code.NOT_TEXT, {}),
        ("lot;name\nA1;x".encode("utf-16-le"), None, None, Code.NOT_TEXT, {}),
        (b"\xff\xfel\x00", None, None, Code.NO_ROWS, {}),
        (b"\xff\xfel\x00o\xd8", None, None, Code.NOT_TEXT, {}),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old",
            None,
            None,
            Code.OLD_EXCEL,
            {},
        ),
        (b"PK\x03\x04 not a zip", None, None, Code.NOT_A_WORKBOOK, {}),
        (b'lot;name\nA1;"x\nA2;y\n', 2, None, Code.BAD_QUOTES, {}),
        (b'lot;name\nA1;"x"y\n', 2, None, Code.BAD_QUOTES, {}),
        (b"lot;name\nA1\n", 2, None, Code.RAGGED_ROW, {"expected": 2, "found": 1}),
        (
            b"lot;name\nA1;x;y\n",
            2,
            None,
            Code.RAGGED_ROW,
            {"expected": 2, "found": 3},
        ),
        (b"lot;name;Lot\nA1;x;y\n", 1, "lot", Code.DUPLICATE_COLUMN, {}),
        (b"lot;;name\nA1;?;x\n", 1, None, Code.NAMELESS_COLUMN, {"position": 2}),
        (b"lot;name\nA1;#REF!\n", 2, "name", Code.ERROR_CELL, {"value": "#REF!"}),
    ],
)
def test_a_file_that_is_not_a_table_is_refused(data, line, column, code, params):
    assert complaints(data) == [("lots.csv", line, column, code, params)]


def test_every_bad_line_is_listed():
    data = b"lot;name\nA1\nA2;x\nA3;#N/A\nA4;y;z\n"
    assert [(line, code) for _, line, _, code, _ in complaints(data)] == [
        (2, Code.RAGGED_ROW),
        (4, Code.ERROR_CELL),
        (5, Code.RAGGED_ROW),
    ]


def test_bad_lines_are_listed_up_to_two_hundred():
    data = b"lot;name\n" + b"A\n" * 300
    assert len(complaints(data)) == 200


def test_the_size_of_a_file_has_a_limit():
    check_size("lots.csv", 10 * 1024 * 1024)
    with pytest.raises(FileTooLarge) as refusal:
        check_size("lots.csv", 10 * 1024 * 1024 + 1)
    [problem] = refusal.value.problems
    assert (problem.code, problem.params) == (Code.FILE_TOO_LARGE, {"limit": 10})


def test_too_large_content_is_not_read():
    with pytest.raises(FileTooLarge):
        read_tables(b"x" * (tables.MAX_BYTES + 1), "lots.csv")


def test_lines_have_a_limit():
    data = b"lot;name\n" + b"\n" * (tables.MAX_LINES - 2)
    assert cells(data + b"A1;x\n") == [(tables.MAX_LINES, {"lot": "A1", "name": "x"})]
    assert complaints(data + b"\nA1;x\n") == [
        (
            "lots.csv",
            tables.MAX_LINES + 1,
            None,
            Code.TOO_MANY_ROWS,
            {"limit": tables.MAX_LINES},
        )
    ]


@pytest.mark.parametrize("make", ["csv", "xlsx"])
def test_columns_have_a_limit(make):
    def data(width):
        header, row = [f"c{n}" for n in range(width)], ["x"] * width
        if make == "xlsx":
            return workbook(Lots=[header, row])
        return f"{';'.join(header)}\n{';'.join(row)}\n".encode()

    assert len(cells(data(tables.MAX_COLUMNS))[0][1]) == tables.MAX_COLUMNS
    [complaint] = complaints(data(tables.MAX_COLUMNS + 1))
    assert complaint[3:] == (Code.TOO_MANY_COLUMNS, {"limit": tables.MAX_COLUMNS})


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_a_refusal(data):
    for start in (b"", b"lot;name\n", b"\xff\xfe", b"PK\x03\x04"):
        assert is_told(start + data)


def test_reading_tables_needs_no_django():
    code = (
        "import sys, buildings.importing.plan, buildings.importing.template;"
        "sys.exit(any(m.partition('.')[0] == 'django' for m in sys.modules))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run([sys.executable, "-c", code], check=False, env=environment)
    assert run.returncode == 0
