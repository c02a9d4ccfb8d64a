# Start-up file of an attempt's zsh: the user's own first, then what the drill needs.
ZDOTDIR=${CKADTRAINER_ZDOTDIR:-$HOME}
[[ -n $CKADTRAINER_ZDOTDIR ]] || typeset +x ZDOTDIR
[[ -r $ZDOTDIR/.zshrc ]] && . $ZDOTDIR/.zshrc
unalias k 2>/dev/null
unfunction k 2>/dev/null
zmodload zsh/datetime  # EPOCHSECONDS, so that the clock starts no program
. $CKADTRAINER_RC/attempt.sh

ckadtrainer_prompt() {
    ckadtrainer_clock
    PROMPT="%F{cyan}$CKADTRAINER_DRILL%f %B$CKADTRAINER_LEFT%b %~ %# "
}
# Last, so that a prompt set by the user's hooks does not hide the clock; theirs still run.
precmd_functions+=(ckadtrainer_prompt)

if [[ -r $CKADTRAINER_COMPLETION ]]; then
    if (( ! $+functions[compdef] )); then
        autoload -Uz compinit && compinit -C -d ${CKADTRAINER_COMPLETION:h}/zcompdump
    fi
    . $CKADTRAINER_COMPLETION
    compdef k=kubectl
fi
