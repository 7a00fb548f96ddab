"""What every body has in common."""

from pydantic import BaseModel, ConfigDict


class Body(BaseModel):
    """What a client sends: unknown fields are named and refused."""

    model_config = ConfigDict(extra="forbid")
