"""What would have to differ: changed worlds, repairs of stories, why something does not happen."""
