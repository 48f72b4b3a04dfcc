"""The recount agrees with the fold, and finds every kind of tampering."""

import ast
import json
import subprocess
import sys
from copy import deepcopy
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from governance.majorities import Majority
from governance.meeting.chain import SecretBallot, digests, secret_head
from governance.meeting.export import export
from governance.meeting.progress import State
from governance.meeting.roll import BUILDING, Item, Kind, Line, Roll
from tests.governance.meeting.random_meetings import meetings
from tests.governance.meeting.sittings import Sitting, lots, typed, vote

FILE = Path(__file__).parents[3] / "governance" / "recount" / "recount.py"


def loaded():
    spec = spec_from_file_location("recount_file", FILE)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


RECOUNT = loaded()


def exported(roll, events, secret=None):
    """Return the export as it is read from a file."""
    data = export(
        association={"name": "ACP Parkzicht", "number": "0123.456.749"},
        assembly={"id": "a1", "title": "Ordinary assembly", "day": "2026-03-19"},
        roll=roll,
        events=list(zip(events, digests(roll, events), strict=True)),
        names={"p1": "Élise Dupont", "h1": "Élise Dupont"},
        titles={item.id: f"Title of {item.id}" for item in roll.items},
        secret=secret or {},
    )
    return json.loads(json.dumps(data))


def chained(data):
    """Chain the events anew, as somebody does who hides what he altered."""
    last = RECOUNT.digest_of_roll(data)
    for event in data["events"]:
        names = ["number", "at", "kind", "body"]
        last = event["digest"] = RECOUNT.digest_of(event, names, last)
    data["head"] = last
    return data


@given(meetings())
@settings(suppress_health_check=list(HealthCheck))
def test_it_agrees_with_the_fold(drawn):
    meeting = drawn.meeting
    closed = [p.item.id for p in meeting.items if p.state is State.CLOSED]
    published = {item: drawn.secret[item] for item in closed if item in drawn.secret}
    for secret in ({}, published):
        data = exported(drawn.roll, drawn.events, secret)
        report, differences = RECOUNT.recount(data)
        assert differences == []
        assert chained(deepcopy(data)) == data
    voted = [item for item in closed if meeting.result(item) is not None]
    assert [line[:5] for line in report].count("Item ") == len(voted)
    assert data["results"].keys() == set(voted)


ALTERED_TOTALS = {"for": 400, "against": 200, "abstain": 0, "blank": 0}


def told():
    """A meeting in which almost everything happens once."""
    roll = Roll(
        BUILDING,
        (*lots(570, 163, 143, 124), Line("l5", "Cellar", "h5", None, 10)),
        (
            vote("budget"),
            vote("roof", Majority.TWO_THIRDS),
            Item("syndic", 3, Kind.ELECTION, secret=True),
            Item("news", 4, Kind.INFORMATION, majority=None),
        ),
    )
    sitting = Sitting(roll).arrive("p1", "p2", "p3")
    assert sitting.proxy("h4", "p2") is None
    assert sitting.proxy("h3", "p9", syndic=True) == "syndic"
    sitting.does("bureau", chair="p2", secretary="syndic").open("budget")
    sitting.does("ballot", **typed("budget", l1="for", l2="against", l3="abstain"))
    sitting.does("ballot", **typed("budget", l4="against")).close("budget")
    sitting.does("item-reopened", item="budget", reason="l3 was mistaken")
    sitting.ballot("p3", "budget", l3="for").close("budget")
    sitting.does("conflict", item="roof", person="p3", head=None, reason="builder")
    sitting.open("roof").ballot("p1", "roof", l1="for")
    sitting.ballot("p2", "roof", l2="for", l4="against")
    sitting.does("left", person="p2").does("returned", person="p2").close("roof")
    sitting.open("syndic")
    voted = {"h1": 430, "h2": 163, "h3": 143}
    ballots = [SecretBallot("b", "for", 430), SecretBallot("a", "for", 143)]
    ballots.append(SecretBallot("c", "against", 163))
    assert sitting.meeting.powers("syndic").counted == {**voted, "h4": 124}
    sitting.does("voted", item="syndic", heads=list(voted), channel="phone")
    sitting.close(
        "syndic",
        totals={"for": 573, "against": 163, "abstain": 0, "blank": 0},
        adopted=True,
        head=secret_head("syndic", ballots),
    )
    sitting.open("news").close("news").does("closed")
    sitting.does("signed", name="Élise", role="chair", person="p2", way="room")
    return exported(roll, sitting.events, {"syndic": ballots})


def places(data, kind):
    return [n for n, event in enumerate(data["events"]) if event["kind"] == kind]


def body(data, kind, nth=0):
    return data["events"][places(data, kind)[nth]]["body"]


def altered_ballot(data):
    body(data, "ballot")["choices"]["l2"] = "for"


def altered_votes(data):
    data["lines"][1]["votes"] = 400


def altered_rules(data):
    data["rules"]["cap"] = False


def altered_majority(data):
    data["items"][1]["majority"] = "four-fifths"


def altered_moment(data):
    data["events"][3]["at"] = "2026-03-19T17:00:00.000000+00:00"


