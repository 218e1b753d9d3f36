"""How the cost of something grows: a ratio in one run, since absolute times say more about the machine."""

from __future__ import annotations

import time
from collections.abc import Callable

FOURFOLD = 12.0
"""Four times the work may cost this many times as much: 4 is linear, 16 quadratic."""


def growth(action: Callable[[int], object], size: int) -> float:
    """Processor time of `action(4 * size)` over that of `action(size)`, the best of three each; a thousandth of a second is the least counted."""
    return _least(action, 4 * size) / max(_least(action, size), 0.001)


def _least(action: Callable[[int], object], size: int) -> float:
    times = []
    for _ in range(3):
        start = time.process_time()
        action(size)
        times.append(time.process_time() - start)
    return min(times)
