#!/bin/sh
# Starts a coordinator, two workers and one plain server in a directory, from the PostgreSQL programs in $PG_BIN, which
# need the extension Citus. They listen on 127.0.0.1, ports $FIRST_PORT (9700) to $FIRST_PORT + 3.
#
#   PG_BIN=/path/to/postgresql/bin bench/distributed/cluster.sh start DIRECTORY
#   PG_BIN=/path/to/postgresql/bin bench/distributed/cluster.sh stop DIRECTORY
set -eu

action=$1
directory=$2
first=${FIRST_PORT:-9700}
nodes="coordinator worker_1 worker_2 plain"

port_of() {
  case $1 in
    coordinator) echo "$first" ;;
    worker_1) echo $((first + 1)) ;;
    worker_2) echo $((first + 2)) ;;
    plain) echo $((first + 3)) ;;
  esac
}

start() {
  mkdir -p "$directory"
  for node in $nodes; do
    data=$directory/$node
    if [ ! -d "$data" ]; then
      "$PG_BIN/initdb" --pgdata="$data" --username=plumbline --auth=trust --encoding=UTF8 --locale=C --no-sync >/dev/null
      {
        echo "listen_addresses = '127.0.0.1'"
        echo "unix_socket_directories = ''"
        echo "port = $(port_of "$node")"
        echo "max_connections = 300"
        echo "timezone = 'UTC'"
        echo "fsync = off"
        echo "jit = off"
        if [ "$node" != plain ]; then
          echo "shared_preload_libraries = 'citus'"
          echo "citus.shard_count = ${SHARDS:-16}"
        fi
      } >>"$data/postgresql.conf"
    fi
    "$PG_BIN/pg_ctl" --pgdata="$data" --log="$directory/$node.log" --wait --silent start
  done
}

# on the first start only
connect() {
  for node in coordinator worker_1 worker_2; do
    ask "$node" "create extension if not exists citus" >/dev/null
  done
  ask coordinator "select citus_set_coordinator_host('127.0.0.1', $first)" >/dev/null
  for node in worker_1 worker_2; do
    ask coordinator "select citus_add_node('127.0.0.1', $(port_of "$node"))" >/dev/null
  done
}

ask() {
  "$PG_BIN/psql" --host=127.0.0.1 --port="$(port_of "$1")" --username=plumbline --dbname=postgres \
    --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --command="$2"
}

case $action in
  start)
    start
    connect
    echo "distributed: postgres://plumbline@127.0.0.1:$first/postgres"
    echo "plain:       postgres://plumbline@127.0.0.1:$((first + 3))/postgres"
    ;;
  stop)
    for node in $nodes; do
      "$PG_BIN/pg_ctl" --pgdata="$directory/$node" --mode=fast --silent stop || true
    done
    ;;
  *)
    echo "start or stop" >&2
    exit 2
    ;;
esac
