"""What the tests lean on: the source as a tree, the guards every test runs under, a filled world."""
