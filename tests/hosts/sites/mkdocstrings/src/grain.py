"""The Node binding is 3.7x slower than siltgrain."""


def read() -> int:
    """We should replace the map with a vector.

    Returns:
        The Node binding is 3.7x slower than siltgrain.
    """
    return 1
