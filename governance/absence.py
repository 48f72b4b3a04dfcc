"""What failed only because owners were absent (art. 3.88 §4). Pure."""

from governance.majorities import Majority
from governance.meeting.events import Choice
from governance.meeting.result import Result


def missed_by_absence(result: Result) -> bool:
    """Return whether everybody who took part was for, and only absent ones were missing.

    Such a decision may be taken at a new meeting by those present or represented. Who
    has a conflict of interest, or a lot without votes, does not stand in the way.
    """
    if result.majority is not Majority.UNANIMITY or result.adopted:
        return False
    able = [line for line in result.lines if line.votes and not line.is_barred]
    return bool(able) and all(line.choice is Choice.FOR for line in able)
