"""Two nights at once: each month is told once, to the building and of all."""

from buildings.models import Module
from community.models import ImpactMonth, ImpactSum
from community.tasks import tell_impact
from tests.community import making as people
from tests.community.impact.making import busy, inside, month
from tests.together import outcomes


def test_two_nights_at_once_tell_a_month_once(own_database):
    with inside():
        people.switched_on(*Module)
        busy()
    assert outcomes([tell_impact, tell_impact], refusals=()) == ["done", "done"]
    with inside():
        assert [row.month for row in ImpactMonth.objects.all()] == [month()]
    assert ImpactSum.objects.count() == 12
    assert ImpactSum.objects.get(month=month()).exchanges == 5
