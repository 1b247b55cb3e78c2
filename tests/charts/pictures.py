"""Reads a chart back as XML and says what is wrong with it."""

from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from hypothesis import HealthCheck, settings

from tracker.charts.svg import text_width

# The machine of a test run is often busy; slow is not wrong.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def parsed(svg: str) -> Element:
    return fromstring(svg)


def negative_sizes(picture: Element) -> list[dict[str, str]]:
    sizes = ("width", "height", "r")
    return [node.attrib for node in picture.iter() if any(float(node.attrib.get(size, 0)) < 0 for size in sizes)]


def overlapping_end_labels(picture: Element) -> list[tuple[float, float]]:
    places = sorted(float(node.attrib["y"]) for node in picture.iter("text") if "end" in node.attrib["class"].split())
    return [(one, other) for one, other in zip(places, places[1:], strict=False) if other - one < 14]


def words_outside(picture: Element) -> list[str]:
    """Labels at the right that run over the edge of the picture."""
    width = float(picture.attrib["viewBox"].split()[2])
    labels = [node for node in picture.iter("text") if "end" in node.attrib["class"].split()]
    return [label.text for label in labels if float(label.attrib["x"]) + text_width(label.text) > width + 1]
