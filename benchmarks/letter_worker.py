"""One worker that does one job to its end: ``python -m benchmarks.letter_worker JOB DIR``.

It prints what that took as JSON. The files of the job go to the folder.
"""

import json
import sys
import time
from pathlib import Path


def main(job: int, folder: str) -> None:
    import django
    from django.conf import settings

    django.setup()
    settings.MEDIA_ROOT = folder
    from koprogo.jobs.services import MORE, run_step
    from koprogo.pdf import render_pdf

    before = memory("VmRSS")
    start = time.process_time()
    render_pdf("pdf/base.html", {"title": "", "author": ""}, language="en")
    first = time.process_time() - start
    cpu, wall = time.process_time(), time.perf_counter()
    while run_step(job) is MORE:
        pass
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    pdfs = [path for path in Path(folder).rglob("*") if is_pdf(path)]
    found = {
        "letters": len(pdfs),
        "bytes": sum(path.stat().st_size for path in pdfs),
        "first_ms": first * 1000,
        "cpu_ms": cpu * 1000,
        "wall_ms": wall * 1000,
        "before_mb": before,
        "peak_mb": memory("VmHWM"),
    }
    print(json.dumps(found))


def is_pdf(path: Path) -> bool:
    return path.is_file() and path.read_bytes().startswith(b"%PDF-")


def memory(name: str) -> float:
    """Return what Linux says of this process, in MB. (The kernel's ru_maxrss would
    include the process that started it.)
    """
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024 / 1_000_000
    raise ValueError(f"no {name}")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
