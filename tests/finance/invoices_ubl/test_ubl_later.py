"""The web process has no room for lxml: whoever reads a document imports it then."""

import subprocess
import sys

READ = """
import sys, django
django.setup()
from django.urls import resolve
resolve("/b/acacias/")
print("lxml" in sys.modules)
import finance.invoices.ubl
print("lxml" in sys.modules)
"""


def test_pages_do_without_lxml():
    ran = subprocess.run(
        [sys.executable, "-c", READ], capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == ["False", "True"]
