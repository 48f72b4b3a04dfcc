"""Every mistake of one cell, at its file, line and column."""

import pytest

from tests.buildings.share_tables import planned, spoilt, told

BAD_LOTS = [
    ("A2,Second", "A1,Again,,,\nA2,Second", 3, "code", "duplicate-code"),
    ("A2,Second", "a1,Again,,,\nA2,Second", 3, "code", "duplicate-code"),
    ("A2,Second", ",Nameless,,,\nA2,Second", 3, "code", "missing-value"),
    ("A2,Second", f"A2,{'x' * 61}", 3, "ref", "too-long"),
    ("APARTMENT,2", "CASTLE,2", 3, "nature", "unknown-lot-kind"),
    ("BASEMENT,,A1", "BASEMENT,,Z9", 4, "primary_lot_code", "unknown-primary"),
    ("BASEMENT,,A1", "BASEMENT,,C1", 4, "primary_lot_code", "circular-primary"),
]
BAD_KEYS = [
    ("1,Lift", "1,Again,3\n1,Lift", 4, "code", "duplicate-code"),
    ("1,Lift", ",Nameless,3\n1,Lift", 3, "code", "missing-value"),
]
BAD_PARTS = [
    ("stat,A1,400", "stat,A1,-400", 2, "lot_shares", "negative"),
    ("stat,A1,400", "stat,A1,400.5", 2, "lot_shares", "not-whole"),
    ("stat,A1,400", "stat,A1,0.400", 2, "lot_shares", "three-decimals"),
    ("stat,A1,400", "stat,A1,many", 2, "lot_shares", "not-a-number"),
    ("stat,A1,400", "stat,A1,1000000001", 2, "lot_shares", "too-large"),
    ("stat,A1,400", "stat,A1,", 2, "lot_shares", "missing-value"),
    ("stat,A2,600", "stat,Z9,600", 3, "lot_code", "unknown-lot"),
    ("1,A2,2", "1,A1,2", 5, "lot_code", "duplicate-part"),
    ("1,A2,2", "1,,2", 5, "lot_code", "missing-value"),
    ("1,A2,2", "9,A2,2\n1,A2,2", 5, "apport_key_code", "unknown-key"),
]
BAD_PEOPLE = [
    ("2,person", ",,Nameless,,,,,,\n2,person", 3, "code", "missing-value"),
    ("2,person", "1,,,,,,,,\n2,person", 3, "code", "duplicate-code"),
    ("2,person", "2,cat", 3, "kind", "unknown-person-kind"),
    ("fr,,post", "es,,post", 3, "language", "unknown-language"),
    ("fr,,post", "fr,,pigeon", 3, "channel", "unknown-channel"),
    ("fr,,post", "fr,,email", 3, "channel", "channel-needs-email"),
    ("an@example.org", "an@example", 2, "email", "bad-email"),
    ("0999.999.922", "0999.999.923", 4, "kbo", "kbo-check"),
    ("0999.999.922", "12", 4, "kbo", "kbo-format"),
    ("Lambert,Luc,,,", "Lambert,Luc,,0999999922,", 3, "kbo", "kbo-of-person"),
    ("2,person,Lambert,Luc,", "2,,Lambert,,B", 3, "company", "person-or-company"),
    ("2,person,Lambert,Luc,", "2,,,Luc,B", 3, "company", "person-or-company"),
]
BAD_OWNERSHIPS = [
    ("11,3,1", ",3,1,,,\n11,3,1", 4, "code", "missing-value"),
    ("11,3,1", "11,9,1", 4, "owner_code", "unknown-owner"),
    ("11,3,1", "11,,1", 4, "owner_code", "missing-value"),
    ("11,3,1", "11,3,", 4, "owner_code", "member-without-part"),
    ("11,3,1", "11,3,0", 4, "owner_code", "member-without-part"),
    ("11,3,1", "11,3,2", 4, "shares_full_property", "more-than-whole"),
    ("11,3,1", "11,3,-1", 4, "shares_full_property", "negative"),
    ("11,3,1", "11,3,all", 4, "shares_full_property", "not-a-fraction"),
    ("11,3,1", "11,3,01/02/2025", 4, "shares_full_property", "fraction-is-a-date"),
    ("11,3,1", "11,3,0.999", 4, None, "holding-sum"),
    ("10,2,1/2", "10,1,1/2", 3, "owner_code", "duplicate-member"),
    ("10,2,1/2", "10,2,1/3", 2, None, "holding-sum"),
    (
        "10,2,1/2,,,",
        "10,2,1/2,,,2",
        3,
        "representative_owner_code",
        "two-representatives",
    ),
    (
        "11,3,1,,,",
        "11,3,1,,,1",
        4,
        "representative_owner_code",
        "representative-not-holder",
    ),
    ("11,3,1,,,", "11,3,,1,,", 4, None, "holding-usufruct-sum"),
    ("11,3,1,,,", "11,3,,,1,", 4, None, "holding-bare-sum"),
]
BAD_PERIODS = [
    ("A1,10", "Z9,10", 2, "lot_code", "unknown-lot"),
    ("A2,11", "A2,99", 3, "ownership_code", "unknown-holding"),
    ("2022-07-01 00:00:00", "", 2, "date_from", "missing-value"),
    ("2022-07-01 00:00:00", "soon", 2, "date_from", "not-a-date"),
    ("2022-07-01 00:00:00", "2022-06-30 22:00", 2, "date_from", "date-has-time"),
    ("2022-07-01 00:00:00", "1899-12-31", 2, "date_from", "date-out-of-range"),
    ("2022-07-01,2024-03-15", "2022-07-01,2022-06-30", 3, "date_to", "period-reversed"),
    ("2022-07-01,2024-03-15", "2022-07-01,2022-07-01", 3, "date_to", "period-reversed"),
    ("2022-07-01,2024-03-15", "2022-07-01,32/01/2024", 3, "date_to", "not-a-date"),
    ("2024-03-15", "2024-03-16", 4, "date_from", "period-overlap"),
    ("2024-03-15", "", 4, "date_from", "period-open-followed"),
]
BAD = [
    (f"{name}.csv", *case)
    for name, cases in {
        "lots": BAD_LOTS,
        "keys": BAD_KEYS,
        "parts": BAD_PARTS,
        "people": BAD_PEOPLE,
        "ownerships": BAD_OWNERSHIPS,
        "periods": BAD_PERIODS,
    }.items()
    for case in cases
]


@pytest.mark.parametrize(("name", "old", "new", "line", "column", "code"), BAD)
def test_a_mistake_is_reported_once_where_it_is(name, old, new, line, column, code):
    problems = told(planned(spoilt(name, old, new)).problems)
    assert [problem[:4] for problem in problems] == [(name, line, column, code)]
