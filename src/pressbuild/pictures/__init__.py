"""Picture files: bytes in, the picture without what nobody meant to publish out, or why it is refused; pure."""
