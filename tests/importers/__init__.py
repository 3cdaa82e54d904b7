"""The importers, room by room."""
