"""An invented school, lived through day by day: to try the desk, to test it and to measure it."""

from __future__ import annotations

from esafety_desk.services.demo.building import DEMO_SCHOOL, build_demo_desk, demo_school, fill

__all__ = ["DEMO_SCHOOL", "build_demo_desk", "demo_school", "fill"]
