"""Other words: how a stretch of a message is cut, joined, inflected and said in the writer's own voice."""
