"""``python -m deploy.local demo | run -- COMMAND | clean``"""

import argparse
import os
import sys
from collections.abc import Sequence

from deploy.local.demo import demo
from deploy.local.errors import LauncherError
from deploy.local.places import PROJECT, clean, hold_free
from deploy.local.processes import Stopped, run_in_foreground, stop_on_signals
from deploy.local.servers import running_servers

RUN_DATABASE = "koprogo_run"


def main(arguments: Sequence[str]) -> int:
    options = parser().parse_args(arguments)
    os.chdir(PROJECT)
    try:
        stop_on_signals()
        return options.action(options)
    except LauncherError as error:
        complain(str(error))
        return 1
    except PermissionError as error:
        complain(f"{error.filename} belongs to another user: remove it or change user.")
        return 1
    except Stopped as request:
        complain(f"Stopped by {request}.")
        return 130


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m deploy.local")
    actions = top.add_subparsers(required=True, metavar="ACTION")
    actions.add_parser(
        "demo", help="start database, broker, web, worker and beat, with demo data"
    ).set_defaults(action=start_demo)
    run_parser = actions.add_parser(
        "run", help="start database and broker, run a command with their addresses"
    )
    run_parser.add_argument(
        "--durable",
        action="store_true",
        help="flush to disk as a real server does: for benchmarks",
    )
    run_parser.add_argument("command", nargs="+", metavar="COMMAND")
    run_parser.set_defaults(action=run)
    actions.add_parser(
        "clean", help="remove the databases, logs and sockets"
    ).set_defaults(action=clean_up)
    return top


def start_demo(_options: argparse.Namespace) -> int:
    return demo()


def clean_up(_options: argparse.Namespace) -> int:
    clean()
    return 0


def run(options: argparse.Namespace) -> int:
    """Run a command next to fresh servers and return its exit status.

    It gets DATABASE_URL (application role), DATABASE_OWNER_URL, DATABASE_ADMIN_URL
    and REDIS_URL.
    """
    with (
        hold_free("bench" if options.durable else "test") as place,
        running_servers(
            place,
            database=RUN_DATABASE,
            disposable=not options.durable,
            say=complain,
        ) as servers,
    ):
        env = servers.full_environment()
        env.setdefault("DJANGO_SETTINGS_MODULE", "koprogo.settings.test")
        return run_in_foreground(options.command, env=env)


def complain(line: str) -> None:
    """Speak beside the command's own output."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
