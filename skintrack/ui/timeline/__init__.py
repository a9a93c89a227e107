"""The course on a time axis: sessions, healing days, visits and their photos."""
