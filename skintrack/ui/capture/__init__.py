"""The page "Camera": a live picture with the outline of the baseline, three shots, a choice."""
