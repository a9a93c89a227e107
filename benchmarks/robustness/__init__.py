"""How far the metrics can be trusted: known changes under known nuisance, on photos of faces."""
