# Sourced by ./play and ./check: what the machine lacks, and one step of a build with its time.

# need_packages <group>...: installs what cmake/packages.txt names for these groups and this machine lacks.
# Where that is not allowed, prints the command for someone who may, and ends with status 3.
need_packages() {
  local group package sign missing=()
  while read -r group package sign; do
    [[ -z $group || $group == \#* || " $* " != *" $group "* ]] && continue
    if [[ $sign == /* ]]; then
      [[ -e $sign ]] || missing+=("$package")
    else
      command -v "$sign" >/dev/null || missing+=("$package")
    fi
  done <"$root/cmake/packages.txt"
  ((${#missing[@]})) || return 0

  local install=(apt-get install -y --no-install-recommends "${missing[@]}") as=()
  if ((EUID != 0)); then
    as=(sudo -n)
    if ! sudo -n true 2>/dev/null; then
      echo "Some Debian packages are missing, and this user may not install them. Please run:" >&2
      echo "  sudo ${install[*]}" >&2
      exit 3
    fi
  fi
  echo "Installing ${missing[*]}"
  # Old lists name files that are no longer served.
  "${as[@]}" apt-get update -q </dev/null || true
  if ! "${as[@]}" env DEBIAN_FRONTEND=noninteractive "${install[@]}" </dev/null; then
    echo "The packages could not be installed. Please run:" >&2
    echo "  sudo ${install[*]}" >&2
    exit 3
  fi
}

# configure <preset>: once; later changes of CMake files reconfigure by themselves when building.
configure() {
  [[ -f $root/build/$1/build.ninja ]] || (cd "$root" && cmake --preset "$1")
}
