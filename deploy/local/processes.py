"""Start, watch and stop the launcher's children.

A service leads its own session: Ctrl-C in the terminal reaches the launcher alone,
which then stops everything in order. When the launcher is killed, the kernel
signals each child, so nothing is left behind (Linux).
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from deploy.local.errors import LauncherError
from deploy.local.places import Account, Place, as_user

LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
PR_SET_PDEATHSIG = 1
STOP_SECONDS = 10
TAIL_LINES = 15
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked the launcher to stop: Ctrl-C, kill, or a closed terminal."""


@dataclass(frozen=True)
class Service:
    """A running child, its log, and the signal that ends it quickly and cleanly."""

    name: str
    process: subprocess.Popen
    log: Path
    stop_with: signal.Signals = signal.SIGTERM

    @property
    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def obituary(self) -> str:
        """Say that it ended, how, and what it wrote last."""
        status = exit_status(self.process.returncode)
        return f"The {self.name} stopped (status {status}).\n{tail(self.log)}"


def start(
    name: str,
    command: Sequence[str | Path],
    place: Place,
    *,
    env: Mapping[str, str],
    account: Account | None = None,
    stop_with: signal.Signals = signal.SIGTERM,
) -> Service:
    """Start a service of ``place``; what it prints goes to ``<name>.log`` there."""
    log = place.folder / f"{name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd="/" if account else None,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=[place.lock],
            preexec_fn=tied_to_launcher(stop_with),
            **as_user(account),
        )
    return Service(name, process, log, stop_with)


def stop(*services: Service) -> None:
    """Stop the services together; kill what is still there after 10 seconds."""
    for service in services:
        if not service.has_ended:
            service.process.send_signal(service.stop_with)
    give_up = time.monotonic() + STOP_SECONDS
    for service in services:
        try:
            service.process.wait(max(0, give_up - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(service.process.pid, signal.SIGKILL)
            service.process.wait()


def watch(services: Sequence[Service]) -> None:
    """Wait until a service ends, which none of them should.

    Raises:
        LauncherError: one ended; the text carries the last lines of its log.
    """
    while True:
        check(services)
        time.sleep(0.2)


def check(services: Sequence[Service]) -> None:
    """Raise LauncherError when one of the services has ended."""
    for service in services:
        if service.has_ended:
            raise LauncherError(service.obituary())


def wait_until(
    ready: Callable[[], bool],
    service: Service,
    *,
    needs: Sequence[Service] = (),
    seconds: float = 30,
) -> None:
    """Wait until ``ready()`` is true, which ``service`` will bring about.

    Raises:
        LauncherError: the service, or one that it needs, ended first, or ``seconds``
            went by.
    """
    give_up = time.monotonic() + seconds
    while not ready():
        check([*needs, service])
        if time.monotonic() > give_up:
            raise LauncherError(
                f"The {service.name} did not answer within {seconds:.0f} seconds.\n"
                + tail(service.log)
            )
        time.sleep(0.02)


def finish(step: Service) -> str:
    """Wait until a step has ended and return what it printed.

    Raises:
        LauncherError: it failed; the text carries the last lines of its log.
    """
    try:
        status = step.process.wait()
    finally:
        stop(step)
    if status:
        raise LauncherError(
            f"'{step.name}' failed with status {exit_status(status)}.\n{tail(step.log)}"
        )
    return step.log.read_text(errors="replace")


def run_in_foreground(command: Sequence[str], *, env: Mapping[str, str]) -> int:
    """Run ``command`` in this terminal and return its exit status.

    Ctrl-C goes to the command; the launcher waits for its end. Other requests to
    stop are passed on to it.
    """
    try:
        process = subprocess.Popen(
            command, env=env, preexec_fn=tied_to_launcher(signal.SIGTERM)
        )
    except OSError as error:
        raise LauncherError(f"Cannot run {command[0]}: {error.strerror}.") from None
    signal.signal(signal.SIGINT, lambda *_: None)
    try:
        return exit_status(process.wait())
    finally:
        stop(Service(command[0], process, Path(os.devnull)))


def tied_to_launcher(number: signal.Signals) -> Callable[[], None]:
    """Return a hook for the child: get ``number`` when the launcher dies."""
    launcher = os.getpid()

    def tie() -> None:
        if LIBC is not None:
            LIBC.prctl(PR_SET_PDEATHSIG, int(number))
            if os.getppid() != launcher:
                os._exit(1)

    return tie


def stop_on_signals() -> None:
    """From now on the first request to stop raises Stopped; later ones do nothing."""
    for number in STOP_SIGNALS:
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _stop_once)


def _stop_once(number: int, _frame: object) -> None:
    for other in STOP_SIGNALS:
        signal.signal(other, lambda *_: None)
    raise Stopped(signal.Signals(number).name)


def exit_status(returncode: int) -> int:
    """Return the status as a shell reports it: 128 + n for signal n."""
    return returncode if returncode >= 0 else 128 - returncode


def tail(log: Path) -> str:
    """Return the last lines of a log, after the place where all of it is."""
    lines = log.read_text(errors="replace").splitlines()[-TAIL_LINES:]
    return "\n".join([f"Last lines of {log}:", *(f"  {line}" for line in lines)])
