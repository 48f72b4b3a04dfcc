"""What holds of every movement, whatever a building knows."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from finance.matching.directory import Directory
from finance.matching.facts import (
    Holder,
    Invoice,
    Kind,
    Movement,
    OpenDue,
    OwnAccount,
    Reason,
    Supplier,
)
from finance.structured_reference import format_reference
from koprogo.money import from_cents

JANUARY = date(2026, 1, 31)
REFERENCE_OF_A, REFERENCE_OF_B = format_reference(1), format_reference(2)

amounts = st.integers(-30, 30).map(lambda units: from_cents(units * 1000))
ibans = st.sampled_from(["", "BE01", "BE02", "BE03"])
references = st.sampled_from(["", *map(format_reference, range(1, 9))])
messages = st.lists(
    st.sampled_from(["Anna", "Aerts", "F-1", "F-2", REFERENCE_OF_A, REFERENCE_OF_B])
).map(" ".join)
movements = st.builds(Movement, amounts, references, ibans, st.just(""), messages)
open_dues = st.builds(
    OpenDue,
    st.integers(0, 3).map(lambda after: JANUARY + timedelta(days=after)),
    st.integers(1, 9).map(lambda units: from_cents(units * 1000)),
)
holders_lists = st.lists(
    st.builds(
        Holder,
        id=st.just("?"),
        reference_base=st.integers(1, 4),
        names=st.just(("Anna Aerts",)) | st.just(()),
        ibans=st.lists(ibans, max_size=2).map(tuple),
        balance=amounts,
        dues=st.lists(open_dues, max_size=3).map(tuple),
    ),
    max_size=4,
    unique_by=lambda holder: holder.reference_base,
).map(lambda holders: [replace(one, id=f"h{one.reference_base}") for one in holders])
invoices = st.lists(
    st.tuples(amounts, references | st.sampled_from(["F-1", "F-2"])), max_size=4
)


@st.composite
def directories(draw):
    supplier = Supplier(
        "s",
        "Aerts",
        draw(ibans),
        tuple(
            Invoice(f"i{number}", amount, reference)
            for number, (amount, reference) in enumerate(draw(invoices))
        ),
    )
    own = OwnAccount("own", draw(st.sampled_from(["", "BE03"])))
    return Directory(
        holders=draw(holders_lists), suppliers=[supplier], own_accounts=[own]
    )


@given(directories(), movements)
def test_the_parts_sum_to_the_movement_and_every_match_has_a_reason(known, told):
    found = known.match(told)
    matches = [*filter(None, [found.certain]), *found.proposals]
    assert {sum(part.amount for part in one.parts) for one in matches} <= {told.amount}
    assert all(one.reasons for one in matches)
    assert found.certain is None or found.proposals == ()
    assert len(found.proposals) <= 5
    assert len({one.parts for one in found.proposals}) == len(found.proposals)


@given(directories(), movements)
def test_a_certain_part_is_never_of_another_amount_than_the_invoice(known, told):
    found = known.match(told)
    assert known.match(told) == found
    if found.certain and found.certain.parts[0].kind is Kind.INVOICE:
        assert Reason.INVOICE_AMOUNT in found.certain.reasons
        known.mark_paid(found.certain.parts[0].id)
        assert known.match(told).certain != found.certain


@given(directories(), movements)
def test_money_that_goes_out_is_booked_on_no_holder_unasked(known, told):
    found = known.match(told)
    if told.amount < 0 and found.certain:
        assert found.certain.parts[0].kind is not Kind.HOLDER
