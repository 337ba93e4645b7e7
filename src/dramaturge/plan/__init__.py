"""Stories searched for, and judged by the definition: who plans does not judge."""
