"""The door for agents: a few tools that read, over the Model Context Protocol."""
