"""Two photos, aligned on the face, and what can be said of them."""
