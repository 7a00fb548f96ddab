"""The scales of cosine that were fitted, each for one encoder."""

from collections.abc import Mapping

from enishi.domain.joint_development import CosineScale, JointDevelopmentSetting

# By the version of the model, less that of its centre: the centre is fitted on each machine, and
# its last digits differ with the processor. `python -m benchmarks.fit_joint` prints the scale.
FITTED: Mapping[str, CosineScale] = {
    "7ec32c466297": CosineScale(foreign=0.402, same=0.637),
}


def setting_for(model_version: str) -> JointDevelopmentSetting:
    """Return the setting for the vectors of a model.

    Where no scale was fitted to the model it has none, and passages are not compared: a scale of
    another model would take everything for the same, or nothing. Its version says so.
    """
    model, _, centre = model_version.partition(".")
    # Without its centre a model has other cosines altogether.
    scale = FITTED.get(model) if centre else None
    return JointDevelopmentSetting(scale=scale, encoder_version=model_version)
