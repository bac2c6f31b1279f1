# Sourced by ./plumbline and ./plumbline-check: finds a JDK and Maven, or says how to get them.
# Needs $root. Sets java_home, java_version (as "17.0.15") and java_major (as "17").

least_java=17

say() { printf '%s\n' "$*" >&2; }

# The real path of a program, through any number of symbolic links.
real_path() {
  path=$1
  while [ -L "$path" ]; do
    link=$(readlink "$path")
    case $link in
      /*) path=$link ;;
      *) path=${path%/*}/$link ;;
    esac
  done
  printf '%s\n' "$path"
}

# Takes the Java home $1 if it is new enough. Reads its `release` file: no JVM is started for that.
try_java_home() {
  [ -n "$1" ] && [ -x "$1/bin/java" ] || return 1
  version=
  if [ -r "$1/release" ]; then
    while IFS= read -r line; do
      case $line in
        JAVA_VERSION=*) version=${line#JAVA_VERSION=} ;;
      esac
    done <"$1/release"
    version=${version#\"}
    version=${version%\"}
  fi
  if [ -z "$version" ]; then
    version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -n 1)
  fi
  major=${version%%[.+-]*}
  case $major in
    '' | *[!0-9]*) return 1 ;;
  esac
  seen_java="$seen_java $version"
  [ "$major" -ge "$least_java" ] || return 1
  java_home=$1
  java_version=$version
  java_major=$major
}

find_java() {
  seen_java=
  try_java_home "${JAVA_HOME:-}" && return
  on_path=$(command -v java) || on_path=
  if [ -n "$on_path" ]; then
    home=$(real_path "$on_path")
    try_java_home "${home%/bin/java}" && return
  fi
  # PLUMBLINE_JDK_PLACES exists for the tests, which need a machine without a JDK.
  for home in ${PLUMBLINE_JDK_PLACES-/usr/lib/jvm/* /opt/java/openjdk /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*}; do
    try_java_home "$home" && return
  done
  if [ -n "$seen_java" ]; then
    say "Plumbline needs Java $least_java or newer; found only:$seen_java."
  else
    say "Plumbline needs Java $least_java or newer, and found none."
  fi
  say_how "JDK $least_java" openjdk-17-jdk-headless java-17-openjdk-devel openjdk@17
  say "Where it lies in an unusual place, set JAVA_HOME to it."
  exit 1
}

# Sets maven, and sees to it that the Java found is a JDK: to build needs both.
find_build_tools() {
  if [ ! -x "$java_home/bin/javac" ]; then
    say "Plumbline must be built first, which needs a JDK; $java_home has no compiler (javac)."
    say_how "JDK $least_java" openjdk-17-jdk-headless java-17-openjdk-devel openjdk@17
    exit 1
  fi
  for maven in "$(command -v mvn)" "${MAVEN_HOME:+$MAVEN_HOME/bin/mvn}" \
    "${M2_HOME:+$M2_HOME/bin/mvn}"; do
    [ -n "$maven" ] && [ -x "$maven" ] && return
  done
  say "Plumbline must be built first, which needs Maven 3.6.3 or newer, and found none."
  say_how Maven maven maven maven
  exit 1
}

# How to install: $1 what, $2 Debian's package, $3 Fedora's, $4 Homebrew's.
say_how() {
  say "To install $1:"
  say "  Debian, Ubuntu   sudo apt-get install $2"
  say "  Fedora, RHEL     sudo dnf install $3"
  say "  macOS            brew install $4"
}
