"""Floor 4: doors over the same services. A door translates; it never decides."""
