#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A private PostgreSQL 15 cluster for the tests: its own folder, a Unix socket only, fsync on.
# It never touches the system's cluster.
#
#   pg_private.sh start [DIR]   makes the cluster in DIR (default: a new one under $TMPDIR) and prints
#                               two lines: the folder, and the url to put into RINGBACK_TEST_PG
#   pg_private.sh stop DIR      stops it and removes DIR
#   pg_private.sh run COMMAND…  starts one, runs COMMAND with RINGBACK_TEST_PG set, stops it
set -eu

bin_of_server() {
	for bin in /usr/lib/postgresql/*/bin "$(dirname "$(command -v initdb || echo /none/initdb)")"; do
		[ -x "$bin/initdb" ] && [ -x "$bin/pg_ctl" ] && found=$bin
	done
	[ -n "${found:-}" ] || {
		echo "pg_private: no PostgreSQL server found: apt-get install postgresql" >&2
		exit 1
	}
	echo "$found"
}

# The server refuses to run as root; Debian's package made a user for it.
as_owner() {
	if [ "$(id -u)" -eq 0 ]; then
		runuser -u postgres -- "$@"
	else
		"$@"
	fi
}

start() {
	bin=$(bin_of_server)
	# A socket's path may have 107 bytes, so not below a deep folder.
	dir=${1:-$(mktemp -d "${TMPDIR:-/tmp}/rbpg.XXXXXX")}
	mkdir -p "$dir"
	if [ "$(id -u)" -eq 0 ]; then
		chown postgres "$dir"
	fi
	# Readable by all: tests may run as somebody else than the server. `trust` reaches no further than this folder.
	chmod 755 "$dir"
	as_owner "$bin/initdb" -D "$dir/data" -U ringback --auth=trust --encoding=UTF8 --locale=C \
		>"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; exit 1; }
	as_owner sh -c "cat >>'$dir/data/postgresql.conf'" <<-END
		listen_addresses = ''
		unix_socket_directories = '$dir'
		unix_socket_permissions = 0777
		fsync = on
		synchronous_commit = on
		max_connections = 120
		shared_buffers = 64MB
		deadlock_timeout = 200ms
		log_min_messages = fatal
	END
	as_owner "$bin/pg_ctl" -D "$dir/data" -l "$dir/server.log" -w -t 60 start >"$dir/start.log" 2>&1 ||
		{ cat "$dir/start.log" "$dir/server.log" >&2; exit 1; }
	echo "$dir"
	echo "host=$dir user=ringback dbname=postgres"
}

stop() {
	dir=$1
	[ -f "$dir/data/postgresql.conf" ] || { echo "pg_private: $dir is none of mine" >&2; exit 1; }
	as_owner "$(bin_of_server)/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1 || true
	rm -rf "$dir"
}

run() {
	started=$(start)
	dir=$(echo "$started" | sed -n 1p)
	trap 'stop "$dir"' EXIT INT TERM HUP
	RINGBACK_TEST_PG=$(echo "$started" | sed -n 2p)
	export RINGBACK_TEST_PG
	code=0
	"$@" || code=$?
	exit "$code"
}

verb=${1:-}
[ $# -gt 0 ] && shift
case $verb in
start) start "$@" ;;
stop) stop "$@" ;;
run) run "$@" ;;
*)
	sed -n 's/^# \{0,1\}//p' "$0" | sed -n '2,$p' >&2
	exit 2
	;;
esac
