"""Whatever document we write, we read back: every field, to the cent."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from finance.invoices.document import Adjustment, Attachment, Kind, Line, Period
from finance.invoices.ubl import parse
from finance.invoices.writing import to_xml, with_totals
from finance.structured_reference import format_reference, normalise_reference
from koprogo.money import from_cents

texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=60
)
amounts = st.integers(-10_000_000, 10_000_000).map(from_cents)
positive = st.integers(0, 10_000_000).map(from_cents)
rates = st.sampled_from([Decimal(rate) for rate in ("0", "6", "12", "21", "5.5")])
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
quantities = st.none() | st.decimals(-9999, 9999, places=3)
periods = st.none() | st.tuples(days, days).map(lambda pair: Period(*sorted(pair)))
references = st.integers(0, 9_999_999_999).map(format_reference)
heading = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(Kind),
        "number": texts,
        "issue_date": days,
        "supplier_name": texts,
        "supplier_vat": st.just("BE0505890632"),
        "supplier_kbo": st.just("0505890632"),
    },
    optional={
        "due_date": st.just(date(2100, 1, 1)),
        "period_start": st.just(date(2025, 1, 1)),
        "period_end": days.filter(lambda day: day.year >= 2025),
        "prepaid_amount": positive,
        "rounding_amount": amounts,
        "iban": st.sampled_from(["BE68539007547034", "DE33100205000001194700"]),
        "payment_reference": references.map(normalise_reference),
        "attachments": st.lists(
            st.builds(
                Attachment, texts, st.just("application/pdf"), st.binary(min_size=1)
            ),
            max_size=2,
        ).map(tuple),
    },
)


@given(
    heading,
    st.lists(st.builds(Line, texts, quantities, amounts, rates, periods), min_size=1),
    st.lists(st.tuples(texts, st.booleans(), positive, rates), max_size=3),
)
def test_what_is_written_is_read(values, lines, changes):
    adjustments = [
        Adjustment(text, is_charge, amount if is_charge else -amount, rate)
        for text, is_charge, amount, rate in changes
    ]
    document = with_totals(lines=lines, adjustments=adjustments, **values)
    assert parse(to_xml(document, customer="ACP Les Tilleuls")) == document
