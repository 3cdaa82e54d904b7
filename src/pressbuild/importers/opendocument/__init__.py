"""LibreOffice's .odt: its XML in, prepared for pandoc's reader, out; `opendocument` is the importer. Pure."""
