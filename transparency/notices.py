"""The words of the mails that the ASBL sends to its members."""

from collections.abc import Iterable, Iterator

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from buildings.models import Building, Participation
from koprogo.notifications.models import Delivery
from koprogo.ui.formatting import day, money
from transparency.models import PriceStep
from transparency.tariff import Step


def price_mails(
    members: Iterable[Participation],
    step: PriceStep,
    *,
    before: Step | None,
    association: Building,
) -> Iterator[Delivery]:
    """Yield an e-mail to whoever votes for each member, in his language.

    ``before``: the price that the step replaces, None for the first.
    """
    for member in members:
        voter = member.voter
        with translation.override(voter.language):
            context = {
                "name": str(voter),
                "member": member.name,
                "place": association.name,
                "is_vote": step.cause == PriceStep.Cause.VOTE,
                "decision": step.schedule.decision_text,
                "before": money(before.price, voter.language) if before else "",
                "after": money(step.price, voter.language),
                "participants": step.participants,
                "since": day(step.since, voter.language),
            }
            subject = _("%(place)s: %(price)s a month from %(since)s") % {
                "place": association.name,
                "price": context["after"],
                "since": context["since"],
            }
            body = render_to_string("transparency/mails/price.txt", context)
        yield Delivery(
            event=f"price:{step.uuid}",
            recipient=f"participation:{member.uuid}",
            channel=Delivery.Channel.EMAIL,
            language=voter.language,
            name=str(voter),
            address=voter.email,
            subject=subject[:200],
            body=body,
            sender=association.name,
        )
