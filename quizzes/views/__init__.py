"""The learner's pages of quizzes, split by concern."""
