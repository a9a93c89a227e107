"""Ratings by people, beside the measured numbers."""
