# Sets CKADTRAINER_LEFT to the time left, as 2:41, +0:12 in overtime or 2:41 paused, or over.
# For bash, zsh and sh.
# Shell arithmetic on a two-word file, so that a prompt starts no program: `running EPOCH`, `paused SECONDS`
# or `over 0`.
ckadtrainer_clock() {
    CKADTRAINER_LEFT=
    [ -r "$CKADTRAINER_SHELL/clock" ] || return 0
    read -r ckadtrainer_state ckadtrainer_value <"$CKADTRAINER_SHELL/clock"
    ckadtrainer_sign=
    ckadtrainer_note=
    case $ckadtrainer_state in
        running) ckadtrainer_value=$((ckadtrainer_value - ${EPOCHSECONDS:-$(date +%s)})) ;;
        paused) ckadtrainer_note=" paused" ;;
        *)
            CKADTRAINER_LEFT=over
            return 0
            ;;
    esac
    if [ "$ckadtrainer_value" -lt 0 ]; then
        ckadtrainer_sign=+
        ckadtrainer_value=$((-ckadtrainer_value))
    fi
    ckadtrainer_seconds=$((ckadtrainer_value % 60))
    [ "$ckadtrainer_seconds" -gt 9 ] || ckadtrainer_seconds=0$ckadtrainer_seconds
    CKADTRAINER_LEFT="$ckadtrainer_sign$((ckadtrainer_value / 60)):$ckadtrainer_seconds$ckadtrainer_note"
}
