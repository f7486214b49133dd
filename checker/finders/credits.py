"""The credit of a picture: who made it, as captions print it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from checker.pattern import pattern

#: No credit is longer; what is read of a caption is its end.
_LONGEST = 240
_KINDS = (
    r"(?:photo(?:graph)?s?|photo\s?illustrations?|illustrations?|images?|imagery|videos?|graphics?|artwork"
    r"|screenshot|rendering|fotos?|fotograf[ií]as?|im[aá]gen(?:es)?|v[ií]deos?)"
)
#: In lower case; every credit that is a sentence has one of these: a kind of picture, or who let it be used.
_OF_SENTENCES = (
    *("photo", "illustration", "image", "video", "vídeo", "graphic", "artwork", "screenshot", "rendering"),
    *("foto", "imagen", "imágen", "courtesy", "cortes", "credit", "crédit", "©"),
)
_MAKER = r"(?:by\b|courtesy\b|cortes[ií]a\b|credits?\b|por\b|provided\b|released\b|taken by\b|from\b|de\b|[/:|–—-])"
#: A kind of picture and its maker: "U.S. Army photo by", "Air Force photo/", "Photo credit:".
_MADE_BY = pattern(rf"\b{_KINDS}\s*(?:\([^)]{{0,20}}\)\s*)?{_MAKER}", re.IGNORECASE)
#: An organization and a kind, without a name: "U.S. Air Force photo", "Courtesy photo", "USFWS photo".
_ORGANISATION = pattern(
    r"(?!(?:Watch|View|See|Play|Download|More|Read|Click|Open|Related|Get|Browse|Share|Latest|Featured?|All)\b)"
    r"(?:(?:[A-Z][\w.’'&/-]*|of|the|and|courtesy|official|file)\s+){1,9}"
    rf"(?i:{_KINDS}[.]?(?:\s*[/-]\s*released)?\s*)"
)
#: A kind and a name with nothing between them: "Official White House Photo Andrea Hale".
_NAME = pattern(
    r"(?!(?:Watch|View|See|Play|Download|More|Read|Click|Open|Related|Get|Browse|Share|Latest|Featured?|All)\b)"
    r"(?:(?:[A-Z][\w.’'&/-]*|of|the|and)\s+){0,9}(?:Photo|photo|PHOTO|Photograph|Foto)\s+(?:[A-Z][\w’'-]+\.?,?\s*){2,4}"
)
_COURTESY = pattern(
    r"(?:photo(?:graph)?s?\s+|images?\s+)?(?:courtesy|cortes[ií]a)\s+(?:of\s+|de\s+)?(?:the\s+|la\s+|el\s+)?\S.*"
    r"|(?:photo\s+|image\s+|picture\s+)?credits?\s*:\s*\S.*|cr[eé]ditos?\s*:\s*\S.*"
    r"|(?:photo(?:graph)?s?\s+|images?\s+|fotos?\s+)?©\s*(?!\d|copyright)\S.{0,40}",
    re.IGNORECASE | re.DOTALL,
)
#: An agency and a photographer: "NASA/Bill Ingalls", "U.S. Army/Ann Lee".
_AGENCY = pattern(r"(?:[A-Z]{2,6}|U\.S\.(?: [A-Z][a-z]+){1,4})/[A-Z][\w.’'-]*(?:\s[\w.’'/-]+){0,5}")
#: Words that point at a picture instead of crediting it: "(see photo)", "(left in photo)".
_POINTER = pattern(
    r"^(?:see|in|the|this|left|right|top|bottom|above|below|center|centre|first|second|third|upper|lower|inset|main"
    r"|pictured|shown|cover|before|after)\b|^videos?\s*:",
    re.IGNORECASE,
)
_FILM = pattern(r"\bv[ií]deos?\b", re.IGNORECASE)
_FILM_LABEL = pattern(r"(?:watch|v[ií]deos?)\s*:", re.IGNORECASE)
_STILL = pattern(r"photo|image|foto|imagen", re.IGNORECASE)
_RELEASED = pattern(r"\s*\(?\s*released\s*\)?\s*\Z", re.IGNORECASE)
#: Short words with a full stop that end no sentence.
_ABBREVIATION = pattern(
    r"(?:\b[A-Z]|\b(?:Sgt|Lt|Capt|Maj|Col|Gen|Cpl|Pfc|Spc|Adm|Cmdr|Mr|Mrs|Ms|Dr|St|Ft|Mt|Tech|Jr|Sr|Dept|Gov|Sen|Rep"
    r"|Brig|Pvt|Ens|Rear|Vice|Master|Senior|Staff|No|Co|Inc))\.\Z"
)
_BEFORE_KIND = pattern(r"(?:(?:[A-Z][\w.’'&/-]*|of|the|and)\s+){1,9}\Z")
#: A label and who made it at the end of a caption that ends without a full stop: "... at dusk Photo: Ann Day".
_LABELLED_END = pattern(
    r"(?<=[^\s,;:(]\s)(?:Photos?|Fotos?|Images?|Imagen)(?: credits?)?\s?:\s?[A-Z][^.:;]{1,70}(?:\.|\Z)\Z"
)
#: Before the caption and parted from it by a bar, as the Defense Visual Information Distribution Service prints it:
#: "Photo By Sgt. Ann Lee | Soldiers march", "Courtesy Photo | Soldiers march".
_LEADING = pattern(
    rf"(?P<credit>(?i:{_KINDS} by) [A-Z]\S*(?: [^\s|]+){{1,14}}|(?i:courtesy {_KINDS}))\s*\|\s+(?=\S+ \S+ \S)"
)
_WHOLE_LINE = pattern(
    rf"(?:[\w.’'&/-]+\s+){{0,8}}{_KINDS}\s*(?:illustration\s+)?"
    r"(?:by\b|courtesy\b|cortes[ií]a\b|credits?\b|por\b|provided by\b|/|:)\s*:?\s*\S.*",
    re.IGNORECASE | re.DOTALL,
)


class Credit(NamedTuple):
    """A credit at the end of a caption: ``text`` without its parentheses, ``start`` where it begins in the caption.

    ``opened`` and ``closed`` tell of its parentheses; ``rest`` is what follows the closing one. One that ``leads``
    stands before the words of the caption instead.
    """

    text: str
    start: int
    opened: bool
    closed: bool
    rest: str = ""
    leads: bool = False

    @property
    def alone(self) -> bool:
        """Whether nothing else stands in the caption."""
        return self.start == 0 and not self.leads

    def without(self, caption: str) -> str:
        """The words of the caption that the credit was found in."""
        return caption[len(self.text) :].lstrip("| ") if self.leads else caption[: self.start]


def names_maker(content: str) -> bool:
    """Whether a parenthesised text is the credit of a picture (requirements, table F3).

    >>> names_maker("U.S. Air Force photo/Brad Fallin"), names_maker("see photo")
    (True, False)
    >>> names_maker("Courtesy photo"), names_maker("left"), names_maker("NASA/Bill Ingalls")
    (True, False, True)
    >>> names_maker("U.S. Forest Service/Ann Lee"), names_maker("Monday/Wednesday")
    (True, False)
    """
    content = content.strip()
    if not content or len(content) > _LONGEST or _POINTER.match(content):
        return False
    return bool(
        _MADE_BY.search(content)
        or _ORGANISATION.fullmatch(content)
        or _NAME.fullmatch(content)
        or _COURTESY.fullmatch(content)
        or _AGENCY.fullmatch(content)
    )


def names_film(credit: str) -> bool:
    """Whether the credit is that of a video, which has no alternative text.

    >>> names_film("U.S. Army video by Pfc. Ann Lee")
    True
    """
    return _FILM.search(credit) is not None


def is_notice(text: str) -> bool:
    """Whether the text is a copyright notice, which by itself is no caption.

    >>> is_notice("© Ann Lee"), is_notice("An owl. © Ann Lee")
    (True, False)
    """
    return text.startswith("©")


def names_film_alone(caption: str) -> bool:
    """Whether the caption is the label of a film, whose picture is what a player shows before it starts.

    >>> names_film_alone("Video: A look at the dam"), names_film_alone("Video cameras watch the dam.")
    (True, False)
    """
    return _FILM_LABEL.match(caption) is not None


def names_photo(credit: str) -> bool:
    """Whether the credit itself says that it is of a photo or image: it shows a caption where no picture does.

    >>> names_photo("U.S. Army photo by Sgt. Ann Lee"), names_photo("NASA/GSFC")
    (True, False)
    """
    return _STILL.search(credit) is not None and not names_film(credit)


def leads_with_credit(text: str) -> bool:
    """Whether the text begins with a credit and a bar, as captions alone do.

    >>> leads_with_credit("Courtesy Photo | Soldiers look at a tank."), leads_with_credit("Photos by topic | By year")
    (True, False)
    """
    return "|" in text and _LEADING.match(text) is not None


@lru_cache(maxsize=512)
def credit_in(caption: str) -> Credit | None:
    """The caption's credit, or None: the last group in parentheses, else what a bar parts from it, else the last sentence.

    >>> credit_in("A tank rolls. (U.S. Army photo by Staff Sgt. Tristan Moore)").text
    'U.S. Army photo by Staff Sgt. Tristan Moore'
    >>> credit_in("A tank rolls. (U.S. Army photo by Staff Sgt. Kyle Davis) (Released)").text
    'U.S. Army photo by Staff Sgt. Kyle Davis'
    >>> credit_in("The school opens in May. U.S. Army photo by Lee Elder").text
    'U.S. Army photo by Lee Elder'
    >>> credit_in("Photo By Sgt. Ann Lee | Soldiers look at a tank.").text
    'Photo By Sgt. Ann Lee'
    >>> credit_in("Soldiers look at a photo by the door.")
    """
    base = max(0, len(caption) - 2 * _LONGEST)
    tail = caption[base:].rstrip()
    end = len(tail)
    released = _RELEASED.search(tail, max(0, end - 16))
    if released and tail[: released.start()].rstrip().endswith(")"):
        end = released.start()
    body = tail[:end].rstrip()
    stripped = body.rstrip(".;, ")
    opening = _opening(stripped) if stripped.endswith((")", "]")) else -1
    if opening >= 0:
        content = stripped[opening + 1 : -1].strip()
        if names_maker(content):
            return Credit(content, base + opening, True, True, body[len(stripped) :].strip())
        return None
    opening = body.rfind("(")
    if opening >= 0 and ")" not in body[opening:] and names_maker(body[opening + 1 :]):
        return Credit(body[opening + 1 :].strip(), base + opening, True, False)
    leading = _LEADING.match(caption) if "|" in caption else None
    if leading is not None:
        return Credit(leading["credit"], 0, False, False, leads=True)
    return _last_sentence(body, base)


def _opening(text: str) -> int:
    """Where the parenthesis or bracket opens that the text's last character closes; -1 where it opens nowhere."""
    closing = text[-1]
    opening = "(" if closing == ")" else "["
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        if text[place] == closing:
            depth += 1
        elif text[place] == opening:
            depth -= 1
            if depth == 0:
                return place
    return -1


