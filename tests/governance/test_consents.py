"""Which consent lets a letter of an assembly go by e-mail."""

import pytest

from buildings.mailings.base import all_mailings
from buildings.models import Consent
from governance.models import (
    CancellationLetter,
    Convocation,
    MinutesLetter,
    WrittenLetter,
)

LETTERS, CONVOCATIONS = Consent.Purpose.LETTERS, Consent.Purpose.CONVOCATIONS
#: (letter, consent, whether the post registers it)
KINDS = [
    (Convocation, CONVOCATIONS, True),
    (CancellationLetter, CONVOCATIONS, True),
    (MinutesLetter, LETTERS, False),
    (WrittenLetter, LETTERS, False),
]


@pytest.mark.usefixtures("acacias")
@pytest.mark.parametrize(("letter", "consent", "registered"), KINDS)
def test_only_convocations_need_the_consent_to_convocations(
    letter, consent, registered
):
    one = letter()
    assert (one.consent, one.is_registered, one.only_on_paper) == (
        consent,
        registered,
        False,
    )


def test_every_kind_of_letter_is_in_the_table():
    known = {letter for letter, _consent, _registered in KINDS}
    found = {mailing.letter for mailing in all_mailings()}
    assert {one for one in found if one._meta.app_label == "governance"} == known
