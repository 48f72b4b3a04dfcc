"""A whole assembly of the ASBL: counted again, verified, and how well it holds."""

import json
import subprocess
import sys
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.management import call_command

from governance.exports.recount import meeting_json, recount_zip
from governance.models import SecretBallot
from governance.queries.certificates import certificate_of
from governance.queries.integrity import findings
from governance.queries.meeting import meeting_of
from governance.queries.slips import slips_of
from governance.secrecy import Risk
from governance.services import meeting as services
from tests import cast
from tests.governance.asbl.making import (
    AGAINST,
    FOR,
    decided,
    decided_in_secret,
    head,
    inside,
    item,
    opened,
    whole,
)
from tests.governance.recount.test_recount import RECOUNT


def results(assembly):
    """By subject: whether it was adopted, and the figures that are published."""
    meeting, found = meeting_of(assembly), {}
    for point in assembly.items.exclude(kind="information"):
        result = meeting.result(str(point.uuid))
        figures = result.tally and (result.tally.votes_for, result.tally.votes_against)
        found[point.subject] = (result.adopted, figures)
    return found


def test_what_it_came_to(asbl):
    assembly = whole()
    assert results(assembly) == {
        "asbl-ordinary": (True, (5, 4)),
        "asbl-election": (True, (4, 3)),
        # All say the same: the figures would tell how each voted.
        "asbl-exclusion": (True, None),
        # Eleven of twelve are there; 8 of 11 is more than two thirds, less than four
        # fifths.
        "asbl-statutes": (True, (8, 3)),
        "asbl-purpose": (False, (8, 3)),
        # Seven are left: unanimous, and too few.
        "asbl-dissolution": (False, (7, 0)),
    }
    assert (assembly.closed_at is None, assembly.adjourned_at) == (False, None)


def test_the_recount_finds_the_same(asbl):
    data = json.loads(json.dumps(meeting_json(whole(), cast.building())))
    assert data["association"] == {"name": "KoproGo", "number": "0451899343"}
    report, differences = RECOUNT.recount(data)
    assert differences == []
    assert report.count("It may decide") == 1
    assert [line[:5] for line in report].count("Item ") == 6


@pytest.mark.parametrize(
    ("subject", "figure"), [("asbl-dissolution", "adopted"), ("asbl-statutes", "for")]
)
def test_the_recount_finds_what_was_altered(asbl, subject, figure):
    assembly = whole()
    data = json.loads(json.dumps(meeting_json(assembly, cast.building())))
    point = str(assembly.items.get(subject=subject).uuid)
    published = data["results"][point]
    published[figure] = True if figure == "adopted" else published[figure] + 1
    [difference] = RECOUNT.recount(data)[1]
    assert point in difference


def test_the_presence_is_sealed_with_the_list(asbl):
    """Who leaves it out of the file breaks the chain, and turns the dissolution."""
    data = json.loads(json.dumps(meeting_json(whole(), cast.building())))
    for one in data["items"]:
        one["presence"] = None
    assert len(RECOUNT.recount(data)[1]) == 2


def test_every_ballot_is_sound(own_database, twelve, capsys):
    with inside():
        assembly = whole()
        assert list(findings()) == []
        assert SecretBallot.objects.filter(item__assembly=assembly).count() == 19
    call_command("verify_ballots", "asbl")
    assert capsys.readouterr().out == "asbl: sound\n"


# How well it holds


def certificate(point):
    return certificate_of(meeting_of(point.assembly), str(point.uuid))


def test_a_change_of_statutes_falls_with_one_attendance_when_just_enough_are_there(
    asbl,
):
    point = item(opened("asbl-statutes", present=8))
    decided(point, **{FOR: 8})
    found = certificate(point)
    assert (found.margin, len(found.smallest), found.exact) == (2, 1, True)


def test_with_three_more_it_falls_with_none_of_three(asbl):
    point = item(opened("asbl-statutes", present=11))
    decided(point, **{FOR: 11})
    assert certificate(point).smallest is None


def test_who_decides_by_votes_is_named_also_where_enough_are_there(asbl):
    """6 of 9 is exactly two thirds: without one for it is 5 of 8, and rejected."""
    point = item(opened("asbl-statutes", present=9))
    decided(point, **{FOR: 6, AGAINST: 3})
    assert certificate(point).smallest == (str(head(1)),)


def test_where_too_few_were_there_votes_turn_nothing(asbl):
    point = item(opened("asbl-statutes", present=7))
    decided(point, **{FOR: 7})
    assert certificate(point) is None


def test_an_ordinary_decision_of_members_has_one_too(asbl):
    point = item(opened("asbl-ordinary"))
    decided(point, **{FOR: 7, AGAINST: 5})
    found = certificate(point)
    assert (found.margin, len(found.smallest)) == (0, 2)


# In secret


@pytest.mark.parametrize(
    "subject", ["asbl-ordinary", "asbl-exclusion", "asbl-purpose", "asbl-dissolution"]
)
def test_every_vote_of_members_may_be_secret(asbl, subject):
    point = item(opened(subject, secret=[subject]))
    result = decided_in_secret(point, **{FOR: 10, AGAINST: 2})
    assert (result.adopted, result.tally.votes_for) == (True, 10)
    assert [one.choice for one in result.lines] == [None] * 12


def test_members_have_slips_without_a_number(asbl):
    point = item(opened("asbl-exclusion", secret=["asbl-exclusion"], present=3))
    services.open_item(point, by=None)
    slips = slips_of(meeting_of(point.assembly), str(point.uuid))
    assert (slips.weights, slips.risk, slips.telling) == ((1, 1, 1), Risk.EQUAL, ())
    assert slips.are_weighted is False


def test_the_program_that_is_handed_out_agrees(asbl, tmp_path):
    with ZipFile(BytesIO(recount_zip(whole(), cast.building()))) as archive:
        assert "KoproGo" in archive.read("README.txt").decode()
        archive.extractall(tmp_path)
    run = subprocess.run(
        [sys.executable, "recount.py", "meeting.json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.splitlines()[-1] == "All agrees."
