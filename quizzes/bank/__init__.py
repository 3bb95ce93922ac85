"""The bank of questions: made, authored, reviewed, kept true to their facts, put into quizzes."""
