"""The learner's pages, split by concern."""
