"""Tests, benches and training: with one BLAS thread, as the program runs (see `declint.describe.pipeline.load`)."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
