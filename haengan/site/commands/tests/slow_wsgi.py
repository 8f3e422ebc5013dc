"""An application whose every answer takes a while: is it given, when the server is told to stop meanwhile?"""

import os
import time
from pathlib import Path


def application(environ, start_response):
    Path(os.environ["SLOW_BEGUN"]).touch()
    time.sleep(0.7)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"whole"]
