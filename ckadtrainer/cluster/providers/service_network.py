"""Keeps what is sent to a Service inside the node.

Between the moment a Service is made, and its name known, and the moment kube-proxy has its rules, its address belongs
to nobody: a connection would leave the node, and whoever answers out there would answer for the Service.
"""

from ckadtrainer.cluster.providers.engine import Engine
from ckadtrainer.cluster.providers.programs import Runner

SUBNET = "10.96.0.0/16"
"""The addresses of Services, as kind has them unless told otherwise."""
UNIT = "ckadtrainer-service-network.service"
_RULE = f"FORWARD -d {SUBNET} -j REJECT"
# kube-proxy rewrites the destination before FORWARD is looked at: only what it does not know is left for this rule.
_TEXT = f"""[Unit]
Description=Refuse connections to Services that kube-proxy does not know
Before=kubelet.service
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/sh -c 'iptables -C {_RULE} 2>/dev/null || iptables -A {_RULE}'
[Install]
WantedBy=multi-user.target
"""
_SCRIPT = f"""cat > /etc/systemd/system/{UNIT} <<'END'
{_TEXT}END
systemctl daemon-reload && systemctl enable --quiet --now {UNIT}
"""


def close(engine: Engine, node: str, runner: Runner) -> bool:
    """Have the node refuse such connections, now and each time it starts; whether it could be done."""
    return runner.run([engine.name, "exec", node, "sh", "-c", _SCRIPT], limit=30.0).ok
