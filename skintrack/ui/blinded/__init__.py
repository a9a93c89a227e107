"""Blinded comparisons: which of two photos looks better, dates hidden."""
