"""The binders, one for each medium: an edition in, the bytes of an artefact out. Pure."""
