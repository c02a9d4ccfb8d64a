#!/bin/sh
# As with the official image: options alone are for haproxy, which runs as master with workers and stays in front.
set -e
case ${1:-} in
    -*) set -- haproxy "$@" ;;
esac
if [ "${1:-}" = haproxy ]; then
    shift
    set -- haproxy -W -db "$@"
fi
exec "$@"
