"""What foreign files share: pandoc's tree in, our tree (`lifting`) and then Markdown (`writing`) out. Pure."""
