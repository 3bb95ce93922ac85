"""A language model words questions: asked by a command within a budget, never by a page.

What is asked, and how replies are judged, is pure and stands in ``quizzes.generation.authored``.
"""
