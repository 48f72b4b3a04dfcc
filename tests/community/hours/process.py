"""The night's count of hours by a process of its own.

``python -m tests.community.hours.process``: it halts when the second exchange is written
and not yet committed, and waits to be killed.
"""

import time

from tests.solidarity.process import HALTED, say


def main() -> None:
    import django

    django.setup()

    from community import tasks
    from community.services.hours import exchanges

    end, ended = exchanges._end, []

    def end_and_halt(exchange, *given, **said):
        end(exchange, *given, **said)
        ended.append(exchange)
        if len(ended) == 2:
            say(HALTED)
            time.sleep(600)

    exchanges._end = end_and_halt
    tasks.confirm_hours()


if __name__ == "__main__":
    main()
