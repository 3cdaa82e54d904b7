"""Word's .docx: its XML in, prepared for pandoc's reader, out; `word` is the importer. Pure."""
