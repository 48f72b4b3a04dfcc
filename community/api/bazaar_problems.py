"""What is refused of things to give, to swap and to keep, told to programs."""

from community.errors import bazaar as errors
from community.refusals import sentence
from koprogo.api.problems import REFUSALS, Refusal

REFUSALS |= {
    errors.OnesOwnThing: Refusal("ones-own-thing", sentence),
    errors.AskedAlready: Refusal("thing-asked", sentence),
    errors.ThingGone: Refusal("thing-gone", sentence),
    errors.HandedOver: Refusal("thing-handed-over", sentence),
    errors.NotReserved: Refusal("thing-not-reserved", sentence),
    errors.NotHandedOver: Refusal("thing-not-handed-over", sentence),
    errors.DoesNotComeBack: Refusal("thing-stays", sentence),
}
