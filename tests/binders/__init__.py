"""The binders: an edition in, an artefact out."""
