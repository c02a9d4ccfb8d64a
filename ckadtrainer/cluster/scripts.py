"""Shell scripts that probes run inside containers: POSIX sh, no more tools than busybox has.

Values come as positional arguments, never inside the text. Reasons go to stderr in plain words.
"""

NO_FILE = 3
NO_RIGHT = 4

READ_FILE = """
[ -e "$1" ] || exit 3
[ -f "$1" ] || { echo "it is not a plain file" >&2; exit 4; }
exec head -c 65537 -- "$1"
"""

# Says when the file is there, and removes it when told to or when nobody is left to tell it.
HOLD_NONCE = """
[ -d "$1" ] || exit 3
trap 'rm -f -- "$1/$2"' EXIT
trap 'exit 0' HUP INT PIPE TERM
printf '%s' "$3" 2>/dev/null > "$1/$2" || exit 4
echo ready
read -r _
exit 0
"""

READ_NONCE = """
[ -d "$1" ] || exit 3
[ -e "$1/$2" ] || exit 5
exec cat -- "$1/$2"
"""

IDENTITY = """
[ -d "$1" ] || exit 3
exec stat -L -c %d:%i -- "$1"
"""

APPEND_LINE = """
[ -f "$1" ] || exit 3
printf '%s\\n' "$2" 2>/dev/null >> "$1" || exit 4
"""

# The texts are kept in the shell's memory: nothing is left behind, and a read-only root does no harm.
# The `.` keeps final newlines, which $(...) would drop. The old text goes back while the marked one is
# still there; of a newer edit that kept the mark, only the mark is taken off.
# Marks left behind by a look whose container ended too soon are not part of the old text.
MARK_TEXT = """
file=$1 mark=$2 seconds=$3
[ -f "$file" ] || exit 3
[ -w "$file" ] || exit 4
[ "$(wc -c < "$file")" -le 65536 ] || { echo "it is larger than 64 KiB" >&2; exit 5; }
[ -s "$file" ] || { echo "it is empty" >&2; exit 5; }
old=$(sed 's/\\( ckad-[0-9a-f]\\{12\\}\\)*$//' "$file"; echo .); old=${old%.}
new=$(sed "s/\\$/ $mark/" "$file"; echo .); new=${new%.}
if ! printf '%s' "$new" > "$file"; then printf '%s' "$old" > "$file"; exit 4; fi
(
  trap '' HUP TERM
  sleep "$seconds"
  now=$(cat -- "$file"; echo .); now=${now%.}
  if [ "$now" = "$new" ]; then
    printf '%s' "$old" > "$file"
  elif grep -q "$mark" "$file"; then
    now=$(sed "s/ $mark//" "$file"; echo .)
    printf '%s' "${now%.}" > "$file"
  fi
) </dev/null >/dev/null 2>&1 &
"""

# Both programs print the status line to stderr, where a body cannot be mistaken for it.
FETCH = """
if command -v curl >/dev/null 2>&1; then
  exec curl -sS -m 5 -w '%{stderr}\\nHTTP/1.1 %{http_code}\\n' "$1"
elif command -v wget >/dev/null 2>&1; then
  exec wget -S -q -O - -T 5 "$1"
fi
exit 97
"""
NO_FETCHER = 97
