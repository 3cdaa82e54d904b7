"""pressbuild: a manuscript in, the editions of a small press out."""

__version__ = "0.1.0"
