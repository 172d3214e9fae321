# Sourced by the checks: say what is checked, compare, and find free ports.

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

check() {
  echo "check: $*"
}

# same EXPECTED ACTUAL
same() {
  [ "$1" = "$2" ] || fail "expected '$1', got '$2'"
}

# has TEXT PART
has() {
  case $1 in
    *"$2"*) ;;
    *) fail "'$2' is not in '$1'" ;;
  esac
}

# A port base with this many free ports in steps of ten behind it, the port after each, the
# cache's and the event store's.
free_base() {
  local nodes=$1 base i taken
  while :; do
    base=$((20000 + RANDOM % 10000))
    taken=
    for ((i = 0; i < nodes; i++)); do
      for port in $((base + 10 * i)) $((base + 10 * i + 1)) $((base + 4000)) $((base - 266 + 10 * i)); do
        if (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then taken=yes; fi
      done
    done
    [ -n "$taken" ] || break
  done
  echo "$base"
}
