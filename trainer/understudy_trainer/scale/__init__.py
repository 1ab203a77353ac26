"""Work spread over processes and machines (Ray); nothing is lost when a worker dies."""
