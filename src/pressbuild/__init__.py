"""pressbuild: a manuscript in, the editions of a small press out.

    source --intake--> manuscript --reading--> Document --quotation, transforms--> Edition --binders--> dist/

One typed tree (`document`), read once (`reading`, through `pandoc`); quotations get roles (`quotation`), a house
(`house`) decides how they are set (`transforms`); one XHTML (`xhtml`) serves the web page, the EPUB and the print
(`binders`); finished editions are proved against the source text (`verify`) before dist/ changes (`build`).
docs/architecture.md draws the picture.
"""

__version__ = "0.1.0"


def stopped(command: str) -> str:
    """What a command says that was stopped: whatever it writes, it writes whole."""
    return f"\nstopped; no {'manuscript' if command == 'import' else 'edition'} is half written\n"
