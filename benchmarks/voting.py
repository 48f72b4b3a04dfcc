"""300 owners vote in the same minute, each from his phone, through the whole web stack."""

import json
import os
import subprocess
import sys
import time
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from benchmarks import report
from benchmarks.building import make_building
from benchmarks.machine import cores
from benchmarks.web import Server, print_place, running_server, session_keys
from buildings.models import Building, Owner
from governance.meeting.chain import first_break
from governance.models import AgendaItem, Assembly, CountedBallot, MeetingEvent
from governance.queries.meeting import as_event, meeting_at
from governance.queries.roll import frozen_roll
from governance.services.log import add_event
from governance.services.meeting import arrive_together
from governance.services.roll import take_roll
from koprogo.tenancy import enter

OWNERS, SECONDS = 300, 60
TARGET_RESULT = 2  # seconds
CHOICES = ("for", "against", "abstain")


def run() -> None:
    """Hold the meeting, let everybody vote, and look at every ballot afterwards."""
    building = make_building(OWNERS, users=OWNERS).building
    assembly, item = _meeting(building)
    cookies = session_keys(building)
    choices = [CHOICES[number % 3] for number in range(OWNERS)]
    report.title(f"Voting: {OWNERS} owners within {SECONDS} seconds")
    with running_server() as server:
        path = reverse("governance:vote", args=[building.slug, assembly.uuid])
        _load(
            server, path, cookies[:1], choices[:1], seconds=1
        )  # warm, one votes again
        print_place(server)
        found = _load(server, path, cookies, choices, seconds=SECONDS)
    _print_times(found)
    with enter(building.pk, by=None):
        _print_result(assembly, item)


def _meeting(building: Building) -> tuple[Assembly, AgendaItem]:
    """Convene, fill the list with everybody from afar, and open the only point."""
    with enter(building.pk, by=None):
        assembly = Assembly.objects.create(
            starts_at=timezone.now(), is_remote=True, remote_access="Here"
        )
        item = AgendaItem.objects.create(
            assembly=assembly,
            position=1,
            subject="works",
            title="Roof",
            motion="The roof is mended.",
            majority="two-thirds",
            amount="90000.00",
        )
        assembly.convened_at = timezone.now() - timedelta(days=21)
        assembly.save()
        assembly = take_roll(assembly, by=None)
        persons = [str(uuid) for uuid in Owner.objects.values_list("uuid", flat=True)]
        arrive_together(assembly, persons, way="remote", by=None)
        add_event(assembly, "opened", {"session": 1}, by=None)
        assembly.opened_at = timezone.now()
        assembly.save()
        add_event(assembly, "item-opened", {"item": str(item.uuid)}, by=None)
    return assembly, item


def _load(server: Server, path, cookies, choices, *, seconds: int) -> dict:
    plan = {
        "port": server.port,
        "path": path,
        "cookies": cookies,
        "choices": choices,
        "seconds": seconds,
    }
    core = cores()[-1]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.voting_load"],
        input=json.dumps(plan),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
    )
    return json.loads(done.stdout)


def _print_times(found: dict) -> None:
    names = {
        "opens": "the page, when the point is opened",
        "votes": "the vote, until its receipt is read",
        "polls": "is there anything new? (every 10 s)",
    }
    rows = [
        (
            names[name],
            one["answers"],
            f"{one['p50']:.0f}",
            f"{one['p99']:.0f}",
            f"{one['worst']:.0f}",
            one["errors"],
        )
        for name, one in found.items()
    ]
    report.table([("load", "answers", "p50 ms", "p99 ms", "worst", "errors"), *rows])


def _print_result(assembly: Assembly, item: AgendaItem) -> None:
    rows = list(MeetingEvent.objects.filter(assembly=assembly).order_by("number"))
    roll = frozen_roll(assembly)
    begin = time.perf_counter()
    meeting = meeting_at(assembly, rows[-1].number)
    tally = meeting.result(str(item.uuid)).tally
    taken = time.perf_counter() - begin
    counted = CountedBallot.objects.filter(item=item).count()
    votes = tally.votes_for + tally.votes_against + tally.abstentions
    broken = first_break(roll, list(map(as_event, rows)), [row.digest for row in rows])
    report.note(
        f"{counted} of {OWNERS} ballots are counted, {votes} votes of {roll.votes};"
        f" the chain of {len(rows)} events is {'broken' if broken else 'whole'}."
        f"\nThe result from nothing, all events folded: {taken:.2f} s;"
        f" target <= {TARGET_RESULT}."
    )
