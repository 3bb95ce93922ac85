"""A course as its learner meets it: outline, timeline, progress."""
