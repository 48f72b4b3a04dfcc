from datetime import date, timedelta

import pytest

from governance.dated import ASSOCIATIONS_CODE, BOOK_3, Dated, NoRuleYet
from governance.majorities import Majority
from governance.meeting.roll import Kind
from governance.ordinary_agenda import MANDATORY, missing_subjects, ordinary_agenda
from governance.subjects import (
    POINTS,
    Needed,
    NoVote,
    Point,
    Subject,
    may_be_secret,
    needed,
    required_majority,
)
from tests.worked_tables import worked_tables

WORKED = worked_tables("rules/majorities.md")["Subjects"]
MAY = date(2026, 5, 20)


def documented(subject):
    point = POINTS[subject]
    row = {"subject": str(subject), "kind": str(point.kind)}
    rule = needed(subject, MAY) if point.rules else None
    presence = rule.value.presence if rule else None
    return row | {
        "majority": str(rule.value.majority) if rule else "",
        "article": rule.article if rule else "",
        "presence": "{}/{}".format(*presence) if presence else "",
        "shares": "yes" if point.carries_shares else "",
    }


def test_the_table_is_the_documented_one():
    assert [documented(subject) for subject in POINTS] == WORKED
    assert set(POINTS) == set(Subject)


def test_a_vote_has_a_majority_and_an_information_has_none():
    without = [subject for subject, point in POINTS.items() if not point.rules]
    assert without == [
        subject for subject, point in POINTS.items() if point.kind is Kind.INFORMATION
    ]
    for subject in without:
        with pytest.raises(NoVote):
            required_majority(subject, MAY)


@pytest.mark.parametrize(
    ("majority", "subjects"),
    [
        (
            Majority.TWO_THIRDS,
            {"statutes-use", "works", "private-works", "quotes-threshold"}
            | {"council-delegation", "asbl-exclusion", "asbl-statutes"},
        ),
        (
            Majority.FOUR_FIFTHS,
            {"statutes", "charge-allocation", "destination", "rebuilding", "purchase"}
            | {"disposal", "partial-association", "lots-division"}
            | {"demolition-rebuilding", "reserve-opt-out"}
            | {"asbl-purpose", "asbl-dissolution"},
        ),
        (Majority.UNANIMITY, {"shares", "demolition", "dissolution"}),
    ],
)
def test_all_that_needs_more_than_the_absolute_majority(majority, subjects):
    assert {
        subject
        for subject, point in POINTS.items()
        if point.rules and required_majority(subject, MAY) is majority
    } == subjects


def test_only_unanimity_may_be_that_of_those_present():
    assert [
        subject
        for subject, point in POINTS.items()
        if point.rules and needed(subject, MAY).value.or_by_those_present
    ] == [Subject.SHARES, Subject.DEMOLITION, Subject.DISSOLUTION]


def test_a_meeting_keeps_the_majorities_of_its_day():
    reform = Dated(date(2027, 1, 1), Needed(Majority.ABSOLUTE), "9.99")
    works = Point(Kind.VOTE, (*POINTS[Subject.WORKS].rules, reform))
    points = {**POINTS, Subject.WORKS: works}
    eve = date(2026, 12, 31)
    assert [
        required_majority(Subject.WORKS, day, points=points)
        for day in (eve, eve + timedelta(days=1))
    ] == [Majority.TWO_THIRDS, Majority.ABSOLUTE]


@pytest.mark.parametrize(
    ("subject", "first"),
    [(Subject.BUDGET, BOOK_3), (Subject.ASBL_ORDINARY, ASSOCIATIONS_CODE)],
)
def test_nothing_is_said_of_days_before_the_table(subject, first):
    assert required_majority(subject, first) is Majority.ABSOLUTE
    with pytest.raises(NoRuleYet):
        required_majority(subject, first - timedelta(days=1))


# A change of shares


def test_a_change_of_shares_passes_with_the_majority_of_its_cause():
    carried = {subject for subject, point in POINTS.items() if point.carries_shares}
    assert {cause: required_majority(cause, MAY) for cause in carried} == {
        Subject.WORKS_BY_LAW: Majority.ABSOLUTE,
        Subject.CONSERVATION_WORKS: Majority.ABSOLUTE,
        Subject.WORKS: Majority.TWO_THIRDS,
        Subject.PRIVATE_WORKS: Majority.TWO_THIRDS,
        Subject.DISPOSAL: Majority.FOUR_FIFTHS,
        Subject.PARTIAL_ASSOCIATION: Majority.FOUR_FIFTHS,
        Subject.LOTS_DIVISION: Majority.FOUR_FIFTHS,
    }


# Secrecy


def test_a_building_elects_in_secret_and_decides_in_the_open():
    assert [subject for subject in Subject if may_be_secret(subject)] == [
        Subject.SYNDIC,
        Subject.COUNCIL_MEMBER,
        Subject.AUDITOR,
        Subject.ASBL_ORDINARY,
        Subject.ASBL_ELECTION,
        Subject.ASBL_EXCLUSION,
        Subject.ASBL_STATUTES,
        Subject.ASBL_PURPOSE,
        Subject.ASBL_DISSOLUTION,
    ]


# The ordinary agenda

ALWAYS = [
    "bureau",
    "attendance",
    "auditor-report",
    "accounts",
    "syndic-discharge",
    "auditor-discharge",
    "contracts-evaluation",
    "budget",
    "auditor",
    "miscellaneous",
]


def test_the_ordinary_agenda_is_in_order():
    assert list(ordinary_agenda(mandate_ends=False)) == ALWAYS
    full = ordinary_agenda(
        mandate_ends=True,
        council_members=2,
        proposals=[Subject.WORKS, Subject.OTHER],
    )
    assert list(full) == [
        *ALWAYS[:8],
        "syndic",
        "council-member",
        "council-member",
        "auditor",
        "works",
        "other",
        "miscellaneous",
    ]


def test_what_is_mandatory_cannot_be_left_out():
    agenda = ordinary_agenda(mandate_ends=False)
    assert missing_subjects(agenda) == ()
    assert (
        missing_subjects([])
        == MANDATORY
        == ("accounts", "contracts-evaluation", "budget")
    )
    assert [
        missing_subjects([one for one in agenda if one != left_out])
        for left_out in MANDATORY
    ] == [(left_out,) for left_out in MANDATORY]
