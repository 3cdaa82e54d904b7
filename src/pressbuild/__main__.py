"""`python -m pressbuild` is the program."""

from pressbuild.cli import main

if __name__ == "__main__":
    main()
