"""What the pointer and the keys do on a photo besides looking: draw, pin, set points."""
