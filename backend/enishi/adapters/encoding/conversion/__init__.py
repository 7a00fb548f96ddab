"""From packaged weights to a folder for serving; the only room that needs the extra `models`."""
