"""Charts as SVG: geometry, words, and what a screen reader hears."""

import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koprogo.charts import FILLS, LONGEST, Bars, Group, draw, scale
from tests.ui.test_tags import render


def bars(*values, labels=("Heating", "Lift & stairs"), series=("Budget", "Spent")):
    groups = [
        Group(label, tuple(map(Decimal, row)))
        for label, row in zip(labels, values, strict=False)
    ]
    return Bars("x", "Title <b>", "Text", series, groups)


def drawn(chart):
    return ElementTree.fromstring(draw(chart, write=lambda amount: f"€{amount}"))


def rects(chart):
    return [
        tuple(rect.get(name) for name in ("class", "x", "width"))
        for rect in drawn(chart).iter("rect")
    ]


def test_bars_are_as_long_as_their_amounts():
    assert rects(bars(("1000", "250.50"), ("0", "500"))) == [
        ("bar-1", "0.00%", "100.00%"),
        ("bar-2", "0.00%", "25.05%"),
        ("bar-1", "0.00%", "0.00%"),
        ("bar-2", "0.00%", "50.00%"),
    ]


def test_a_series_that_stands_alone_is_dark():
    chart = bars(("1000",), ("500",), series=("Spent",))
    assert [one[0] for one in rects(chart)] == ["bar-2", "bar-2"]
    [legend] = drawn(chart).iter("tspan")
    assert (legend.get("class"), legend.get("fill")) == ("bar-2", FILLS[1])


def test_what_is_below_zero_goes_to_the_left():
    assert rects(bars(("75", "-25"))) == [
        ("bar-1", "20.00%", "60.00%"),
        ("bar-2", "0.00%", "20.00%"),
    ]


def test_it_is_told_to_whoever_does_not_see_it():
    svg = drawn(bars(("1", "2")))
    named = [svg.find("title"), svg.find("desc")]
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby").split() == [one.get("id") for one in named]
    assert [one.text for one in named] == ["Title <b>", "Text"]


def test_words():
    svg = drawn(bars(("700", "2"), ("3", "4")))
    texts = ["".join(text.itertext()).strip() for text in svg.iter("text")]
    assert texts == [
        "■ Budget  ■ Spent",
        "€0",
        "€500",
        "€1000",
        "Heating",
        "Lift & stairs",
    ]


@pytest.mark.parametrize(("length", "shown"), [(LONGEST, LONGEST), (60, LONGEST)])
def test_a_long_label_is_cut(length, shown):
    [*_others, label] = drawn(bars(("1", "2"), labels=["x" * length])).iter("text")
    assert len(label.text) == shown


def test_a_group_has_an_amount_for_each_series():
    with pytest.raises(ValueError, match="zip"):
        draw(bars(("1",)), write=str)


def test_a_chart_without_groups_is_a_scale():
    assert rects(bars()) == []


@given(st.lists(st.decimals(-(10**7), 10**9, places=2), max_size=8))
def test_every_amount_is_on_the_scale(amounts):
    fit = scale(amounts)
    assert all(0 <= fit.at(amount) <= 100 for amount in [*amounts, Decimal(0)])
    largest = max([*amounts, Decimal("0.01")])
    assert largest <= fit.high <= max(largest * Decimal("2.5"), 1)


def test_the_tag_writes_money_in_the_active_language():
    html = render("{% chart bars %}", bars=bars(("1000.00", "2.00")))
    assert "€1,000.00" in html
    assert "Lift &amp; stairs" not in html
    assert re.findall(r"style=|<script", html) == []
