"""What templates of any room load from the forums."""
