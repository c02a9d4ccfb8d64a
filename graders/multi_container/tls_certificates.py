"""Grade `tls_certificates`."""

from ckadtrainer.grading import Cluster


def images_as_asked(cluster: Cluster) -> None:
    """The three containers are there, whatever list they stand in, with the image asked for."""
    pod = cluster.pod(cluster.value("pod"))
    pod.any_container("generate").image_is("nginx")
    pod.any_container("validate").image_is("nginx")
    pod.container("web").image_is("nginx")


def one_after_the_other(cluster: Cluster) -> None:
    """`generate` ended before `validate` started, `validate` before `web`, and `web` stays up."""
    pod = cluster.pod(cluster.value("pod"))
    pod.init("generate").ended_before("validate")
    pod.init("validate").ended_before("web")
    pod.container("web").stays_ready()


def one_volume_in_memory(cluster: Cluster) -> None:
    """One emptyDir in memory is under all three, and only `generate` may write there."""
    pod = cluster.pod(cluster.value("pod"))
    folder = cluster.value("folder")
    pod.shares(f"generate:{folder}", f"validate:{folder}", f"web:{folder}")
    pod.any_container("generate").mount(folder).is_empty_dir()
    pod.any_container("validate").mount(folder).is_read_only()
    pod.container("web").mount(folder).is_read_only()
    kind = pod.container("web").runs("stat", "-f", "-c", "%T", folder, called=f"the file system at {folder}")
    kind.prints("tmpfs")


def key_is_private(cluster: Cluster) -> None:
    """There is a key, and it has no right for others."""
    key = f"{cluster.value('folder')}/tls.key"
    web = cluster.pod(cluster.value("pod")).container("web")
    web.runs("openssl", "pkey", "-in", key, "-noout", called="reading the key").succeeds()
    web.runs("stat", "-L", "-c", "%a", key, called="the rights of the key").matches("^[0-7]*0$")


def validate_read_the_certificate(cluster: Cluster) -> None:
    """The fingerprint of the certificate that is there now stands in the log of `validate`, which succeeded."""
    pod = cluster.pod(cluster.value("pod"))
    validate = pod.init("validate")
    validate.succeeded()
    certificate = f"{cluster.value('folder')}/tls.crt"
    fingerprint = pod.container("web").runs(
        "openssl", "x509", "-in", certificate, "-noout", "-fingerprint", "-sha256", called="reading the certificate"
    )
    validate.log.has_output_of(fingerprint)


def https_is_served(cluster: Cluster) -> None:
    """A client that trusts the certificate and nothing else gets the answer of this attempt's configuration.

    curl trusts it whoever signed it, so that is proven besides: one certificate, which vouches for itself.
    """
    host, port = cluster.value("host"), cluster.value("port")
    certificate = f"{cluster.value('folder')}/tls.crt"
    web = cluster.pod(cluster.value("pod")).container("web")
    ask = web.runs(
        *("curl", "-sS", "-m", "5", "--cacert", certificate),
        *("--resolve", f"{host}:{port}:127.0.0.1", f"https://{host}:{port}/"),
        called=f"a client that trusts the certificate and asks for https://{host}:{port}/",
    )
    ask.prints(f"secure {cluster.nonce}")
    one = web.runs("openssl", "storeutl", "-noout", "-certs", certificate, called="counting the certificates")
    one.matches("^Total found: 1$", like="one")
    verify = web.runs("openssl", "verify", "-CAfile", certificate, certificate, called="a look for its own signature")
    verify.succeeds()
