"""Sessions: their form, the plan of a course, questions before and rules after a session."""
