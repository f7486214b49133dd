"""What the checks on photos and captions say, apart from their rules' examples."""

from __future__ import annotations

from functools import partial

import pytest

from checker.checks.parts import part_given
from checker.checks.photos import alt_differs_from_caption, likeness
from checker.finders.alt_text import filename_or_placeholder, normalised, prefix_of
from checker.finders.credits import credit_in
from checker.finders.photo_parts import captioned_photo
from checker.finding import Answer, Verdict
from checker.page import Page
from checker.parse import build

CREDITS = [
    ("(U.S. Army photo by Staff Sgt. Tristan Moore)", "U.S. Army photo by Staff Sgt. Tristan Moore"),
    ("(U.S. Air Force photo/Brad Fallin)", "U.S. Air Force photo/Brad Fallin"),
    ("(U.S. Army photo by Staff Sgt. Kyle Davis) (Released)", "U.S. Army photo by Staff Sgt. Kyle Davis"),
    ("(U.S. Army photo by James Fidel - Released)", "U.S. Army photo by James Fidel - Released"),
    (
        "(Joint Base Myer-Henderson Hall PAO photo by Nell King)",
        "Joint Base Myer-Henderson Hall PAO photo by Nell King",
    ),
    ("(DOW photo by Ann Lee)", "DOW photo by Ann Lee"),
    ("(Courtesy photo)", "Courtesy photo"),
    ("(U.S. Navy photo by Seaman (SW) Al Smith/Released)", "U.S. Navy photo by Seaman (SW) Al Smith/Released"),
    ("U.S. Army photo by Lee Elder", "U.S. Army photo by Lee Elder"),
    ("Photo: FEMA", "Photo: FEMA"),
    ("(Fotografía de Luz Ortega)", "Fotografía de Luz Ortega"),
]
NO_CREDITS = [
    "The rangers met in June (see photo).",
    "Ann Lee (left) looks at a photo.",
    "The town counted 300 guests (the most since 1990).",
    "He sent the image by mail.",
    "Watch the Video",
]


def verdict_of(check: object, html: str) -> Verdict:
    page = Page("test.html", html.encode())
    build(page)
    return check(next(iter(captioned_photo(page))))


@pytest.mark.parametrize(("ending", "credit"), CREDITS)
def test_a_credit_is_read_in_each_of_its_forms(ending: str, credit: str) -> None:
    found = credit_in(f"Soldiers cross the river near Fort Lee, Va. {ending}")
    assert found is not None
    assert found.text == credit


@pytest.mark.parametrize("caption", NO_CREDITS)
def test_words_about_pictures_are_no_credit(caption: str) -> None:
    assert credit_in(caption) is None


@pytest.mark.parametrize(
    "text", ["221103-D-AB123-1001", "DSC_0123", "image001", "photo", "spacer", "alt text", "2041", "a.JPG"]
)
def test_file_names_and_placeholders_are_told(text: str) -> None:
    assert filename_or_placeholder(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "UH-60 Black Hawk",
        "F-16",
        "Photographers wait",
        "A.J. Lee",
        "B-52s on a ramp",
        "Form 1040",
        "P-51",
        "DOT",
        "Route 66",
    ],
)
def test_short_descriptions_are_no_file_names(text: str) -> None:
    assert filename_or_placeholder(text) is None


def test_imagery_is_not_an_opening() -> None:
    assert prefix_of("Image-based survey of the coast") is None


def test_the_place_of_a_missing_alt_is_the_img() -> None:
    verdict = verdict_of(
        partial(part_given, part="alternative-text"),
        '<figure>\n<img src="a.jpg">\n<figcaption>Two men row.</figcaption></figure>',
    )
    assert (verdict.answer, verdict.at.line if verdict.at else None) == (Answer.NO, 2)


def test_a_caption_without_a_photo_is_a_doubt() -> None:
    verdict = verdict_of(partial(part_given, part="alternative-text"), "<p>Two men row home. (Photo by Ann Lee)</p>")
    assert verdict.answer is Answer.UNKNOWN


def test_a_lazy_photo_is_a_photo() -> None:
    html = '<figure><img data-src="a.jpg" alt="Two men in a boat"><figcaption>They row home.</figcaption></figure>'
    assert verdict_of(partial(part_given, part="alternative-text"), html).answer is Answer.YES


def test_the_caption_without_its_credit_is_a_copy_too() -> None:
    html = (
        '<figure><img src="a.jpg" alt="Two men row home"><figcaption>Two men row home. (Photo by Ann Lee)'
        "</figcaption></figure>"
    )
    assert verdict_of(alt_differs_from_caption, html).answer is Answer.NO


def test_punctuation_and_case_make_no_difference() -> None:
    assert normalised("Two men — ROW home!") == normalised("two men row home")


def test_texts_of_other_lengths_are_not_alike() -> None:
    assert likeness("two men row", "two men row home across the bay at dusk") == 0.0
