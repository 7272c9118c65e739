"""Finding words: patterns, the predicates that narrow them, measures, and finders."""
