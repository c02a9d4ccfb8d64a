"""Image references compared as a container runtime reads them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Image:
    """A reference in full: `nginx` is docker.io, library/nginx, tag None."""

    registry: str
    repository: str
    tag: str | None
    digest: str | None


def parse_image(reference: str) -> Image:
    """Read a reference the way the distribution specification's familiar names are read.

    Source: https://pkg.go.dev/github.com/distribution/reference#ParseNormalizedNamed
    """
    name, _, digest = reference.partition("@")
    head, slash, rest = name.rpartition("/")
    last, _, tag = rest.partition(":")
    path = f"{head}{slash}{last}"
    first, _, remainder = path.partition("/")
    if remainder and ("." in first or ":" in first or first == "localhost"):
        registry, repository = first, remainder
    else:
        registry, repository = "docker.io", path
    if registry == "index.docker.io":
        registry = "docker.io"
    if registry == "docker.io" and "/" not in repository:
        repository = f"library/{repository}"
    return Image(registry, repository, tag or None, digest or None)


def is_image(found: str, expected: str) -> bool:
    """Whether `found` is the image `expected` names.

    An expectation without a tag takes any tag or digest; with one it wants that tag, where a missing
    tag means `latest`.
    """
    have, want = parse_image(found), parse_image(expected)
    if (have.registry, have.repository) != (want.registry, want.repository):
        return False
    if want.digest is not None and have.digest != want.digest:
        return False
    return want.tag is None or (have.tag or ("" if have.digest else "latest")) == want.tag
