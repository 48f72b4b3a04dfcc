"""What the assemblies of the demo show: one over, one to come, one in its votes.

They are beside the other tests of the demo, which is loaded once for all of them.
"""

from collections import Counter
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from buildings.models import Building
from finance.demo.bellevue.assemblies import held_on
from finance.demo.calendar import last_quarters
from governance.convening import Problem
from governance.demo.bellevue.quotes import CHOSEN
from governance.meeting.attendance import ProxyRefusal
from governance.models import (
    Assembly,
    AuditorTerm,
    Consultation,
    ContractsEvaluation,
    Convocation,
    CouncilTerm,
    Decision,
    DecisionTask,
    Minutes,
    Proposal,
    Proxy,
    Signature,
)
from governance.queries.contract_reviews import coming_point, year_of_contracts
from governance.queries.contracts import contracts_on
from governance.queries.convening import findings_of
from governance.queries.decisions import to_carry_out
from governance.queries.mandates import syndic_on, syndics
from governance.queries.meeting import meeting_of
from governance.queries.minutes import due_minutes
from koprogo.accounts.models import User
from koprogo.notifications.models import Delivery
from tests.finance.demos import BELLEVUE, LINDEHOF, PARKZICHT, SLUGS, TILLEULS, inside

State = DecisionTask.State


def last_of_bellevue():
    return Assembly.objects.exclude(closed_at=None).get()


def result_of(assembly, position):
    item = assembly.items.get(position=position)
    found = meeting_of(assembly).result(str(item.uuid)).to_json()
    names = ("for", "against", "abstain", "blank", "adopted")
    return tuple(found[name] for name in names)


def page(email, name, *where):
    client = Client()
    client.force_login(User.objects.get(email=email))
    response = client.get(reverse(f"governance:{name}", args=where))
    assert response.status_code == 200
    return response.content.decode()


def test_every_meeting_is_sound(shown):
    output = StringIO()
    call_command("verify_ballots", stdout=output)
    assert output.getvalue().splitlines() == [
        f"{slug}: sound" for slug in sorted((*SLUGS, LINDEHOF))
    ]


# Bellevue


def test_the_last_assembly_is_the_one_that_the_books_quote(shown):
    voted = held_on(last_quarters(timezone.localdate(), 8)[4])
    with inside(BELLEVUE):
        assembly = last_of_bellevue()
        decided = Decision.objects.filter(number__in=(2, 4)).order_by("number")
        titles = [(one.title_fr, one.item.position) for one in decided]
        opening = meeting_of(assembly).opening.quorum
        refused = [one.refused for one in meeting_of(assembly).proxies if one.refused]
    assert (assembly.day, assembly.kind) == (voted, Assembly.Kind.ORDINARY)
    assert titles == [("Budget", 2), ("Modernisation de l’ascenseur A", 4)]
    assert (opening.owners_total, opening.shares_total) == (97, 10_000)
    assert (opening.owners_present > 60, opening.is_reached) == (True, True)
    assert refused == [ProxyRefusal.SYNDIC]


def test_the_votes_of_the_last_assembly_show_every_outcome(shown):
    with inside(BELLEVUE):
        assembly = last_of_bellevue()
        facade, cameras = result_of(assembly, 8), result_of(assembly, 9)
        adopted = Counter(Decision.objects.values_list("is_adopted", flat=True))
    assert facade == (6699, 872, 273, 180, True)
    assert (cameras[-1], cameras[0] > cameras[1]) == (False, True)
    assert adopted == {True: 10, False: 1}


def test_its_minutes_are_signed_and_were_sent_in_time(shown):
    with inside(BELLEVUE):
        minutes = Minutes.objects.get()
        signatures = Signature.objects.order_by("pk")
        languages = minutes.documents.values_list("language", flat=True)
        moments = {timezone.localdate(one.signed_at) for one in signatures}
        assert sorted(languages) == ["fr", "nl"]
        assert [one.name for one in signatures[:2]] == ["Marc Dubois", "Sophie Lambert"]
        assert moments == {minutes.assembly.day}
        assert (timezone.localdate(minutes.sent_at) - minutes.assembly.day).days == 9
        assert list(due_minutes(on=timezone.localdate())) == []


def test_what_was_decided_is_followed_up(shown):
    with inside(BELLEVUE):
        [waiting] = to_carry_out()
        states = Counter(DecisionTask.objects.values_list("state", flat=True))
        ended = DecisionTask.objects.exclude(ended_on=None)
        council = CouncilTerm.objects.order_by("pk").select_related("owner")
        assert waiting.title_fr == "Rénovation de la façade avant du bloc B"
        assert states == {
            State.DONE: 7,
            State.TO_DO: 2,
            State.DOING: 1,
            State.DROPPED: 1,
        }
        assert ended.filter(ended_on__gt=timezone.localdate()).count() == 0
        assert [(one.owner.code, one.is_chair) for one in council] == [
            ("dubois-marc", True),
            ("fontaine-chloe", False),
        ]
        assert AuditorTerm.objects.get().name == "Heike Schröder"


