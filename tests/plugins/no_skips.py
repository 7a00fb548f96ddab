"""With ENISHI_REQUIRE_ALL=1 a test that needs a browser or PostgreSQL may not be skipped.

On a developer's machine a missing Chromium is no fault of the code; in CI it would be a
promise that nobody checks.
"""

import os
from collections.abc import Generator

import pytest

_REQUIRED = ("browser", "postgres")
# Read at once: tests clear such variables while they run.
_IS_STRICT = os.environ.get("ENISHI_REQUIRE_ALL") == "1"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn the skip into a failure that says what is missing."""
    report = yield
    required = any(item.get_closest_marker(name) for name in _REQUIRED)
    if _IS_STRICT and report.skipped and required:
        report.outcome = "failed"
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.longrepr = f"ENISHI_REQUIRE_ALL=1 lets nothing be skipped: {reason}"
    return report
