"""What an invariant finds is told as in a test."""

import pytest

pytest.register_assert_rewrite("tests.finance.year.invariants")
