#!/bin/sh
# As with the official image: options alone, or a file of settings, are for redis-server.
set -e
case ${1:-} in
    -* | *.conf) set -- redis-server "$@" ;;
esac
exec "$@"
