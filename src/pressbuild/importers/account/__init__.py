"""What an import has to say: its findings, proof and report, an editor's answers, a second import's merge. Pure."""
