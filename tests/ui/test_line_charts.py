"""Lines over months as SVG: geometry, gaps, words, and what a screen reader hears."""

import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koprogo.line_charts import FOOT, HEAD, PLOT, Lines, Point, draw
from tests.ui.test_tags import render


def number(text):
    return None if text is None else Decimal(text)


def lines(*months, series=("Costs", "Revenue"), counts=False):
    points = [
        Point(f"Month {place}", tuple(map(number, month)))
        for place, month in enumerate(months, start=1)
    ]
    return Lines("x", "Title <b>", "Text", series, points, counts=counts)


def one_line(*values, counts=False):
    return lines(*[(value,) for value in values], series=("Costs",), counts=counts)


def drawn(chart):
    return ElementTree.fromstring(draw(chart, write=lambda amount: f"€{amount}"))


def levels(chart):
    """Where each level begins and how wide it is, in per cent; its middle, in pixels."""
    return [
        (rect.get("x"), rect.get("width"), middle(rect))
        for rect in drawn(chart).iter("rect")
        if rect.get("width").endswith("%")
    ]


def middle(rect):
    return Decimal(rect.get("y")) + Decimal(rect.get("height")) / 2


def risers(chart):
    return [
        (rect.get("x"), Decimal(rect.get("y")), Decimal(rect.get("height")))
        for rect in drawn(chart).iter("rect")
        if not rect.get("width").endswith("%")
    ]


def texts(chart):
    return ["".join(text.itertext()).strip() for text in drawn(chart).iter("text")]


TOP, BOTTOM = Decimal(HEAD), Decimal(HEAD + PLOT)


def test_a_month_is_one_level():
    assert levels(one_line("0", "5", "10", "2.5")) == [
        ("20.00%", "20.00%", BOTTOM),
        ("40.00%", "20.00%", BOTTOM - PLOT // 2),
        ("60.00%", "20.00%", TOP),
        ("80.00%", "20.00%", BOTTOM - PLOT // 4),
    ]


def test_months_that_are_alike_are_one_level():
    chart = one_line("10", "10", "10", "5")
    assert [level[:2] for level in levels(chart)] == [
        ("20.00%", "60.00%"),
        ("80.00%", "20.00%"),
    ]


def test_a_riser_leads_from_one_level_to_the_next():
    assert risers(one_line("10", "5", "5", "10")) == [
        ("40.00%", TOP - Decimal("2.5"), Decimal(PLOT // 2 + 5)),
        ("80.00%", TOP - Decimal("2.5"), Decimal(PLOT // 2 + 5)),
    ]


def test_a_month_without_an_amount_is_a_gap():
    chart = one_line("10", None, "10", None)
    assert [level[0] for level in levels(chart)] == ["20.00%", "60.00%"]
    assert risers(chart) == []


def test_what_is_below_zero_is_below_the_line_of_zero():
    chart = one_line("10", "-10")
    assert [level[2] for level in levels(chart)] == [TOP, BOTTOM]
    assert texts(chart)[1:] == ["€0", "€10", "€-10", "€5", "Month 1", "Month 2"]


def test_the_second_line_is_thin_and_above_the_first():
    rects = list(drawn(lines(("5", "5"))).iter("rect"))
    assert [(one.get("class"), one.get("height")) for one in rects] == [
        ("bar-1", "5"),
        ("bar-2", "2"),
    ]
    assert middle(rects[0]) == middle(rects[1])


def test_a_line_that_stands_alone_is_dark():
    svg = drawn(one_line("5", "7"))
    painted = {one.get("class") for one in [*svg.iter("rect"), *svg.iter("tspan")]}
    assert painted == {"bar-2"}


def test_it_is_told_to_whoever_does_not_see_it():
    svg = drawn(lines(("1", "2")))
    named = [svg.find("title"), svg.find("desc")]
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby").split() == [one.get("id") for one in named]
    assert [one.text for one in named] == ["Title <b>", "Text"]


def test_words():
    chart = lines(("700", "2"), ("3", None), ("3", "4"))
    assert texts(chart) == [
        "■ Costs  ■ Revenue",
        "€0",
        "€1000",
        "€500",
        "Month 1",
        "Month 3",
    ]


def test_what_is_counted_has_no_half():
    assert texts(one_line("5", counts=True))[1:] == ["€0", "€5", "Month 1"]
    assert texts(one_line("5"))[1:] == ["€0", "€5", "€2.5", "Month 1"]


def test_amounts_do_not_stand_on_each_other():
    """1 cent below zero of 1,000 has no label of its own; nor has 1 above -1,000."""
    assert "€-0.01" not in texts(one_line("1000", "-0.01"))
    assert texts(one_line("-1000", "-1000"))[1:3] == ["€0", "€-1000"]


def test_a_chart_without_months_is_a_scale():
    assert levels(one_line()) == []
    assert texts(one_line()) == ["■ Costs", "€0", "€1", "€0.5"]


def test_a_month_has_an_amount_for_each_series_and_there_are_two_at_most():
    with pytest.raises(ValueError, match="each series"):
        draw(lines(("1",)), write=str)
    with pytest.raises(ValueError, match="3 series"):
        draw(lines(("1", "2", "3"), series=("a", "b", "c")), write=str)


AMOUNTS = st.none() | st.decimals(-(10**7), 10**9, places=2)


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS), max_size=40))
def test_every_level_is_inside_and_of_the_months_that_have_an_amount(months):
    svg = drawn(lines(*months))
    assert int(svg.get("height")) == HEAD + PLOT + FOOT
    covered = {"bar-1": Decimal(0), "bar-2": Decimal(0)}
    for rect in svg.iter("rect"):
        x = Decimal(rect.get("x").rstrip("%"))
        assert 20 <= x <= 100
        top = Decimal(rect.get("y"))
        bottom = top + Decimal(rect.get("height"))
        assert top >= TOP - Decimal("2.5")
        assert bottom <= BOTTOM + Decimal("2.5")
        if rect.get("width").endswith("%"):
            width = Decimal(rect.get("width").rstrip("%"))
            assert x + width <= 100
            covered[rect.get("class")] += width
    for number_, width in enumerate(covered.values()):
        known = [month for month in months if month[number_] is not None]
        share = Decimal(80 * len(known)) / max(len(months), 1)
        assert abs(width - share) <= Decimal("0.01") * max(len(months), 1)


def test_the_tag_writes_in_the_active_language():
    html = render("{% line_chart lines %}", lines=lines(("1000.00", "2.00")))
    assert "€1,000.00" in html
    counted = render("{% line_chart lines %}", lines=one_line("1000", counts=True))
    assert ">1,000<" in counted
    assert re.findall(r"style=|<script", html) == []
