"""From what rules report to findings: levels, positions, suppressions, the baseline."""
