"""What the history of the ASBL says of who came and went."""

from koprogo.audit.models import AuditEvent
from tests import cast
from transparency.services.taking_part import join_person, leave, stay


def test_leaving_and_staying_stand_beside_the_member(asbl, sign_in):
    mia = join_person(user=cast.user("mia"), by=None)
    leave(mia, by=None)
    stay(mia, by=None)
    actions = ["participation.left", "participation.stayed"]
    events = AuditEvent.objects.filter(action__in=actions)
    assert {event.target for event in events} == {f"buildings.Participation:{mia.pk}"}
    page = sign_in("bo").get("/b/asbl/history/").content.decode()
    assert "(deleted since)" not in page
    assert page.count(mia.name) >= 2
