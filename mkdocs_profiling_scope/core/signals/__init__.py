"""What a block shows: cues, modes and how they stand to each other, shape, wording, surroundings."""
