"""What is written is read back: the template, and any plan in any file format."""

import io
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import lcm

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buildings.importing.names import LANGUAGES
from buildings.importing.plan import Plan, plan_files
from buildings.importing.problems import Code
from buildings.importing.rows import (
    Channel,
    HoldingRow,
    KeyRow,
    LotKind,
    LotRow,
    Member,
    PeriodRow,
    PersonKind,
    PersonRow,
)
from buildings.importing.template import example_plan, template_workbook
from buildings.importing.text import clean
from buildings.importing.writing import to_csv, to_workbook, written
from tests.buildings.csv_tables import simple_csv, template_csvs
from tests.buildings.share_tables import told

TRICKY = "aZ09éèàçïüñßÉ ;,\"'/=-+.&()"


def texts(longest, *, shortest=0):
    """Names as people write them: accents, delimiters, quotes and formulas."""
    return (
        st.text(TRICKY, min_size=shortest, max_size=longest)
        .map(clean)
        .filter(lambda text: len(text) >= shortest)
    )


def codes(count, longest=10):
    return st.lists(
        texts(longest, shortest=1),
        min_size=count,
        max_size=count,
        unique_by=str.casefold,
    )


@st.composite
def lots(draw):
    rows = []
    for position, code in enumerate(draw(codes(draw(st.integers(1, 6)))), start=1):
        row = LotRow(
            code=code,
            name=draw(texts(60)),
            kind=draw(st.sampled_from(LotKind)),
            floor=draw(texts(20)),
            entrance=draw(texts(20)),
            cadastral_number=draw(texts(40)),
            primary_code=draw(st.sampled_from(["", *(row.code for row in rows)])),
            shares=draw(st.integers(1 if position == 1 else 0, 10_000)),
            position=position,
            line=0,
        )
        rows.append(row)
    return tuple(rows)


@st.composite
def keys(draw, lots):
    rows = []
    for code in draw(codes(draw(st.integers(0, 3)), longest=9)):
        shared = [lot.code for lot in lots if draw(st.booleans())] or [lots[0].code]
        parts = {lot: draw(st.integers(1, 1000)) for lot in shared}
        name = draw(texts(79))
        rows.append(
            # "k" because a key that is called "acte" is the deed.
            KeyRow(f"k{code}", f"k{name}", sum(parts.values()), parts, line=None)
        )
    return tuple(rows)


@st.composite
def people(draw):
    rows = []
    for code in draw(codes(draw(st.integers(1, 5)))):
        kind = draw(st.sampled_from(PersonKind))
        is_company = kind is PersonKind.COMPANY
        email = draw(st.sampled_from(["", "an@example.org", "o'neill@münchen.de"]))
        channels = [None, Channel.POST] + [Channel.EMAIL] * bool(email)
        row = PersonRow(
            code=code,
            kind=kind,
            last_name=draw(texts(120, shortest=1)),
            first_name="" if is_company else draw(texts(80)),
            kbo=draw(kbos(is_company)),
            language=draw(st.sampled_from(["", *LANGUAGES])),
            email=email,
            phone=draw(texts(30)),
            street=draw(texts(120)),
            postal_code=draw(texts(10)),
            city=draw(texts(80)),
            country=draw(st.sampled_from(["", "BE", "FR"])),
            channel=draw(st.sampled_from(channels)),
            placeholder=False,
            line=0,
        )
        rows.append(row)
    return tuple(rows)


@st.composite
def kbos(draw, is_company):
    if not is_company or draw(st.booleans()):
        return ""
    number = draw(st.integers(1, 19_999_999))
    return f"{number:08}{97 - number % 97:02}"


def fractions(draw, count):
    """Return ``count`` positive parts of one whole."""
    weights = [draw(st.integers(1, 50)) for _ in range(count)]
    return [Fraction(weight, sum(weights)) for weight in weights]


@st.composite
def holdings(draw, people):
    rows = []
    for code in draw(codes(draw(st.integers(1, 4)))):
        owners = draw(st.permutations([person.code for person in people]))
        owners = owners[: draw(st.integers(1, len(owners)))]
        nothing = [Fraction(0)] * len(owners)
        full, bare, usufruct = fractions(draw, len(owners)), nothing, nothing
        if draw(st.booleans()):
            full, bare, usufruct = nothing, full, fractions(draw, len(owners))
        parts = lcm(*(part.denominator for part in [*full, *bare, *usufruct]))
        members = [
            Member(owner, *(int(part * parts) for part in rights))
            for owner, *rights in zip(owners, full, bare, usufruct, strict=True)
        ]
        representative = draw(st.sampled_from(owners))
        rows.append(HoldingRow(code, parts, tuple(members), representative, line=0))
    return tuple(rows)


