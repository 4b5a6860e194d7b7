"""`python -m averment` is the command `averment`."""

from averment.cli import main

if __name__ == "__main__":
    main()
