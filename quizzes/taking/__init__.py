"""Learners take quizzes: attempts are started, asked, saved, timed, closed and told."""
