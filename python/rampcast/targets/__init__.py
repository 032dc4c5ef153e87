"""What a target takes and what a figure rests on."""
