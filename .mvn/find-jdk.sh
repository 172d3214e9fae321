# Sourced by ./build and ./trimaran. Prints the home of a JDK 25 or newer, without starting one.

jdk_major() {
  [ -f "$1/release" ] && [ -x "$1/bin/javac" ] || return 1
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

find_jdk() {
  on_path=$(command -v javac 2>/dev/null || true)
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for home in "${TRIMARAN_JAVA_HOME:-}" "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /opt/*jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$home" ] || continue
    major=$(jdk_major "$home") || continue
    if [ -n "$major" ] && [ "$major" -ge 25 ]; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  echo "trimaran: no JDK 25 or newer found; install one and set TRIMARAN_JAVA_HOME to its directory" >&2
  return 1
}
