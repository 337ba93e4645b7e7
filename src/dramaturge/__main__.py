"""`python -m dramaturge` is the command line."""

from dramaturge.cli.main import main

if __name__ == "__main__":
    main()
