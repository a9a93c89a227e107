"""The review of photos before and after they are added, and the folder that is watched."""
