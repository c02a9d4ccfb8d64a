# Run by an attempt's fish after the user's own configuration.
set -gx KUBECONFIG $CKADTRAINER_KUBECONFIG
set -gx PATH (string split : -- $CKADTRAINER_PATH) $PATH
functions -e k
alias k kubectl
set -g fish_greeting
cat $CKADTRAINER_SHELL/greeting

function ckadtrainer_clock
    test -r $CKADTRAINER_SHELL/clock; or return 0
    read -l -d ' ' state value <$CKADTRAINER_SHELL/clock
    set -l note
    set -l sign
    switch $state
        case running
            set value (math $value - (date +%s))
        case paused
            set note ' paused'
        case '*'
            printf over
            return
    end
    if test $value -lt 0
        set sign +
        set value (math 0 - $value)
    end
    printf '%s%d:%02d%s' "$sign" (math -s0 "$value / 60") (math $value % 60) "$note"
end

function fish_prompt
    printf '%s%s%s %s%s%s %s > ' (set_color cyan) $CKADTRAINER_DRILL (set_color normal) \
        (set_color --bold) (ckadtrainer_clock) (set_color normal) (prompt_pwd)
end

if test -r "$CKADTRAINER_COMPLETION"
    source $CKADTRAINER_COMPLETION
    complete -c k -w kubectl
end
