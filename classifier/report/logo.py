"""The municipality's logo, checked before it is put into a document."""

from pathlib import Path

from lxml import etree

from classifier.errors import SettingsError
from classifier.report.document import Logo

_LARGEST = 500_000
_KINDS = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff"}
_REMEDY = "use a .png, .jpg or .svg picture of at most 500 kB"


def load_logo(name: str) -> Logo:
    """Read a logo. Raises SettingsError for a missing, too large or wrong file, and for an SVG that could run or fetch."""
    path = Path(name)
    try:
        data = path.read_bytes()[: _LARGEST + 1]
    except OSError as error:
        raise SettingsError("the logo cannot be read", place=path, remedy=_REMEDY) from error
    if len(data) > _LARGEST:
        raise SettingsError("the logo is too large", place=path, remedy=_REMEDY)
    suffix = path.suffix.lower()
    if suffix == ".svg" and _is_plain_svg(data):
        return Logo("svg+xml", data)
    if suffix in _KINDS and data.startswith(_KINDS[suffix]):
        return Logo("png" if suffix == ".png" else "jpeg", data)
    raise SettingsError("the logo is no picture of a kind that we take", place=path, remedy=_REMEDY)


def _is_plain_svg(data: bytes) -> bool:
    """A drawing and nothing else: no script, no event handler, no reference out of the file."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return False
    if not isinstance(root.tag, str) or etree.QName(root).localname != "svg":
        return False
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if etree.QName(element).localname in ("script", "foreignObject", "image", "use", "a", "style"):
            return False
        if any(etree.QName(name).localname.startswith("on") or "href" in name for name in element.attrib):
            return False
    return True
