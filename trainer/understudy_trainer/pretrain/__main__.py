"""`python -m understudy_trainer.pretrain`: the verb on a machine that has torch and transformers and little else."""

import argparse
import sys

from understudy_trainer.pretrain.cli import add_parsers

parser = argparse.ArgumentParser(prog="understudy train")
add_parsers(parser.add_subparsers(required=True))
arguments = parser.parse_args()
sys.exit(arguments.run(arguments))
