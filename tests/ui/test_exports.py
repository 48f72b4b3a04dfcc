"""Lists as CSV and XLSX: the same everywhere, exact, and never run as a formula."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from koprogo.ui import exports
from koprogo.ui.exports import Table, send_table, to_csv, to_workbook

MOMENT = datetime(2026, 7, 1, 22, 30, 5, 999, tzinfo=UTC)
ROW = ("A1", gettext_lazy("Lots"), 12, Decimal("-1234.50"), date(2026, 4, 2), MOMENT)
HEADER = ["Lot", "What", "Shares", "Amount", "Day", "Moment"]


def table(*rows, header=HEADER, title="Lots"):
    return Table("lots", title, header, rows)


def sheet_of(data):
    [sheet] = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    return sheet


def cells(data):
    return [[cell.value for cell in row] for row in sheet_of(data).iter_rows()]


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_csv_has_a_mark_semicolons_and_the_same_numbers_in_every_language(language):
    with translation.override(language):
        lots = str(ROW[1])
        data = to_csv(table(ROW, ("B", "", 0, None, None, None)))
    assert data.decode("utf-8") == (
        "\ufeffLot;What;Shares;Amount;Day;Moment\r\n"
        f"A1;{lots};12;-1234.50;2026-04-02;2026-07-02 00:30:05\r\n"
        "B;;0;;;\r\n"
    )


DANGEROUS = [
    "=1+1",
    "+32 470 00 00 00",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "＋1",
    "－1",
    "＠1",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_csv_disarms_what_a_spreadsheet_would_compute(text):
    [header, [cell]] = csv.reader(
        io.StringIO(to_csv(table((text,), header=[text])).decode("utf-8-sig")),
        delimiter=";",
    )
    assert (header, cell) == ([f"'{text}"], f"'{text}")


@pytest.mark.parametrize("text", ["A-1", "a=b", "1 + 1", "'=1", "", "É"])
def test_csv_leaves_other_texts_alone(text):
    assert to_csv(table((text, "x"), header=["a", "b"])).decode("utf-8-sig") == (
        f"a;b\r\n{text};x\r\n"
    )


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=8), min_size=1))
def test_no_cell_of_a_csv_begins_a_formula(texts):
    data = to_csv(table(texts, header=texts)).decode("utf-8-sig")
    found = list(csv.reader(io.StringIO(data, newline=""), delimiter=";"))
    armed = [cell for row in found for cell in row if cell.startswith(exports.FORMULA)]
    assert armed == []
    assert [cell.removeprefix("'") for cell in found[0]] == [
        text.removeprefix("'") for text in texts
    ]


def test_a_workbook_has_real_numbers_and_days():
    found = sheet_of(to_workbook(table(ROW)))
    header, values = ([cell.value for cell in row] for row in found.iter_rows())
    assert header == HEADER
    assert [*values[:4], *map(str, values[4:])] == [
        "A1",
        "Lots",
        12,
        -1234.5,
        "2026-04-02 00:00:00",
        "2026-07-02 00:30:05",
    ]
    assert [cell.number_format for cell in found[2]] == [
        "General",
        "General",
        "General",
        "#,##0.00",
        "mm-dd-yy",
        "m/d/yy h:mm",
    ]


def test_the_headings_are_bold_and_stay_in_view():
    found = sheet_of(to_workbook(table(ROW)))
    assert [cell.font.bold for cell in found[1]] == [True] * len(HEADER)
    assert found.freeze_panes == "A2"


def test_columns_are_as_wide_as_what_they_hold_within_reason():
    long, very_long = "x" * 20, "x" * 500
    found = sheet_of(to_workbook(table(("a", long, very_long), header=["a", "b", "c"])))
    widths = [found.column_dimensions[name].width for name in "ABC"]
    assert widths == [9, 22, 60]


@pytest.mark.parametrize("text", ["=1+1", "#REF!", "+1", "@a", "-1", "\t=1"])
def test_a_workbook_keeps_every_text_a_text(text):
    [[head], [cell]] = [
        list(row) for row in sheet_of(to_workbook(table((text,), header=[text])))
    ]
    assert [(each.data_type, each.value) for each in (head, cell)] == [("s", text)] * 2


def test_what_xml_cannot_hold_is_left_out_of_a_workbook():
    assert cells(to_workbook(table(("a\x00b\x0bc\x1f",), header=["h"]))) == [
        ["h"],
        ["abc"],
    ]


@pytest.mark.parametrize(
    ("title", "sheet"),
    [("Lots", "Lots"), ("A/B: [c]*?\\", "A B   c    "), ("x" * 40, "x" * 31)],
)
def test_the_sheet_is_called_as_excel_allows(title, sheet):
    assert sheet_of(to_workbook(table(ROW, title=title))).title == sheet


def test_a_list_too_long_says_so_in_its_last_line(monkeypatch):
    monkeypatch.setattr(exports, "LIMIT", 2)
    last = "Only the first 2 lines of the list are in this file."
    rows = [("a",), ("b",), ("c",)]
    short, long = (table(*rows[:many], header=["h"]) for many in (2, 3))
    assert cells(to_workbook(short)) == [["h"], ["a"], ["b"]]
    assert cells(to_workbook(long)) == [["h"], ["a"], ["b"], [last]]
    assert to_csv(long).decode("utf-8-sig") == f"h\r\na\r\nb\r\n{last}\r\n"


@pytest.mark.parametrize(
    ("ending", "content_type"),
    [
        ("csv", "text/csv; charset=utf-8"),
        (
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    ],
)
def test_it_is_sent_as_a_file_that_nobody_keeps(ending, content_type):
    answer = send_table(table(ROW), ending, place="acacias")
    name = f"acacias-lots-{timezone.localdate()}.{ending}"
    assert dict(answer.headers) == {
        "Content-Type": content_type,
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
    }
