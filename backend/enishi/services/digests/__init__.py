"""The weekly digest: what stands in it, and how it reaches people."""
