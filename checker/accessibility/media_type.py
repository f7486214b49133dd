"""What kind of resource an object element embeds, as far as its markup tells."""

from __future__ import annotations

from urllib.parse import urlsplit

from checker.page import Element

_BY_SUFFIX = {
    **dict.fromkeys(("png", "gif", "bmp", "webp", "avif", "apng"), "image/"),
    **dict.fromkeys(("jpg", "jpeg", "jpe", "jfif"), "image/jpeg"),
    **dict.fromkeys(("tif", "tiff"), "image/tiff"),
    **dict.fromkeys(("ico", "cur"), "image/x-icon"),
    **dict.fromkeys(("svg", "svgz"), "image/svg+xml"),
    **dict.fromkeys(("mp3", "wav", "flac", "aac", "m4a", "oga", "opus", "mid", "midi", "aif", "aiff"), "audio/"),
    **dict.fromkeys(("mp4", "m4v", "webm", "ogv", "ogg", "mov", "avi", "wmv", "mpg", "mpeg", "mkv"), "video/"),
}


def embedded_type(element: Element) -> str:
    """The MIME type that the object declares, or what its address suggests; empty where neither tells.

    >>> embedded_type(page_of('<object data="moon.mp3"></object>').body.elements[0])
    'audio/'
    """
    data = element.attrs.get("data", "").strip()
    if not data:
        return ""
    if data[:5].lower() == "data:":
        return data[5:60].lower().partition(",")[0].partition(";")[0]
    declared = element.attrs.get("type", "").strip().lower()
    if declared:
        return declared
    try:
        path = urlsplit(data).path
    except ValueError:
        return ""
    return _BY_SUFFIX.get(path.rpartition(".")[2].lower(), "")
