"""``python -m rampcast`` is the command ``rampcast``."""

import sys

from .cli import main

sys.exit(main())
