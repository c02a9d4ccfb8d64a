# What every shell of an attempt gets after the user's own start-up file. For bash, zsh and sh.
export KUBECONFIG="$CKADTRAINER_KUBECONFIG"
case "$PATH:" in
    "$CKADTRAINER_PATH:"*) ;;
    *) export PATH="$CKADTRAINER_PATH:$PATH" ;;
esac
alias k=kubectl
. "$CKADTRAINER_RC/clock.sh"
cat "$CKADTRAINER_SHELL/greeting"
