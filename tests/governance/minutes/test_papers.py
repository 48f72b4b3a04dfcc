"""The minutes on paper: all that art. 3.87 §10 asks, in four languages, as PDF/UA."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pypdf import PdfReader

from buildings import services
from buildings.mailings import letterhead
from buildings.mailings.base import reach
from buildings.models import Building, Owner
from governance.deadlines import latest_challenge
from governance.exports.minutes import minutes_pdf
from governance.exports.minutes_letters import letter_pdf
from governance.exports.recount import recount_zip
from governance.queries.proceedings import record_of
from koprogo.documents.services import read
from tests import cast
from tests.governance import factories
from tests.governance.factories import CLARA, JEAN, OMAR
from tests.governance.minutes import making

pytestmark = pytest.mark.usefixtures("acacias")


def printed(assembly, language="en", notes=""):
    record = record_of(assembly)
    data = minutes_pdf(record, cast.building(), notes=notes, language=language)
    return BytesIO(data)


def words(assembly, language="en", notes=""):
    return read_words(printed(assembly, language, notes))


def read_words(data):
    reader = PdfReader(data)
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.fixture
def english():
    with translation.override("en"):
        yield


def test_everything_that_the_law_asks(english):
    assembly = making.held()
    text = words(assembly, notes="The lift was out of order")
    for part in (
        "Minutes of the ordinary assembly of",
        "0833.576.428",
        "Chair Clara Élise",
        f"Secretary {making.SECRETARY}",
        # Attendance
        "Omar Haddad A, K Present 500",
        "Jean Moreau & Fatima El Idrissi C Represented by Clara Élise 200",
        "Jean Moreau Arrived",
        "Jean Moreau Left",
        "Jean Moreau & Fatima El Idrissi Clara Élise Accepted 200",
        "Present or represented: 3 of 3 owners, who have 1,000 of 1,000 shares.",
        # Votes
        "Votes cast: 800 for + 200 against = 1,000.",
        "Voted against: Jean Moreau & Fatima El Idrissi (by Clara Élise), 200",
        "Schilder het blauw",
        "It had been proposed: “Works: yes”",
        "34 votes for are missing.",
        "Voted against: Clara Élise, 300",
        "Abstained: Jean Moreau & Fatima El Idrissi, 200",
        "Reservation of Jean Moreau",
        "Postponed: No quotes",
        "The lift was out of order",
        record_of(assembly).head,
    ):
        assert part in text, part


def test_how_well_the_quorum_holds(english):
    """Clara acts for Jean as well: without her, Omar is alone with half of the shares."""
    record = record_of(making.held())
    assert record.quorum_hangs_on == ["Clara Élise"]
    text = words(record.assembly)
    assert "Without the proxy or attendance of Clara Élise there would have" in text


def test_the_letter_says_until_when_one_can_go_to_the_judge():
    minutes = making.finished()
    day = minutes.assembly.day
    omar = replace(reach(Owner.objects.get(code="omar")), language="en")
    letter = letter_pdf(minutes, omar, head=letterhead(on=day), on=day)
    assert f"by {latest_challenge(day):%d/%m/%Y} at the latest" in read_words(
        BytesIO(letter)
    )


def test_without_a_quorum_nobody_takes_it_away(english):
    assembly = making.without_quorum()
    assert record_of(assembly).quorum_hangs_on == ()
    assert "proxies or attendances" not in words(assembly)


def test_it_is_tagged_in_each_language():
    Building.objects.update(languages=["nl", "fr", "de", "en"])
    minutes = making.finished()
    found = {}
    for document in minutes.documents.select_related("file"):
        catalog = PdfReader(BytesIO(read(document.file))).trailer["/Root"]
        assert catalog["/MarkInfo"]["/Marked"]
        found[document.language] = catalog["/Lang"]
    assert found == {code: code for code in ("nl", "fr", "de", "en")}


def test_the_amended_text_in_its_language():
    text = words(making.held(), "fr")
    assert "Peindre en bleu" in text
    assert "Schilder" not in text


def test_without_a_quorum_it_is_short(english):
    text = words(making.without_quorum())
    assert "There is no quorum: the meeting is adjourned" in text
    assert "Paint the hall" not in text
    assert "Omar Haddad A, K Absent 500" in text


def test_proxies_that_were_refused_or_withdrawn(english):
    assembly = factories.draft()
    gone = factories.proxy(factories.convened(assembly=assembly), JEAN, holder=OMAR)
    factories.proxy(assembly, CLARA, name="Lambert", is_syndic=True)
    assembly = making.take_roll(assembly, by=None)
    making.event(
        assembly, "proxy-withdrawn", proxy=str(gone.uuid), reason="He comes himself"
    )
    for code in (OMAR, JEAN):
        factories.arrive(assembly, code)
    making.event(assembly, "opened", session=2)
    text = words(making.ended(assembly))
    assert "Refused: The syndic cannot hold a proxy." in text
    assert "He comes himself" in text
    assert "A second session decides whoever comes" in text


def test_who_cannot_vote_and_who_does_not(english):
    assembly = factories.draft()
    item = assembly.items.get()
    item.conflicts.create(holding=cast.holding(JEAN), reason="Roofer")
    assembly = making.take_roll(factories.convened(assembly=assembly), by=None)
    for code in (OMAR, CLARA, JEAN):
        factories.arrive(assembly, code)
    making.event(assembly, "opened", session=1)
    item = assembly.items.get()
    clara = factories.voter(CLARA)
    making.event(assembly, "conflict", item=str(item.uuid), person=clara, reason="Aunt")
    factories.decided(item, B="for")
    text = words(making.ended(assembly))
    assert "No vote was cast, so nothing is adopted." in text
    assert (
        "Idrissi could not vote, for a conflict of interest (art. 3.87 §9): Roofer"
        in (text)
    )
    assert "Clara Élise could not vote" in text
    assert "Took part and did not vote: Omar Haddad, 500" in text


def test_an_election(english):
    elected = making.elected()
    text = words(elected)
    assert "Elected: Ann" in text
    assert "Voted against:" not in text
    text = words(making.elected(clara="against"))
    assert ("Not elected" in text, "Rejected" in text) == (True, False)


def test_the_cap_and_a_key(english):
    """Omar has more than the others together: the cut is told."""
    services.update_lot(cast.lot("A"), code="A", by=None, **_as_it_is("A", 500))
    assembly = factories.draft()
    factories.point(assembly, "Lift", key="lift")
    assembly = making.take_roll(factories.convened(assembly=assembly), by=None)
    for code in (OMAR, CLARA):
        factories.arrive(assembly, code)
    making.event(assembly, "opened", session=1)
    first, second = assembly.items.order_by("position")
    factories.decided(first, A="for", B="against")
    factories.decided(second, B="for")
    text = words(making.ended(assembly))
    assert "Omar Haddad counts for 300 of 500 votes" in text
    assert "As many votes for as against do not adopt." in text
    assert "Only the lots of the key" in text


def _as_it_is(code, shares):
    lot = cast.lot(code)
    return {"shares": shares, "kind": lot.kind}


def test_the_statements_do_not_depend_on_the_points():
    def asked(assembly):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            record_of(assembly)
        return len(queries)

    short, long = making.voted(), making.held()
    asked(short)
    assert asked(short) == asked(long)


def test_the_recount_finds_what_is_told(tmp_path):
    """The program that is shipped agrees with the register."""
    import subprocess
    import sys
    import zipfile

    assembly = making.held()
    making.finished(assembly)
    data = recount_zip(assembly, cast.building())
    with zipfile.ZipFile(BytesIO(data)) as archive:
        archive.extractall(tmp_path)
    done = subprocess.run(
        [sys.executable, "-I", "recount.py", "meeting.json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_ballots_in_secret_are_published_when_they_betray_nobody():
    from governance.exports.recount import meeting_json

    published = meeting_json(making.elected(), cast.building())["secret"]
    assert all(len(ballots) == 3 for ballots in published.values())


def test_the_archive_has_the_register_and_each_recount():
    from governance import handover

    making.finished(making.voted())
    parts = {part.path.split("/")[1]: part for part in handover._parts()}
    recount = next(part for name, part in parts.items() if "recount" in name)
    target = BytesIO()
    recount.write(target)
    assert {"decisions.csv", "tasks.csv"} < parts.keys()
    assert target.getvalue().startswith(b"PK")
