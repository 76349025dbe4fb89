"""The compiler of the compiled form; imported only where there are so many labels that it pays."""

from __future__ import annotations

from lissom.machine.compiling import compiler
from lissom.medicines.scanning.kept import folder

compiled = compiler(folder())
