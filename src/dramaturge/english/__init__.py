"""English: forms of verbs, articles, pronouns. Knows no world and no story."""
