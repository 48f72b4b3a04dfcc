"""What neighbours do for each other: modules that a building switches on."""