def swapped_events(data):
    first, second = places(data, "ballot")[:2]
    events = data["events"]
    events[first], events[second] = events[second], events[first]


def dropped_event(data):
    del data["events"][places(data, "ballot")[1]]


def dropped_opening_of_a_secret_item(data):
    del data["events"][places(data, "item-opened")[2]]


def dropped_last_event(data):
    del data["events"][-1]


def slipped_in_event(data):
    last = places(data, "ballot")[-1]
    data["events"].insert(last, deepcopy(data["events"][last]))
    data["events"][last + 1]["body"]["choices"] = {"l2": "against"}


def altered_secret_ballot(data):
    data["secret"]["syndic"][0]["choice"] = "against"


def dropped_secret_ballot(data):
    del data["secret"]["syndic"][0]


def altered_totals(data):
    body(data, "item-closed", 3)["totals"] = ALTERED_TOTALS


def changed_figure(data):
    data["results"]["budget"]["for"] += 1


def changed_outcome(data):
    data["results"]["roof"]["adopted"] = not data["results"]["roof"]["adopted"]


def dropped_result(data):
    del data["results"]["roof"]


def invented_result(data):
    data["results"]["garage"] = data["results"]["roof"]


def changed_head(data):
    data["head"] = "0" * 64


TAMPERINGS = [
    altered_ballot,
    altered_votes,
    altered_rules,
    altered_majority,
    altered_moment,
    swapped_events,
    dropped_event,
    dropped_opening_of_a_secret_item,
    dropped_last_event,
    slipped_in_event,
    altered_secret_ballot,
    dropped_secret_ballot,
    altered_totals,
    changed_figure,
    changed_outcome,
    dropped_result,
    invented_result,
    changed_head,
]
#: what only the digest shows that the minutes print
ONLY_THE_HEAD = [dropped_last_event, changed_head]


@pytest.mark.parametrize("tamper", TAMPERINGS)
def test_it_finds_what_was_altered(tamper):
    data = told()
    assert RECOUNT.recount(data)[1] == []
    tamper(data)
    assert RECOUNT.recount(data)[1] != []


@pytest.mark.parametrize(
    "tamper", [one for one in TAMPERINGS if one not in ONLY_THE_HEAD]
)
def test_it_finds_it_also_where_the_chain_was_made_anew(tamper):
    data = told()
    tamper(data)
    for number, event in enumerate(data["events"], start=1):
        event["number"] = number
    chained(data)
    assert RECOUNT.recount(data)[1] != []


# As a program


def run(path, *more):
    done = subprocess.run(
        [sys.executable, "-I", FILE, path, *more],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    return done.returncode, done.stdout.splitlines(), done.stderr


def test_the_program_says_that_all_agrees(tmp_path):
    path = tmp_path / "meeting.json"
    data = told()
    path.write_text(json.dumps(data), encoding="utf-8")
    status, lines, errors = run(path)
    assert (status, errors) == (0, "")
    figures = [
        "Item 1 (absolute): for 573, against 287, total 1010, needed 431",
        "Item 1 (two-thirds): for 593, against 124, total 1010, needed 478",
        "Item 3 (absolute): for 573, against 163, total 1010, needed 369",
    ]
    assert lines == [
        "ACP Parkzicht: Ordinary assembly",
        f"{len(data['events'])} events, digest {data['head']}",
        "Proxy of h4 to p2: accepted",
        "Proxy of h3 to p9: refused, the holder is the syndic",
        "Present: 4 of 5 heads, 1000 of 1010 votes",
        "It may decide",
        *(
            line.replace(", total", ", abstain 0, blank 0, total") + ", adopted True"
            for line in figures
        ),
        "All agrees.",
    ]


def test_the_program_names_each_difference(tmp_path):
    path = tmp_path / "meeting.json"
    data = told()
    changed_outcome(data)
    changed_head(data)
    path.write_text(json.dumps(data), encoding="utf-8")
    status, lines, errors = run(path)
    assert (status, errors, lines[-1]) == (1, "", "Something differs.")
    assert [line.split(":")[1].split()[0] for line in lines[-3:-1]] == ["last", "roof"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no JSON",
        b"\xff",
        b"[]",
        b"{}",
        b'{"format": "koprogo-meeting-2"}',
        b'{"format": "koprogo-meeting-1"}',
        b'{"format": "koprogo-meeting-1", "format": "koprogo-meeting-1"}',
    ],
)
def test_a_file_that_cannot_be_read(tmp_path, content):
    path = tmp_path / "meeting.json"
    path.write_bytes(content)
    status, lines, errors = run(path)
    assert (status, lines) == (2, [])
    assert errors.startswith("Not a whole export of one meeting: ")


def test_no_file(tmp_path):
    assert run(tmp_path / "nothing.json")[0] == 2
    assert run(tmp_path / "one.json", "two.json")[0] == 2


def test_it_uses_the_standard_library_only_as_python_3_9_knows_it():
    tree = ast.parse(FILE.read_text(encoding="utf-8"), feature_version=(3, 9))
    imported = {
        alias.name if isinstance(node, ast.Import) else node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert imported == {"hashlib", "json", "sys", "collections", "datetime"}
