#!/bin/sh
# Unpack an archive of images into the containerd of a node's root file system.
# Runs in mount and process namespaces of its own, so nothing of it outlives it. usage: populate.sh ROOT ARCHIVE
set -eu
root=$1 archive=$2
mount -t proc proc "$root/proc"
mount --rbind /sys "$root/sys"
mount --rbind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/run"
mount -t tmpfs tmpfs "$root/tmp"
printf 'version = 2\ndisabled_plugins = ["io.containerd.grpc.v1.cri"]\n' > "$root/run/containerd.toml"
chroot "$root" containerd --config /run/containerd.toml --log-level warn &
containerd=$!
tries=0
until chroot "$root" ctr version >/dev/null 2>&1; do
    tries=$((tries + 1))
    [ "$tries" -lt 150 ] || { echo "containerd did not start" >&2; exit 1; }
    kill -0 "$containerd" || { echo "containerd ended" >&2; exit 1; }
    sleep 0.1
done
chroot "$root" ctr --namespace k8s.io images import --all-platforms - < "$archive"
kill "$containerd"
wait "$containerd" || true
