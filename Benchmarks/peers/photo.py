"""A photograph that nobody took: a lake before hills, computed, with the statistics of a picture from a camera.

Cameras give pictures whose contrast falls with frequency (about 1/f), soft large forms, hard edges here and there, colours that
differ a little wherever the light does, and grain. These decide what a picture costs to scale and to compress. The figures here are
chosen so that the picture, scaled to a card and filtered, is like photographs of houses, flowers, animals and things: PNG needs 4 to 5
bits for each of its bytes, a deflate that searches long saves 1 to 4 % over one that does not, and the differences of red and green
from row to row correlate by 0.8 to 0.95.
"""

from pathlib import Path

import numpy as np
from PIL import Image

WIDTH, HEIGHT = 1600, 1200


def write_photo(path: Path) -> None:
    """Writes the picture as a JPEG; the same bytes on every run."""
    picture = np.clip(_scene() * 255, 0, 255).astype(np.uint8)
    Image.fromarray(picture, "RGB").save(path, quality=88, subsampling="4:2:0", optimize=True)


def _scene() -> np.ndarray:
    random = np.random.default_rng(2026)
    down = np.linspace(0, 1, HEIGHT)[:, None, None]
    sky = (1 - down) * np.array([0.45, 0.62, 0.80]) + down * np.array([0.95, 0.88, 0.76])
    picture = sky + 0.10 * np.clip(_noise(random, 1.3), 0, None)[:, :, None]
    rows = np.arange(HEIGHT)[:, None]
    for place, base in enumerate((0.42, 0.50, 0.58, 0.66)):
        near = place / 3
        ridge = HEIGHT * (base - (0.05 + 0.03 * near) * _profile(random))
        color = (1 - near) * np.array([0.55, 0.63, 0.68]) + near * np.array([0.16, 0.24, 0.17])
        hill = color * (1 + (0.05 + 0.25 * near) * _texture(random, 0.9))
        picture = np.where((rows > ridge)[:, :, None], hill, picture)
    shore = int(HEIGHT * 0.74)
    ripples = 1 + 0.06 * _texture(random, 1.0)[: HEIGHT - shore]
    mirrored = picture[shore - 1 : 2 * shore - HEIGHT - 1 : -1]
    picture[shore:] = (0.72 * mirrored + 0.05) * ripples
    return picture + 0.010 * random.standard_normal(picture.shape)


def _texture(random: np.random.Generator, slope: float) -> np.ndarray:
    """Light and dark in three channels that are mostly alike, as light on things is."""
    shared = _noise(random, slope)
    return np.stack([shared + 0.6 * _noise(random, slope) for _ in range(3)], axis=2)


def _noise(random: np.random.Generator, slope: float) -> np.ndarray:
    """Noise whose amplitude falls with frequency as 1/f to the power of `slope`, with a deviation of 1."""
    across = np.fft.rfftfreq(WIDTH)[None, :]
    down = np.fft.fftfreq(HEIGHT)[:, None]
    frequency = np.maximum(np.hypot(across, down), 1 / WIDTH)
    spectrum = np.fft.rfft2(random.standard_normal((HEIGHT, WIDTH))) / frequency**slope
    spectrum[0, 0] = 0
    noise = np.fft.irfft2(spectrum, (HEIGHT, WIDTH))
    return noise / noise.std()


def _profile(random: np.random.Generator) -> np.ndarray:
    """The line of a ridge: a height for each column, with a deviation of 1."""
    frequency = np.maximum(np.fft.rfftfreq(WIDTH), 1 / WIDTH)
    spectrum = np.fft.rfft(random.standard_normal(WIDTH)) / frequency**1.4
    spectrum[0] = 0
    line = np.fft.irfft(spectrum, WIDTH)
    return (line / line.std())[None, :]
