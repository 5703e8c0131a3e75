"""The demo studio's pictures as drawings: still lifes of shapes, no photograph and no person. One function, one scene.

A scene is SVG of 1080 × 1920 units. What moves in the films are CSS animations of six seconds.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator

WIDTH, HEIGHT, SECONDS = 1080, 1920, 6

_DEFINITIONS = """
<filter id="grain" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency=".8"
  numOctaves="2" seed="4"/><feColorMatrix values="0 0 0 0 .5  0 0 0 0 .5  0 0 0 0 .5  0 0 0 1.6 -.62"/></filter>
<filter id="soft" x="-40%" y="-40%" width="180%" height="180%"><feGaussianBlur stdDeviation="34"/></filter>
<filter id="near" x="-30%" y="-30%" width="160%" height="160%"><feGaussianBlur stdDeviation="14"/></filter>
<filter id="light" x="-30%" y="-30%" width="160%" height="160%"><feGaussianBlur stdDeviation="9"/></filter>
<linearGradient id="glass" x1="0" x2="1"><stop offset="0" stop-color="#fff" stop-opacity=".55"/>
  <stop offset=".18" stop-color="#fff" stop-opacity=".1"/><stop offset=".8" stop-color="#000" stop-opacity=".05"/>
  <stop offset="1" stop-color="#000" stop-opacity=".28"/></linearGradient>
