"""How an owner's lots were counted, as a table."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from buildings.wording import either
from governance.queries.my_votes import MyVote
from governance.voting_words import CHOICES, outcome
from koprogo.ui.exports import Table


def my_votes_table(votes: Iterable[MyVote]) -> Table:
    header = [
        _("Point"),
        _("Title"),
        either(_("Lot"), _("Member")),
        _("Of"),
        _("Votes"),
        _("Vote"),
        _("Voted by"),
        _("Counted votes"),
        _("Result"),
    ]
    rows = [
        (
            vote.stage.item.position,
            vote.stage.item.title,
            vote.lot,
            vote.whose,
            vote.votes,
            str(CHOICES[vote.choice]),
            vote.by,
            vote.counted,
            str(outcome(vote.stage.item.candidate, adopted=vote.stage.result.adopted)),
        )
        for vote in votes
    ]
    return Table("votes", _("My votes"), header, rows)
