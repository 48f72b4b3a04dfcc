"""One worker that imports a file: ``python -m benchmarks.bank_worker BUILDING FILE``.

It prints what that took as JSON.
"""

import json
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.letter_worker import memory
from benchmarks.statements import counted


def main(building: int, path: str) -> None:
    import django
    from django.conf import settings

    django.setup()
    from finance.bank import reading
    from finance.services import bank_import
    from koprogo.tenancy import enter

    before = memory("VmRSS")
    start = time.perf_counter()
    data = Path(path).read_bytes()
    [statement] = reading.read(data)
    read = time.perf_counter() - start
    with TemporaryDirectory() as folder, counted() as count:
        settings.MEDIA_ROOT = folder
        with enter(building, by=None):
            bank_import.import_statement(
                statement,
                bank_account="551",
                keep=lambda: bank_import.documents.store(
                    data, name="bank.cod", content_type="text/plain", by=None
                ),
                by=None,
            )
    found = {
        "read": read,
        "all": time.perf_counter() - start,
        "statements": count.work,
        "before_mb": before,
        "peak_mb": memory("VmHWM"),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
