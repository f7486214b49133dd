"""What time it is: now, or what SOURCE_DATE_EPOCH says, so that the same input gives the same bytes.

https://reproducible-builds.org/specs/source-date-epoch/
"""

from __future__ import annotations

import os
from datetime import UTC, datetime

from checker.errors import UsageError


def now() -> datetime:
    """The time in UTC; UsageError where SOURCE_DATE_EPOCH is set to no time."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        raise UsageError(f'SOURCE_DATE_EPOCH is "{epoch}"; expected whole seconds since 1970') from None


def moment() -> str:
    """The time to the second as reports state it, such as "2026-12-01T08:30:00Z"."""
    return now().strftime("%Y-%m-%dT%H:%M:%SZ")
