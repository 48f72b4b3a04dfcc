"""What arrived: mails with links, letters with codes."""

import re
from datetime import timedelta
from io import BytesIO

from django.core import mail
from django.utils import timezone
from pypdf import PdfReader

from buildings.invitations import hash_code, normalise_code
from buildings.models import Firm, Invitation, Owner
from koprogo.documents.services import store
from koprogo.jobs.services import run_all
from tests import cast

LINK = re.compile(r"https?://[^/\s]+(/join/\S+)")
CODE_IN_TEXT = re.compile(r"\b(?:[2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}\b")
ORIGIN = "https://koprogo.example"


def delivered():
    """Let the worker do everything; return the mails by recipient."""
    run_all()
    return {message.to[0]: message for message in mail.outbox}


def link_in(message) -> str:
    """Return the path of the link that a mail carries."""
    return LINK.search(message.body)[1]


def code_in(text: str) -> str:
    return CODE_IN_TEXT.search(text)[0]


def words_of(pdf: bytes) -> str:
    """Return the words of a PDF on one line."""
    pages = PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


CODE_ON_PAPER = "2345-6789-ABCD-EFGH"


def invited() -> dict[str, object]:
    """Write, in Les Acacias, an open letter and a consent of Jean, and a colleague who
    is to join Sophie's firm; return what stands in the addresses of their pages.
    """
    jean = Owner.objects.get(code="jean")
    firm = Firm.objects.get(name="Lambert Syndic")
    consent = jean.consents.create(
        purpose="letters", source="paper", given_on=cast.SINCE
    )
    return {
        "invitation_id": paper_invitation(jean, CODE_ON_PAPER).uuid,
        "code": CODE_ON_PAPER,
        "consent_id": consent.uuid,
        "firm_id": firm.uuid,
        "user_id": cast.user("amir").uuid,
        "invited_id": staff_invitation(firm, "BCDE-FGHJ-KLMN-PQRS").uuid,
    }


def paper_invitation(owner: Owner, code: str) -> Invitation:
    """Write an open invitation of the building entered, with a letter and this code."""
    letter = store(b"%PDF-", name="l.pdf", content_type="application/pdf", by=None)
    return _invitation(
        code,
        tenant_id=owner.tenant_id,
        owner_id=owner.pk,
        letter_id=letter.pk,
        role="co_owner",
        channel="paper",
        name=str(owner),
    )


def staff_invitation(firm: Firm, code: str) -> Invitation:
    """Write an open invitation of a colleague with this code."""
    return _invitation(
        code,
        firm=firm,
        role="assistant",
        channel="email",
        name="Ada",
        email="ada@example.org",
    )


def _invitation(code, **values):
    return Invitation.objects.create(
        code_hash=hash_code(normalise_code(code)),
        expires_at=timezone.now() + timedelta(days=1),
        **values,
    )
