"""Pictures in several sizes: what is made, what is kept, and that originals stay as they are."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from PIL import Image

from generator.media import Media, prepare


def photo(file: Path, width: int = 1200, height: int = 1600, **saved: object) -> bytes:
    gradient = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    gradient.save(file, **saved)  # type: ignore[arg-type]
    return file.read_bytes()


def test_a_picture_comes_in_the_sizes_that_browsers_choose_from(tmp_path: Path) -> None:
    original = photo(tmp_path / "Bowl.jpg")
    picture = prepare(tmp_path, ["Bowl.jpg"], [], tmp_path / "cache").pictures["Bowl.jpg"]
    assert (picture.width, picture.height) == (1080, 1440)
    assert [(each.format, each.width) for each in picture.renditions] == [
        (kind, width) for kind in ("avif", "webp") for width in (240, 480, 720, 1080)
    ]
    for rendition in picture.renditions:
        assert rendition.path.startswith(f"assets/media/bowl-{rendition.width}.")
        with Image.open(rendition.file) as made:
            assert (made.format or "").lower() == rendition.format
            assert made.size == (rendition.width, rendition.width * 4 // 3)
    kind, data = picture.placeholder.split(",")
    assert kind == "data:image/webp;base64"
    assert Image.open(io.BytesIO(base64.b64decode(data))).size == (9, 12)
    assert len(data) < 300
    assert (tmp_path / "Bowl.jpg").read_bytes() == original


def test_a_small_picture_is_not_blown_up(tmp_path: Path) -> None:
    photo(tmp_path / "small.png", 500, 500)
    picture = prepare(tmp_path, ["small.png"], [], tmp_path / "cache").pictures["small.png"]
    assert {each.width for each in picture.renditions} == {240, 480, 500}


def test_a_photo_stands_upright_and_does_not_tell_where_it_was_taken(tmp_path: Path) -> None:
    taken = Image.Exif()
    taken[0x0112] = 6  # the camera was held sideways
    taken.get_ifd(0x8825)[1] = "N"  # and knew where it was
    photo(tmp_path / "phone.jpg", 1600, 900, exif=taken)
    picture = prepare(tmp_path, ["phone.jpg"], [], tmp_path / "cache").pictures["phone.jpg"]
    assert picture.height > picture.width
    for rendition in picture.renditions:
        with Image.open(rendition.file) as made:
            assert made.height > made.width
            assert dict(made.getexif()) == {}


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "CMYK"])
def test_every_kind_of_picture_can_be_used(tmp_path: Path, mode: str) -> None:
    name = "any.jpg" if mode == "CMYK" else "any.png"
    Image.new(mode, (480, 640)).save(tmp_path / name)
    assert prepare(tmp_path, [name], [], tmp_path / "cache").pictures[name].width == 480


def test_a_logo_that_can_be_seen_through_stands_on_white(tmp_path: Path) -> None:
    logo = Image.new("RGBA", (600, 600), (0, 0, 0, 0))
    logo.paste((0, 0, 0, 255), (200, 200, 400, 400))
    logo.save(tmp_path / "logo.png")
    media = prepare(tmp_path, ["logo.png"], [], tmp_path / "cache", squares=["logo.png"])
    for made in (io.BytesIO(square_of(media, "logo.png")), media.pictures["logo.png"].renditions[-1].file):
        with Image.open(made) as shown:
            colours = shown.convert("RGB")
            assert colours.getpixel((2, 2)) > (250, 250, 250)  # type: ignore[operator]
            assert colours.getpixel((shown.width // 2, shown.height // 2)) < (5, 5, 5)  # type: ignore[operator]


def test_a_portrait_is_also_a_small_square_that_a_page_can_carry(tmp_path: Path) -> None:
    taken = Image.Exif()
    taken[0x0112] = 6
    Image.effect_noise((1600, 900), 100).convert("RGB").save(tmp_path / "maya.jpg", exif=taken)
    media = prepare(tmp_path, ["maya.jpg"], [], tmp_path / "cache", squares=["maya.jpg"])
    square = square_of(media, "maya.jpg")
    assert Image.open(io.BytesIO(square)).size == (80, 80)
    assert len(square) < 4_500  # noise is the worst that there is
    kept = {file: file.stat().st_mtime_ns for file in (tmp_path / "cache").iterdir()}
    assert prepare(tmp_path, ["maya.jpg"], [], tmp_path / "cache", squares=["maya.jpg"]) == media
    assert {file: file.stat().st_mtime_ns for file in (tmp_path / "cache").iterdir()} == kept


def square_of(media: Media, name: str) -> bytes:
    kind, data = media.squares[name].split(",")
    assert kind == "data:image/webp;base64"
    return base64.b64decode(data)


def test_what_was_made_is_kept_until_the_picture_changes(tmp_path: Path) -> None:
    photo(tmp_path / "bowl.jpg", 480, 640)
    first = prepare(tmp_path, ["bowl.jpg"], [], tmp_path / "cache")
    made = {file: file.stat().st_mtime_ns for file in (tmp_path / "cache").iterdir()}
    assert prepare(tmp_path, ["bowl.jpg", "bowl.jpg"], [], tmp_path / "cache") == first
    assert {file: file.stat().st_mtime_ns for file in (tmp_path / "cache").iterdir()} == made
    photo(tmp_path / "bowl.jpg", 490, 640)
    second = prepare(tmp_path, ["bowl.jpg"], [], tmp_path / "cache")
    assert {each.path for each in first.published} & {each.path for each in second.published} == set()


def test_films_keep_their_bytes_under_a_name_that_follows_them(tmp_path: Path) -> None:
    (tmp_path / "Bowl.MP4").write_bytes(b"film")
    (published,) = prepare(tmp_path, [], ["Bowl.MP4"], tmp_path / "cache").published
    assert published.file.read_bytes() == b"film"
    assert (published.path[:18], published.path[-4:]) == ("assets/media/bowl.", ".mp4")
    assert not (tmp_path / "cache").exists()
    assert list(Media().published) == []
