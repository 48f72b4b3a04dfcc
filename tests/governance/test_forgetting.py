"""Letters of assemblies go after their years; the meeting stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from governance.models import Assembly, Convocation, ConvocationRun
from governance.services.forgetting import forget_letters
from koprogo.documents.models import File
from koprogo.documents.services import store
from koprogo.notifications.models import Delivery
from tests import cast
from tests.buildings.pages import inside
from tests.governance.factories import convened


def kept(name):
    return store(name.encode(), name=name, content_type="text/plain", by=None)


def convocation():
    assembly = convened()
    delivery = Delivery.objects.create(
        event="convocation:1", recipient="owner:1", channel="post", language="fr"
    )
    owner = cast.holding("H1").representative
    Convocation.objects.create(
        assembly=assembly,
        addressee=owner,
        name=str(owner),
        language="fr",
        file=kept("letter"),
        delivery=delivery,
    )
    ConvocationRun.objects.create(assembly=assembly, zip=kept("zip"))


@pytest.mark.parametrize(("years", "gone"), [(7, 0), (9, 1)])
def test_letters_are_kept_like_vouchers(db, years, gone):
    with inside():
        convocation()
    assert forget_letters(timezone.now() + timedelta(days=366 * years)) == gone
    left = 1 - gone
    with inside():
        models = (Convocation, ConvocationRun, Delivery, Assembly)
        assert [model.objects.count() for model in models] == [left, left, left, 1]
        assert File.objects.count() == 2 * left