def _last_sentence(body: str, base: int) -> Credit | None:
    """A credit without parentheses: the whole last sentence is one."""
    start = max(0, len(body) - _LONGEST)
    if not any(map(body[start:].lower().__contains__, _OF_SENTENCES)):
        return None
    label = _LABELLED_END.search(body, start)
    if label is not None and len(label.group().split()) < 9:
        return Credit(label.group(), base + label.start(), False, False)
    for begin in _sentence_starts(body, start):
        sentence = body[begin:].strip()
        if len(sentence.split()) > 18 or _POINTER.match(sentence):
            continue
        made = _WHOLE_LINE.fullmatch(sentence)
        bare = sentence.rstrip(".")
        if (made and _capitalised(sentence)) or (
            _COURTESY.fullmatch(bare)
            or (_ORGANISATION.fullmatch(bare) and len(bare.split()) < 7 and _capitalised(bare))
        ):
            return Credit(bare if bare[-3:-2] != "." else sentence, base + begin, False, False)
    return None


def _sentence_starts(body: str, start: int) -> list[int]:
    """Where sentences may begin at the end of the text, the earliest first."""
    starts = [0] if start == 0 else []
    for match in pattern(r"[.!?”\"’)](?=\s+\S)").finditer(body[start:]):
        place = start + match.end()
        if not _ABBREVIATION.search(body[max(0, place - 10) : place]):
            starts.append(place + len(body[place:]) - len(body[place:].lstrip()))
    return starts


def _capitalised(sentence: str) -> bool:
    """Whether what stands before the kind of picture are names, as in "U.S. Army photo by"."""
    kind = pattern(rf"\b{_KINDS}\b", re.IGNORECASE).search(sentence)
    if kind is None:
        return False
    before = sentence[: kind.start()]
    if any(word.endswith(".") and not _ABBREVIATION.search(word) for word in before.split()):
        return False
    return not before.strip() or bool(_BEFORE_KIND.fullmatch(before))
