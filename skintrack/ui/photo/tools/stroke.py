"""A stroke of the pointer with as few corners as it needs."""

Place = tuple[float, float]


def simplified(places: list[Place], detail: float) -> list[Place]:
    """Return the places without those that lie within ``detail`` of the line through the others.

    Douglas and Peucker 1973.
    """
    if not places[1:-1]:
        return places
    first, last = complex(*places[0]), complex(*places[-1])
    distances = [_distance(complex(*place), first, last) for place in places[1:-1]]
    farthest = max(distances)
    if farthest <= detail:
        return [places[0], places[-1]]
    middle = distances.index(farthest) + 1
    return [*simplified(places[: middle + 1], detail)[:-1], *simplified(places[middle:], detail)]


def _distance(place: complex, first: complex, last: complex) -> float:
    along = last - first
    if not abs(along):
        return abs(place - first)
    share = ((place - first) * along.conjugate()).real / abs(along) ** 2
    return abs(place - first - min(max(share, 0.0), 1.0) * along)
