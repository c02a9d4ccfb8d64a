# zsh reads this first because ZDOTDIR points here; the user's own file sees the ZDOTDIR it expects.
ckadtrainer_zdotdir=$ZDOTDIR
ZDOTDIR=${CKADTRAINER_ZDOTDIR:-$HOME}
[[ -r $ZDOTDIR/.zshenv ]] && . $ZDOTDIR/.zshenv
ZDOTDIR=$ckadtrainer_zdotdir