def test_the_next_assembly_is_prepared(shown):
    today = timezone.localdate()
    with inside(BELLEVUE):
        draft = Assembly.objects.get(convened_at=None)
        found = findings_of(draft, Building.objects.get(), today=today)
        proposals = Counter(Proposal.objects.values_list("state", flat=True))
        taken_up = draft.items.exclude(proposal=None).get()
        documents = {one.position for one in draft.items.exclude(documents=None)}
        contractor = draft.items.exclude(tender=None).get()
        tender, papers = contractor.tender, contractor.documents.count()
        quotes = [(one.supplier_name, one.total) for one in tender.quotes.all()]
        chosen = tender.outcome.quote.supplier_name
    assert [one for one in found if one.is_blocking] == []
    assert (draft.period_since <= draft.day, draft.day > today) == (True, True)
    assert proposals == {"on_agenda": 1, "waiting": 1}
    assert taken_up.title_nl == "Overdekte fietsenstalling in de tuin"
    assert documents == {4, 7, 8, contractor.position}
    assert quotes == [
        ("Gevelwerken Peeters BV", Decimal("118900.00")),
        (CHOSEN, contractor.amount),
        ("Renofaçade SA", Decimal("132000.00")),
    ]
    assert (chosen, papers) == (CHOSEN, 2)
    [few] = [one for one in found if one.problem is Problem.FEW_QUOTES]
    assert few.point.ref == str(taken_up.uuid)


def test_owners_are_asked_between_two_assemblies(shown):
    with inside(BELLEVUE):
        asked = Consultation.objects.get()
        assert (asked.closed_at, asked.answers.count()) == (None, 5)


# Parkzicht


def test_an_assembly_is_in_the_middle_of_its_votes(shown):
    with inside(PARKZICHT):
        assembly = Assembly.objects.get()
        meeting = meeting_of(assembly)
        states = [str(one.state) for one in meeting.items]
        refused = [one.refused for one in meeting.proxies if one.refused]
        first, second = result_of(assembly, 1), result_of(assembly, 2)
        voted = len(meeting.ballots(meeting.open_item))
        lines = [one for one in meeting.roll.lines if one.votes_by("garages")]
    assert (assembly.is_open, meeting.opening.quorum.is_reached) == (True, True)
    assert meeting.at <= timezone.now()
    assert states == ["closed", "closed", "open", "waiting"]
    assert refused == [ProxyRefusal.LIMIT]
    assert (first, second) == ((674, 64, 66, 0, True), (491, 300, 81, 0, False))
    assert (voted, len(lines)) == (4, 8)


def test_who_signs_in_there_finds_something_to_do(shown):
    with inside(PARKZICHT):
        assembly = Assembly.objects.get()
        item = assembly.items.get(position=3)
    voting = page("selin@mail.example", "vote", PARKZICHT, assembly.uuid)
    assert (
        reverse("governance:vote-cast", args=[PARKZICHT, assembly.uuid, item.uuid])
        in voting
    )
    console = page("sophie@lambert.example", "meeting", PARKZICHT, assembly.uuid)
    assert "Laadpunten in de garages" in console


# Les Tilleuls


def test_owners_are_convened_in_time(shown):
    with inside(TILLEULS):
        assembly = Assembly.objects.get()
        letters = Convocation.objects.select_related("delivery")
        sent = Counter((one.delivery.channel, one.delivery.state) for one in letters)
        proxy = Proxy.objects.get()
    assert (assembly.is_convened, assembly.roll_taken_at) == (True, None)
    assert (assembly.day - timezone.localdate()).days >= 16
    assert sent == {
        (Delivery.Channel.EMAIL, Delivery.State.SENT): 2,
        (Delivery.Channel.POST, Delivery.State.SENT): 2,
        (Delivery.Channel.POST, Delivery.State.WAITING): 3,
    }
    assert (proxy.source, proxy.holder_name) == (Proxy.Source.ONLINE, "Hugo Mertens")


@pytest.mark.parametrize(
    ("email", "name"),
    [
        ("marc@mail.example", "decisions"),
        ("lieve@mail.example", "consultations"),
        ("heike@mail.example", "decisions"),
    ],
)
def test_owners_and_the_auditor_may_look(shown, email, name):
    assert BELLEVUE in page(email, name, BELLEVUE)


def test_the_contracts_are_evaluated_and_their_report_is_on_the_agenda(shown):
    today = timezone.localdate()
    with inside(BELLEVUE):
        found = contracts_on(today)
        near = [one.contract.get_kind_display() for one in found if one.notice_is_near]
        evaluation = ContractsEvaluation.objects.get()
        year = year_of_contracts(evaluation.year, Building.objects.get())
        point = coming_point(evaluation.year)
    assert (len(found), near) == (4, ["Insurance"])
    assert (year.is_reported, year.missing, point.has_report) == (True, [], True)
    assert [row.contract.title for row in year.rows if row.cost <= 0] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_what_the_law_asks_for_a_syndic_was_done_in_time(shown, slug):
    with inside(slug):
        running = syndic_on(timezone.localdate(), syndics())
    assert running.posted_on <= running.posted_by
    assert running.filed_on <= running.filed_by
