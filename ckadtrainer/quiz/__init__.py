"""Quiz: one learner at one quiz, question by question, judged at once and without a cluster."""
