"""The PDF for the practitioner: choices, preview, export."""
