"""The bodies that the API, the command line's `--json` and agents share."""
