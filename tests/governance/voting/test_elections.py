"""Who is not elected, on the pages of an owner: during the meeting and afterwards."""

from io import BytesIO

from pypdf import PdfReader

from governance.services.meeting import close_meeting
from governance.services.secret import close_secret_item
from tests.finance.reminders.pages import text
from tests.governance.voting import making
from tests.governance.voting.test_pages import made, url


def unelected():
    """Nobody votes for Ann; the meeting goes on."""
    assembly = making.voting(3)
    close_secret_item(making.item(assembly, 3), by=None)
    return assembly


def test_nobody_is_adopted(sign_in, db):
    assembly = made(unelected)
    clara = sign_in("clara")
    page = text(clara.get(url("vote", assembly.uuid)))
    assert "3. Council Not elected" in page
    made(close_meeting, assembly, by=None)
    page = text(clara.get(url("vote", assembly.uuid)))
    assert "3. Council B Did not vote Not elected" in page
    assert "What was decided" in page
    assert "Rejected" not in page
    csv = clara.get(url("my-votes-table", assembly.uuid, "csv")).content.decode()
    assert csv.splitlines()[1].endswith(";Not elected")
    pdf = clara.get(url("my-votes-file", assembly.uuid)).content
    assert "Not elected" in PdfReader(BytesIO(pdf)).pages[0].extract_text()