"""


def scene(name: str) -> str:
    """The scene as a whole SVG document."""
    drawn = "\n".join(SCENES[name](random.Random(name)))  # noqa: S311 - the same drawing each time
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="100%" height="100%">'
        f"<defs>{_DEFINITIONS}</defs>{drawn}"
        f'<rect width="{WIDTH}" height="{HEIGHT}" filter="url(#grain)" opacity=".16"/></svg>'
    )


def _backdrop(top: str, bottom: str) -> str:
    return (
        f'<linearGradient id="bg" x1="0" y1="0" x2=".35" y2="1"><stop stop-color="{top}"/>'
        f'<stop offset="1" stop-color="{bottom}"/></linearGradient><rect width="{WIDTH}" height="{HEIGHT}" fill="url(#bg)"/>'
    )


def _window(x: int, y: int, opacity: float = 0.34) -> str:
    """Light that falls through a window of six panes."""
    panes = "".join(
        f'<rect x="{x + column * 300}" y="{y + row * 400}" width="262" height="362"/>'
        for column in range(2)
        for row in range(3)
    )
    return (
        f'<g fill="#fff4dc" opacity="{opacity}" filter="url(#light)" transform="skewX(-16) rotate(7)">{panes}</g>'
        "<style>@keyframes window{from{transform:skewX(-16deg) rotate(7deg) translateX(-50px)}"
        "to{transform:skewX(-16deg) rotate(7deg) translateX(60px)}}</style>"
    )


def _leaves(x: int, y: int, colour: str, opacity: float, turn: int = 0) -> str:
    """The shadow of a branch."""
    leaves = "".join(
        f'<ellipse cx="{190 if side else -190}" cy="{-step * 150}" rx="185" ry="58" '
        f'transform="rotate({-32 if side else 32} 0 {-step * 150})"/>'
        for step in range(6)
        for side in (0, 1)
    )
    return (
        f'<g transform="translate({x} {y}) rotate({turn})" fill="{colour}" opacity="{opacity}" filter="url(#near)">'
        f'<g class="sway"><rect x="-7" y="-950" width="14" height="1100"/>{leaves}</g></g>'
        f"<style>.sway{{animation:sway {SECONDS / 2}s ease-in-out infinite alternate}}"
        "@keyframes sway{from{transform:rotate(-2deg)}to{transform:rotate(3deg)}}</style>"
    )


def granola(dice: random.Random) -> Iterator[str]:
    """A bowl seen from above, in morning light."""
    yield _backdrop("#e7b65c", "#c98432")
    yield _window(260, -160, 0.42)
    yield '<ellipse cx="590" cy="1130" rx="430" ry="420" fill="#5b2f0c" opacity=".5" filter="url(#soft)"/>'
    yield '<circle cx="530" cy="1030" r="420" fill="#f4ead8"/><circle cx="530" cy="1030" r="420" fill="url(#glass)"/>'
    yield '<circle cx="530" cy="1030" r="362" fill="#dccfb8"/><circle cx="536" cy="1040" r="350" fill="#fbf6ec"/>'
    for number in range(120):
        turn, far = dice.random() * math.tau, 330 * dice.random() ** 0.6
        x, y = 480 + far * 0.8 * math.cos(turn), 1010 + far * 0.9 * math.sin(turn)
        if math.hypot(x - 536, y - 1040) > 320:
            continue
        colour = dice.choice(("#b0702b", "#8d5219", "#d39a4d", "#c5853a", "#7a4313"))
        yield (
            f'<g class="falls" style="animation-delay:{number % 24 / 14:.2f}s"><rect x="{x - 26:.0f}" y="{y - 17:.0f}" '
            f'width="{dice.randint(40, 62)}" height="{dice.randint(26, 40)}" rx="15" fill="{colour}" '
            f'transform="rotate({dice.randint(0, 180)} {x:.0f} {y:.0f})"/></g>'
        )
    for x, y, r in ((700, 940, 58), (752, 1052, 64), (664, 1092, 52), (716, 1170, 56), (610, 1230, 50)):
        yield f'<circle cx="{x + 8}" cy="{y + 14}" r="{r}" fill="#2c1838" opacity=".35" filter="url(#light)"/>'
        yield f'<circle cx="{x}" cy="{y}" r="{r}" fill="#4b2f66"/>'
        yield f'<circle cx="{x - r // 3}" cy="{y - r // 3}" r="{r // 4}" fill="#a58bbf"/>'
    yield (
        '<g transform="rotate(28 900 1500)"><rect x="846" y="1290" width="30" height="560" rx="15" fill="#8a4f17"/>'
        '<ellipse cx="861" cy="1260" rx="76" ry="118" fill="#9c5d20"/><ellipse cx="861" cy="1256" rx="52" ry="90"'
        ' fill="#7a4414"/></g>'
    )
    yield (
        "<style>.falls{animation:falls 1.1s cubic-bezier(.3,0,.5,1) both}"
        "@keyframes falls{from{transform:translateY(-1500px) rotate(30deg);opacity:0}20%{opacity:1}to{transform:none}}</style>"
    )


def serum(dice: random.Random) -> Iterator[str]:
    """A dropper bottle on two blocks, in the shade of a branch."""
    yield _backdrop("#f0cfc2", "#d99c8b")
    yield '<rect y="1330" width="1080" height="590" fill="#c9826f"/>'
    yield _leaves(900, 900, "#7d3b31", 0.4, 24)
    yield '<rect x="150" y="1240" width="520" height="420" fill="#f6e3d8"/><rect x="560" y="1240" width="110" height="420"'
    yield ' fill="#e4bfae"/><rect x="480" y="1430" width="420" height="300" fill="#b4451f"/>'
    yield '<rect x="800" y="1430" width="100" height="300" fill="#8f3213"/>'
    yield '<ellipse cx="470" cy="1244" rx="300" ry="36" fill="#6b2c22" opacity=".5" filter="url(#near)"/>'
    yield '<rect x="250" y="690" width="300" height="552" rx="46" fill="#8b4a12"/>'
    yield '<rect x="250" y="860" width="300" height="382" rx="46" fill="#5f2f08"/>'
    yield '<rect x="250" y="690" width="300" height="552" rx="46" fill="url(#glass)"/>'
    yield '<rect x="290" y="900" width="220" height="240" rx="6" fill="#f9efe6"/><rect x="322" y="950" width="90" height="14"'
    yield ' fill="#b4451f"/><rect x="322" y="986" width="150" height="8" fill="#5f2f08" opacity=".5"/>'
    yield '<rect x="322" y="1010" width="120" height="8" fill="#5f2f08" opacity=".5"/>'
    yield '<rect x="318" y="610" width="164" height="96" rx="10" fill="#f9efe6"/><rect x="318" y="610" width="164" height="96"'
    yield ' rx="10" fill="url(#glass)"/><path d="M350 612v-130q0-60 50-60t50 60v130z" fill="#3b1d10"/>'
    yield '<path d="M350 612v-130q0-60 50-60t50 60v130z" fill="url(#glass)"/>'
    yield (
        '<g class="drop"><path d="M760 1180q-58 92 0 116q58-24 0-116z" fill="#b06a1e"/>'
        '<path d="M744 1244q-8 30 14 40" stroke="#fff" stroke-width="7" fill="none" opacity=".7"/></g>'
        f"<style>.drop{{animation:drop {SECONDS / 3}s cubic-bezier(.5,0,.9,.5) infinite}}"
        "@keyframes drop{from{transform:translateY(-420px) scale(.5)}70%,to{transform:translateY(120px)}}</style>"
    )


def track(dice: random.Random) -> Iterator[str]:
    """Lanes of a running track, and the marks of somebody fast."""
    yield _backdrop("#c8512a", "#a33514")
    for lane in range(9):
        radius = 560 + lane * 165
        yield (
            f'<circle cx="1280" cy="1180" r="{radius}" fill="none" stroke="#fbeee2" stroke-width="14" opacity=".95"/>'
        )
    yield '<circle cx="1280" cy="1180" r="553" fill="#4f6b4a"/>'
    for number in range(60):
        yield (
            f'<circle cx="{dice.randint(760, 1080)}" cy="{dice.randint(760, 1600)}" r="{dice.randint(2, 6)}" '
            'fill="#324a31" opacity=".5"/>' if number else ""
        )  # fmt: skip
    yield '<path d="M-100 380L1080 1500V1920H-100z" fill="#2b0d05" opacity=".26" filter="url(#near)"/>'
    for lane, colour, begin in ((1, "#f4c14f", 0.0), (2, "#fdf3e7", 0.5), (3, "#1d2b4f", 0.9)):
        radius = 560 + lane * 165 + 82
        length = math.tau * radius
        yield (
            f'<circle cx="1280" cy="1180" r="{radius}" fill="none" stroke="{colour}" stroke-width="62" '
            f'stroke-linecap="round" stroke-dasharray="{330 + lane * 60} {length:.0f}" class="run" '
            f'style="--from:{-length * (0.42 + begin * 0.02):.0f};--to:{-length * (0.6 + begin * 0.03):.0f};'
            f'stroke-dashoffset:var(--from)"/>'
        )
    yield (
        f"<style>.run{{animation:run {SECONDS / 2}s cubic-bezier(.6,0,.4,1) infinite alternate}}"
        "@keyframes run{from{stroke-dashoffset:var(--from)}to{stroke-dashoffset:var(--to)}}</style>"
    )


def tablet(dice: random.Random) -> Iterator[str]:
    """A tablet that dissolves in a tall glass."""
    yield _backdrop("#9fc7bd", "#4f8f88")
    yield _window(300, -60, 0.3)
    yield '<rect y="1500" width="1080" height="420" fill="#e8dcc4"/><rect y="1500" width="1080" height="18" fill="#fff" opacity=".4"/>'
    yield '<path d="M330 1640L900 1640L1180 1800L520 1800z" fill="#1b4a47" opacity=".45" filter="url(#near)"/>'
    yield '<path d="M290 520H790L730 1640Q728 1668 700 1668H380Q352 1668 350 1640z" fill="#eaf5ef" opacity=".42"/>'
    yield '<path d="M305 800H775L730 1628Q728 1652 700 1652H380Q354 1652 352 1628z" fill="#f2a33a" opacity=".88"/>'
    yield '<ellipse cx="540" cy="800" rx="235" ry="34" fill="#f9c877"/>'
    yield '<g transform="rotate(-18 560 1440)"><rect x="450" y="1400" width="220" height="84" rx="42" fill="#fff3dc"/>'
    yield '<ellipse cx="560" cy="1420" rx="108" ry="24" fill="#fffaf0"/></g>'
    for number in range(64):
        x, y, r = dice.randint(400, 690), dice.randint(840, 1400), dice.choice((5, 7, 9, 13, 18))
        yield (
            f'<circle cx="{x}" cy="{y}" r="{r}" fill="#fff6e2" opacity=".8" class="rise" '
            f'style="animation-delay:-{number / 12:.2f}s"/>'
        )
    yield '<path d="M290 520H790L730 1640Q728 1668 700 1668H380Q352 1668 350 1640z" fill="url(#glass)"/>'
    yield '<ellipse cx="540" cy="520" rx="250" ry="36" fill="none" stroke="#fff" stroke-width="9" opacity=".75"/>'
    yield (
        "<style>.rise{animation:rise 3s linear infinite}"
        "@keyframes rise{from{transform:translateY(200px)}to{transform:translateY(-220px);opacity:0}}</style>"
    )


def cream(dice: random.Random) -> Iterator[str]:
    """A thick line of cream under a low sun."""
    yield _backdrop("#f3dcc0", "#e2a777")
    yield '<circle cx="740" cy="500" r="310" fill="#e2622f"/><circle cx="740" cy="500" r="310" fill="url(#glass)" opacity=".6"/>'
    yield '<path d="M0 900H1080V1920H0z" fill="#d8895b"/>'
    line = (
        "M150 1220C360 1000 560 1020 520 1210S250 1480 420 1540S860 1400 900 1180S700 1060 660 1280S700 1660 960 1640"
    )
    yield f'<path d="{line}" transform="translate(26 52)" fill="none" stroke="#6d2d10" stroke-width="120" stroke-linecap="round" opacity=".5" filter="url(#near)"/>'
    yield f'<path d="{line}" class="draw" fill="none" stroke="#fff8ee" stroke-width="132" stroke-linecap="round"/>'
    yield f'<path d="{line}" class="draw" transform="translate(-12 -20)" fill="none" stroke="#fff" stroke-width="34" stroke-linecap="round" opacity=".9"/>'
    yield f'<path d="{line}" class="draw" transform="translate(10 34)" fill="none" stroke="#e9d3ba" stroke-width="30" stroke-linecap="round" opacity=".8"/>'
    yield _leaves(60, 760, "#7a3213", 0.3, 60)


def foam(dice: random.Random) -> Iterator[str]:
    """A bar of soap in its foam."""
    yield _backdrop("#bcc7a4", "#7f9270")
    yield '<ellipse cx="590" cy="1240" rx="430" ry="240" fill="#2f3c28" opacity=".5" filter="url(#soft)"/>'
    for _ in range(90):
        turn, far = dice.random() * math.tau, dice.random() ** 0.5
        x, y, r = 540 + 480 * far * math.cos(turn), 1240 + 330 * far * math.sin(turn), dice.randint(36, 110)
        yield f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{r}" fill="#f8f8f0" opacity=".9"/>'
        yield f'<circle cx="{x - r * 0.3:.0f}" cy="{y - r * 0.35:.0f}" r="{r * 0.22:.0f}" fill="#fff"/>'
        yield f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{r}" fill="none" stroke="#a9b894" stroke-width="3" opacity=".6"/>'
    yield '<g transform="rotate(-14 540 1010)"><rect x="270" y="820" width="540" height="360" rx="90" fill="#dfe6d0"/>'
    yield '<rect x="270" y="800" width="540" height="350" rx="90" fill="#f3f1e2"/><rect x="330" y="856" width="420" height="238" rx="60"'
    yield ' fill="none" stroke="#c9ccb0" stroke-width="10"/><path d="M470 975q70-90 140 0q-70 90-140 0z" fill="#7f9270"/></g>'
    yield _leaves(170, 640, "#36452d", 0.3, 150)


def bottle(dice: random.Random) -> Iterator[str]:
    """A sport bottle against a hard noon shadow."""
    yield _backdrop("#3f68b5", "#24418a")
    yield '<rect y="1450" width="1080" height="470" fill="#f0e6d4"/>'
    yield '<path d="M430 1640L820 1640L1500 900L1320 560z" fill="#101f4d" opacity=".55" filter="url(#light)"/>'
    yield '<rect x="330" y="640" width="400" height="1010" rx="80" fill="#f4c14f"/>'
    yield '<rect x="330" y="940" width="400" height="90" fill="#e0a52d"/><rect x="330" y="1420" width="400" height="28" fill="#e0a52d"/>'
    yield '<path d="M390 1330L560 1080L520 1220H660L500 1400L540 1270z" fill="#24418a"/>'
    yield '<rect x="330" y="640" width="400" height="1010" rx="80" fill="url(#glass)"/>'
    yield '<rect x="400" y="500" width="260" height="160" rx="30" fill="#19264f"/><rect x="470" y="390" width="120" height="130" rx="40" fill="#e2622f"/>'
    yield '<rect x="400" y="500" width="260" height="160" rx="30" fill="url(#glass)"/>'


def mat(dice: random.Random) -> Iterator[str]:
    """A rolled mat, seen from its end."""
    yield _backdrop("#d9c4cf", "#a98a9d")
    yield _window(180, 60, 0.36)
    yield '<rect y="1480" width="1080" height="440" fill="#7c5a70"/>'
    yield '<ellipse cx="600" cy="1500" rx="470" ry="70" fill="#2f1a2b" opacity=".6" filter="url(#near)"/>'
    yield '<circle cx="520" cy="1090" r="400" fill="#5b3457"/>'
    turns = " ".join(
        f"{'L' if step else 'M'}{520 + (40 + step * 1.62) * math.cos(step / 11):.0f} "
        f"{1090 + (40 + step * 1.62) * math.sin(step / 11):.0f}"
        for step in range(222)
    )
    yield f'<path d="{turns}" fill="none" stroke="#e6cfdc" stroke-width="16" stroke-linecap="round"/>'
    yield '<circle cx="520" cy="1090" r="400" fill="url(#glass)" opacity=".8"/>'
    yield '<path d="M520 1490H1080V1440H700z" fill="#5b3457"/>'
    yield '<circle cx="860" cy="560" r="120" fill="#f2e3d0" opacity=".9"/>'


def ridge(dice: random.Random) -> Iterator[str]:
    """Ridges before sunrise, and a path along them."""
    yield _backdrop("#f6d9a8", "#e58d5b")
    yield '<circle cx="640" cy="700" r="210" fill="#fff3d6"/>'
    for layer, colour in enumerate(("#d98461", "#b65f55", "#83455a", "#533355", "#2b2142")):
        base = 800 + layer * 215
        points = [
            (x, base + dice.randint(-150, 120) + 90 * math.sin(x / 170 + layer * 2)) for x in range(-60, 1200, 90)
        ]
        yield (
            f'<path d="M-60 1920 {" ".join(f"L{x} {y:.0f}" for x, y in points)} L1140 1920z" fill="{colour}" '
            f'stroke="{colour}" stroke-width="40" stroke-linejoin="round"/>'
        )
    yield '<path d="M120 1930C300 1790 620 1800 560 1690S820 1560 760 1480" fill="none" stroke="#f4c14f" stroke-width="20" stroke-dasharray="4 44" stroke-linecap="round"/>'


def maya(dice: random.Random) -> Iterator[str]:
    """Who sells: a figure of two shapes before a window. Its upper four fifths are the portrait."""
    yield _backdrop("#d9734a", "#a53c19")
    yield _window(330, -330, 0.36)
    yield _leaves(1010, 1060, "#6b1f08", 0.3, 18)
    yield '<path d="M60 1400C80 990 330 860 540 860S1000 990 1020 1400z" fill="#5a1a07" opacity=".45" filter="url(#soft)"/>'
    yield '<path d="M150 1400C160 1020 350 880 540 880S920 1020 930 1400z" fill="#f7e6d3"/>'
    yield '<path d="M540 880C730 880 920 1020 930 1400H700C720 1150 660 960 540 880z" fill="#e9c9ab"/>'
    yield '<path d="M330 560a212 222 0 0 1 430 10C800 800 760 900 700 960 640 900 610 850 540 850S430 900 386 950C316 870 300 760 330 560z" fill="#2b1510"/>'
    yield '<path d="M470 780h140v120q-70 74-140 0z" fill="#e2b594"/>'
    yield '<ellipse cx="540" cy="620" rx="150" ry="186" fill="#f3d8bf"/>'
    yield '<path d="M386 612C380 440 460 400 560 410 660 420 700 500 698 644 640 600 600 560 580 500 540 560 470 600 386 612z" fill="#2b1510"/>'
    yield '<circle cx="690" cy="742" r="17" fill="#f4c14f"/><circle cx="390" cy="742" r="17" fill="#f4c14f"/>'


SCENES: dict[str, Callable[[random.Random], Iterator[str]]] = {
    each.__name__: each for each in (granola, serum, track, tablet, cream, foam, bottle, mat, ridge, maya)
}
