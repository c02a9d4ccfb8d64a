#!/bin/sh
# The ten facts of drill ten_facts, read as grading scripts read them: one kubectl call a fact.
# KUBECONFIG names the attempt's namespace. Prints one line a fact and exits 1 unless all are as expected.

pod=ten-facts
failed=0

fact() { # name, expected, found
    if [ "$2" = "$3" ]; then
        echo "ok $1"
    else
        echo "no $1: expected $2, found $3"
        failed=1
    fi
}

get() { kubectl get pod "$pod" -o "jsonpath=$1"; }

fact phase Running "$(get '{.status.phase}')"
fact ready "true true" "$(get '{.status.containerStatuses[*].ready}')"
fact init-exit 0 "$(get '{.status.initContainerStatuses[?(@.name=="init")].state.terminated.exitCode}')"
fact init-log "Config loaded" "$(kubectl logs "$pod" -c init)"
fact web-image nginx "$(get '{.spec.containers[?(@.name=="web")].image}')"
fact monitor-image busybox "$(get '{.spec.containers[?(@.name=="monitor")].image}')"
fact volume '{}' "$(get '{.spec.volumes[?(@.name=="data")].emptyDir}')"
fact file "Config loaded" "$(kubectl exec "$pod" -c monitor -- cat /data/config.txt)"
fact monitor-log "Config loaded" "$(kubectl logs "$pod" -c monitor --tail=1)"
fact answers 1 "$(kubectl exec "$pod" -c web -- curl -s http://localhost | grep -c '<title>Welcome to nginx')"
exit "$failed"
