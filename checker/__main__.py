"""``python -m checker`` is ``check``."""

from checker.cli import main

if __name__ == "__main__":
    main()
