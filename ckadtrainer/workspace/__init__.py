"""Workspace: the learner's terminal beside the drill, with kubeconfig, `k`, completion and a prompt.

`Terminal` lends the trainer's terminal to a shell, or opens one in a tmux pane beside it. With `cluster`
the only package that starts processes.
"""

from ckadtrainer.workspace.terminal import Terminal
from ckadtrainer.workspace.workspace import Workspace, workspace_of, workspace_of_exam

__all__ = ["Terminal", "Workspace", "workspace_of", "workspace_of_exam"]
