"""The command line: arguments in, views and exit codes out."""
