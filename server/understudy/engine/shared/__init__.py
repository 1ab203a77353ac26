"""One engine for all windows: a keeper process owns the supervisor and its worker; language servers are its guests.

In: the options of a worker. Out: `connection.Connection`, which stands where an own `Supervisor` would. Of it
`engine.client` and `engine.link` are made; where it cannot work it says so with SharingError, and an own child does.
"""
