"""Which tests reach a function: a static match by name, and a map measured by running the tests in the sandbox.

In: a workspace. Out: node ids. `runner.testmap` is the front; nothing outside the runner imports from here.
"""
