"""What each command accepts, by group; the work is done in modules of their own."""
