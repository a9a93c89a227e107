"""What the window says and does about the state of the library: verified, damaged, deleted."""
