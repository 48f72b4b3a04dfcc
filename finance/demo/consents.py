"""Who accepted letters by e-mail: on his own pages, or on paper."""

from collections.abc import Mapping
from datetime import date

from buildings.models import Consent, Owner
from buildings.services.consents import give_consent
from finance.demo.rows import Agreement
from finance.demo.stage import Stage
from koprogo.accounts.models import User


def note_consents(agreements: Mapping[str, Agreement], *, stage: Stage) -> None:
    """Record them in the building entered.

    Whoever has an account said so himself, today; a paper came in an earlier quarter.
    """
    owners = {owner.code: owner for owner in Owner.objects.select_related("user")}
    past = stage.quarters[:-1]
    for number, (code, agreement) in enumerate(agreements.items()):
        owner = owners[code]
        if agreement is Agreement.PAPER:
            day = past[number % len(past)].day(5 + number % 60)
            _give(owner, Consent.Source.PAPER, given_on=day, by=stage.assistant)
        elif agreement is Agreement.ONLINE:
            _give(owner, Consent.Source.ONLINE, given_on=stage.today, by=owner.user)


def _give(owner: Owner, source: Consent.Source, *, given_on: date, by: User) -> None:
    purpose = Consent.Purpose.LETTERS
    give_consent(owner, purpose=purpose, source=source, given_on=given_on, by=by)
