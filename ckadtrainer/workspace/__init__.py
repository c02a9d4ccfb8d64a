"""Workspace: the learner's terminal beside the drill, with kubeconfig, namespace, `k`, completion and a prompt."""
