"""What reminders, pauses and plans refuse, told to programs."""

from finance import errors
from finance.refusals.reminders import sentence
from koprogo.api.problems import REFUSALS, Refusal

REFUSALS |= {
    errors.BeingSent: Refusal("being-sent", sentence),
    errors.LevelsDoNotRise: Refusal("levels-do-not-rise", sentence, 400, "levels"),
    errors.NotLate: Refusal("not-late", sentence),
    errors.PauseEnded: Refusal("pause-ended", sentence),
    errors.PlanEnded: Refusal("plan-ended", sentence),
    errors.PlanOutside: Refusal("plan-outside", sentence),
    errors.PlanRunning: Refusal("plan-running", sentence),
    errors.ReminderGone: Refusal("reminder-gone", sentence),
}
