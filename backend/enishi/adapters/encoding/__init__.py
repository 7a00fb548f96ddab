"""Encoders: text to embedding. Serving needs onnxruntime; building needs the extra `models`."""

from enishi.adapters.encoding.building import build_encoder
from enishi.adapters.encoding.loading import load_encoder
from enishi.adapters.encoding.onnx_encoder import OnnxEncoder

__all__ = ["OnnxEncoder", "build_encoder", "load_encoder"]
