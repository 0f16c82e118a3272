"""What was recorded by mistake is taken off again, until the minutes are confirmed."""
