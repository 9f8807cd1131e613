"""What `./dev bench profiles` writes fits the pages that it is written into."""

from __future__ import annotations

from bench.profiles import MODES, Run, _baseline


def test_a_baseline_says_what_one_more_document_takes() -> None:
    cold = MODES[0]
    rows = [(size, [Run(0.1 + size * 0.002, 30 * 2**20)] * 3) for size in cold.sizes]
    written = _baseline(cold, rows)
    assert "| 400 | 900 ms | ± 0% | 2.25 ms | 30 MB |" in written
    assert written.endswith(
        "\nFrom 25 to 400 documents, each takes 2.00 ms of CPU time, after 100 ms for all else.\n"
    )
