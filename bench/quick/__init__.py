"""Has this tree become slower? A few of the product's bars, measured again in minutes and compared with stored ratios.

`python -m bench.quick` (`make bench-quick`). What is measured is the programs' own work with fewer rounds (`parts`);
what a ratio means beside a stored one is decided in `verdict`, which knows nothing of what was measured.
"""
