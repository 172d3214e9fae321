# Sourced by ./build, ./trimaran and .ci/run. find_jdk prints the home of a JDK 25 or newer. It
# reads the JDK's `release` file and starts no JVM, so it costs a few milliseconds.
#
# TRIMARAN_JDK_ROOTS, a colon-separated list of directories that hold JDKs, replaces the usual
# places of the operating system.

jdk_major() {
  [ -f "$1/release" ] && [ -x "$1/bin/javac" ] || return 1
  while IFS= read -r line; do
    case $line in
      JAVA_VERSION=\"*)
        line=${line#JAVA_VERSION=\"}
        printf '%s' "${line%%[!0-9]*}"
        return 0
        ;;
    esac
  done <"$1/release"
  return 1
}

is_new_enough() {
  major=$(jdk_major "$1") || return 1
  [ -n "$major" ] && [ "$major" -ge 25 ]
}

jdk_roots() {
  if [ -n "${TRIMARAN_JDK_ROOTS+set}" ]; then
    printf '%s' "$TRIMARAN_JDK_ROOTS"
  else
    printf '%s' "/usr/lib/jvm:$HOME/.sdkman/candidates/java:$HOME/.jdks:/opt"
    printf '%s' ":/Library/Java/JavaVirtualMachines"
  fi
}

find_jdk() {
  for home in "${TRIMARAN_JAVA_HOME:-}" "${JAVA_HOME:-}"; do
    if [ -n "$home" ] && is_new_enough "$home"; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  on_path=$(command -v javac 2>/dev/null || true)
  if [ -n "$on_path" ]; then
    on_path=$(readlink -f "$on_path" 2>/dev/null || printf '%s' "$on_path")
    home=${on_path%/bin/javac}
    if is_new_enough "$home"; then
      printf '%s\n' "$home"
      return 0
    fi
  fi
  saved_ifs=$IFS
  IFS=:
  for root in $(jdk_roots); do
    IFS=$saved_ifs
    for home in "$root"/* "$root"/*/Contents/Home; do
      if is_new_enough "$home"; then
        printf '%s\n' "$home"
        return 0
      fi
    done
  done
  IFS=$saved_ifs
  {
    echo "trimaran: no JDK 25 or newer was found"
    echo "  looked at: \$TRIMARAN_JAVA_HOME, \$JAVA_HOME, javac on the PATH, and $(jdk_roots)"
    echo "  remedy:    install a JDK 25, or export TRIMARAN_JAVA_HOME=/path/to/jdk-25"
  } >&2
  return 1
}
