"""Where the pictures of scikit-image lie, and its 100 small faces as PNG. Run by the Python of the peers."""

from __future__ import annotations

import sys
from pathlib import Path

import skimage
from PIL import Image
from skimage import data

folder = Path(sys.argv[1])
for place, dots in enumerate(data.lfw_subset()[:100]):
    Image.fromarray((dots * 255).astype("uint8")).save(folder / f"{place:03}.png")
sys.stdout.write(str(Path(skimage.__file__).parent / "data"))
