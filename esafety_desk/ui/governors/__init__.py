"""The page of the governors' report: what is chosen, the author's words, issuing, and what was issued."""
