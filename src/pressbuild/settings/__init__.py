"""What editors set in TOML and YAML: the place of each key, and what is wrong with a value in editors' words; pure."""
