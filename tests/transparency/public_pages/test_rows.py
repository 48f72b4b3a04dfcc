"""A published table as a page: which rows, their sum, and what the columns mean."""

import pytest

from tests.transparency.public_pages import making
from transparency.public.labels import LABELS
from transparency.public.tables import BY_NAME, TABLES


@pytest.mark.parametrize("name", BY_NAME)
def test_every_table_has_its_page(look, published, name):
    page = look(f"/{name}")
    table = BY_NAME[name]
    [heading, *found] = page.tables[table.title]
    assert heading == [str(LABELS[column.name]) for column in table.columns()]
    rows = getattr(published, name)
    assert len(found) >= min(len(rows), 50)
    terms = [f"{LABELS[one.name]} {one.name}" for one in table.columns()]
    assert {term: page.facts[term] for term in terms} == {
        term: [one.text] for term, one in zip(terms, table.columns(), strict=True)
    }
    assert f"{making.PAGE}/data/{name}.csv" in page.links
    assert f"{making.PAGE}/data/{name}.json" in page.links


def test_every_column_has_a_heading():
    assert {one.name for table in TABLES for one in table.columns()} == set(LABELS)


def test_the_latest_rows_come_first_and_the_sum_is_of_all_pages(look, published):
    whole = sum(row.amount for row in published.costs)
    first, second = (look("/costs", page=number).tables["Costs"] for number in (1, 2))
    assert first[1][0] == "March 2026"
    assert len(first) == 1 + 50 + 1
    assert first[-1] == second[-1]
    assert first[-1][0] == "Total"
    assert first[-1][-1] == f"€{whole:,.2f}"


def test_rows_of_some_months_and_one_kind(look, published):
    page = look("/costs", since="2026-01", until="2026-02", kind="servers")
    assert page.tables["Costs"][1:] == [
        ["February 2026", "Servers", "Host", "Rent", "€95.50"],
        ["February 2026", "Servers", "Host", "=Credit", "−€5.00"],
        ["January 2026", "Servers", "Host", "Rent", "€94.50"],
        ["Total", "", "", "", "€185.00"],
    ]
    assert "Servers, January 2026 to February 2026" in page.words
    assert "Show all rows" in page.words
    assert "February 2026" in look("/costs", since="2026-02", until="2026-02").words
    assert "from March 2026 on" in look("/costs", since="2026-03").words
    assert "until April 2023" in look("/costs", until="2023-04").words


@pytest.mark.parametrize(
    ("table", "query"),
    [
        ("costs", {"since": "2026-13"}),
        ("costs", {"until": "soon"}),
        ("costs", {"kind": "bribes"}),
        ("prices", {"since": "2026-01"}),
        ("decisions", {"kind": "servers"}),
    ],
)
def test_what_cannot_be_asked_is_said(look, published, table, query):
    page = look(f"/{table}", **query)
    [(name, value)] = query.items()
    assert any(f"“{value}”" in said and f"({name})" in said for said in page.words)
    assert BY_NAME[table].title not in page.tables
    assert f"{making.PAGE}/{table}?lang=en" in page.links


def test_the_sides_of_a_balance_sheet_are_not_added(look, published):
    rows = look("/balance").tables["Balance sheet"]
    assert rows[-2:] == [
        ["Assets", "", "", "€5,364.50"],
        ["Liabilities", "", "", "€5,364.50"],
    ]


def test_cells_are_for_people(look, published):
    prices = look("/prices").tables["Prices"]
    assert prices[1][:4] == ["01/01/2026", "Co-ownerships", "€0.60", "1,003"]
    measured = look("/footprint").tables["Measured work and uptime"]
    assert measured[2][:3] == ["February 2026", "120,000", "4,020.50"]
    assert measured[-1][:2] == ["Total", "200,000"]
    report = look("/reports")
    assert any(link.endswith("/fr.pdf") for link in report.links)


def test_a_page_that_is_not_there_is_the_last(look, published):
    assert look("/costs", page="99").tables["Costs"][-2][0] == "April 2023"
    assert look("/costs", page="x").tables["Costs"][1][0] == "March 2026"
