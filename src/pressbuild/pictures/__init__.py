"""Picture files: bytes in, the picture without what its maker did not mean to publish out, or why it is refused. Pure."""
