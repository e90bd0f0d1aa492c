"""`python -m legation.app.cli`."""

from legation.app.cli import main

if __name__ == "__main__":
    main()
