"""What only the API needs is not in memory before a program asks for something."""

import subprocess
import sys

READ = """
import sys, django
django.setup()
from django.urls import resolve, reverse
reverse("buildings:home", args=["acacias"])
resolve("/b/acacias/")
print("drf_spectacular" in sys.modules)
resolve("/api/v1/me/")
print("drf_spectacular" in sys.modules)
"""


def test_pages_do_without_the_framework_of_the_api():
    ran = subprocess.run(
        [sys.executable, "-c", READ], capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == ["False", "True"]
