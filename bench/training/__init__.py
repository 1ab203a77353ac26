"""The trainer's step against the field's usual trainer: `python -m bench.training.step`."""
