"""The questions members ask at meetings: prompts, what was asked, answered and followed up."""
