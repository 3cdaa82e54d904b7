"""What an import has to say: its findings and report, an editor's answers, a second import's merge. Pure."""
