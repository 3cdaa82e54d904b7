"""Note marks that flattening has made figures, and the notes that they call: blocks in, recoveries out; `notes` has
them all, `notemarks` those of one stretch, by one global chain. Pure."""