@st.composite
def periods(draw, lots, holdings):
    rows = []
    days = st.dates(date(1990, 1, 1), date(2040, 1, 1))
    for lot in lots:
        cuts = sorted(draw(st.sets(days, min_size=1, max_size=4)))
        for start, end in pairwise([*cuts, None]):
            holding = draw(st.sampled_from(holdings)).code
            rows.append(PeriodRow(lot.code, holding, start, end, line=0))
    return tuple(rows)


@st.composite
def plans(draw):
    some_lots, some_people = draw(lots()), draw(people())
    some_holdings = draw(holdings(some_people))
    return Plan(
        lots=some_lots,
        keys=draw(keys(some_lots)),
        people=some_people,
        holdings=some_holdings,
        periods=draw(periods(some_lots, some_holdings)),
        deed_total=sum(lot.shares for lot in some_lots),
    )


def read(files):
    """Return the plan of these files; an ownership without lot is worth a warning."""
    plan = plan_files(files)
    assert told(plan.problems) == []
    assert {problem.code for problem in plan.warnings} <= {Code.HOLDING_UNUSED}
    return replace(plan, warnings=())


@given(
    plans(),
    st.sampled_from(LANGUAGES),
    st.sampled_from([";", ",", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16"]),
    st.randoms(use_true_random=False),
)
def test_a_plan_written_as_csv_is_read_back(
    plan, language, delimiter, encoding, chance
):
    files = [
        (f"{table.title}.csv", to_csv(table, delimiter=delimiter, encoding=encoding))
        for table in written(plan, language)
        if table.rows
    ]
    chance.shuffle(files)
    assert read(files) == plan


@settings(max_examples=25)
@given(plans(), st.sampled_from(LANGUAGES))
def test_a_plan_written_as_a_workbook_is_read_back(plan, language):
    assert read([("b.xlsx", to_workbook(written(plan, language)))]) == plan


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_is_read_without_a_word(language):
    workbook = plan_files([("b.xlsx", template_workbook(language))])
    assert workbook == example_plan(language)
    assert plan_files(template_csvs(language).items()) == workbook


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_simple_template_is_read_without_a_word(language):
    plan = plan_files([("b.csv", simple_csv(language))], deed_total=1000)
    assert (told(plan.problems), told(plan.warnings)) == ([], [])
    assert [row.shares for row in plan.lots] == [300, 320, 380]
    assert [(row.lot_code, row.end) for row in plan.periods] == [
        ("A1", None),
        ("A2", date(2024, 3, 15)),
        ("A2", None),
        ("RC", None),
    ]


def test_a_plan_without_a_deed_writes_none():
    plan = replace(example_plan("en"), deed_total=None)
    [keys] = [table for table in written(plan, "en") if table.title == "Keys"]
    assert keys.rows == (("lift", "Lift", 2),)


def test_the_template_has_a_sheet_per_table():
    book = openpyxl.load_workbook(io.BytesIO(template_workbook("en")))
    assert book.sheetnames == [
        "Lots",
        "Keys",
        "Parts",
        "Owners",
        "Ownerships",
        "Periods",
    ]
    assert [cell.value for cell in book["Lots"][1]] == [
        "lot",
        "name",
        "kind",
        "floor",
        "entrance",
        "cadastral number",
        "main lot",
        "shares",
    ]


def test_cells_of_the_template_stay_what_is_typed():
    book = openpyxl.load_workbook(io.BytesIO(template_workbook("en")))
    sheet = book["Ownerships"]
    assert (sheet["C2"].value, sheet["C2"].number_format) == ("1/2", "@")
    assert sheet.column_dimensions["C"].number_format == "@"


def test_the_csv_template_opens_in_excel():
    assert template_csvs("fr")["Lots.csv"].startswith(
        "\ufefflot;désignation;nature;".encode()
    )
    assert list(template_csvs("fr")) == [
        "Lots.csv",
        "Clés.csv",
        "Parts.csv",
        "Propriétaires.csv",
        "Droits de propriété.csv",
        "Périodes.csv",
    ]
