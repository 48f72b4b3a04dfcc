"""What the worker does for the books."""

from finance.models import Call
from finance.services import letters
from koprogo.jobs.services import DONE, MORE, step


@step("finance.make_letters")
def make_letters(job, call_id):
    call = Call.objects.select_related("entry__mirror").get(pk=call_id)
    made = letters.make_some(call, by=job.by)
    if made is None:
        return DONE
    job.done = made
    return MORE


@step("finance.bundle_post")
def bundle_post(job, call_id):
    call = Call.objects.select_related("entry__mirror").get(pk=call_id)
    letters.bundle_post(call, by=job.by)
    return DONE
