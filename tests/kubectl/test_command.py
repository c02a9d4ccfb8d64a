"""Commands that do the same are equal, and only those."""

import shlex
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckadtrainer.kubectl.command import differences, is_right, parse
from ckadtrainer.kubectl.reading import NotKubectl

SAME = [
    ("kubectl logs web -c agent -f", "k logs -f --container=agent pod/web"),
    ("kubectl logs web -c agent -f", "k logs web agent --follow=true"),
    ("kubectl logs web -n shop", "kubectl -nshop logs po/web"),
    ("kubectl logs web", "kubectl logs web --follow=false --timestamps=false"),
    ("kubectl exec -it web -- sh", "kubectl exec web --tty --stdin -- sh"),
    ("kubectl exec -it web -n a -- sh", "kubectl exec -itn a web -- sh"),
    ("kubectl get pods", "k get po"),
    ("kubectl get deployments.apps web", "k get deploy/web"),
    ("kubectl get pod,svc -A", "k get --all-namespaces services,pods"),
    ("kubectl get pod a b", "kubectl get pod/b pods/a"),
    ("kubectl get Pod web -o yaml", "kubectl get po web -oyaml"),
    ("kubectl get pod web -o=yaml", "kubectl get pod web --output yaml"),
    ("kubectl get pod web -o jsonpath='{.status.phase}'", 'kubectl get pod web -o "jsonpath={.status.phase}"'),
    ("kubectl get pods -l 'app=web,tier=db'", "kubectl get pods --selector tier=db,app=web"),
    ("kubectl get pods -l 'app in (a,b),x=y'", "kubectl get pods -l 'x=y,app in (a,b)'"),
    ("kubectl run m --image=nginx --dry-run=client -o yaml > m.yaml", "k run m --image nginx --dry-run -oyaml >m.yaml"),
    ("kubectl run m --image=busybox -- sleep 5", "kubectl run m --image=busybox sleep 5"),
    ("kubectl run m --image=busybox --restart=Always", "kubectl run m --image=busybox"),
    ("kubectl run m --image=a --image=b", "kubectl run m --image=b"),
    ("kubectl create deployment p --image=a --image=b", "k create deploy p --image=b,a --replicas=1"),
    ("k create cm c --from-literal=a=1 --from-literal=b=2", "k create cm c --from-literal b=2 --from-literal=a=1"),
    ("kubectl create service clusterip s --tcp=80:80", "kubectl create svc clusterip s --tcp 80:80"),
    ("kubectl create job j --from=cronjob/c", "kubectl create job j --from=cj/c"),
    ("kubectl set image deploy/web a=b:1 c=d", "kubectl set image deployments web c=d a=b:1"),
    ("kubectl scale deploy web --replicas=3", "kubectl scale --replicas 3 deployment/web"),
    ("kubectl label pod web a=b c-", "kubectl label po/web c- a=b"),
    ("k wait --for=condition=Ready pod/web --timeout=60s", "k wait pod web --for condition=ready=true --timeout 1m"),
    ("kubectl port-forward web 8080", "kubectl port-forward pod/web 8080:8080"),
    ("kubectl explain po.spec", "kubectl explain pods.spec"),
    ("kubectl apply -f ./a.yaml", "kubectl apply -f a.yaml"),
    ("kubectl get po -o yaml > ./a.yaml", "kubectl get po -o yaml > a.yaml"),
    ("kubectl apply -f a.yaml -f b.yaml", "kubectl apply --filename=a.yaml,b.yaml"),
    ("kubectl delete pod web --grace-period=0 --force", "kubectl delete --force po/web --wait --grace-period 0"),
    ("kubectl top po", "kubectl top pods"),
    ("kubectl auth can-i create deploy", "kubectl auth can-i create deployments"),
]  # fmt: skip
OTHER = [
    ("kubectl logs web -c agent", "kubectl logs agent -c web"),
    ("kubectl logs web -f", "kubectl logs web"),
    ("kubectl logs web -p", "kubectl logs web --prefix"),
    ("kubectl exec web -- ls -l /", "kubectl exec web -- ls / -l"),
    ("kubectl exec -it web -- sh", "kubectl exec -it web"),
    ("kubectl get pod web", "kubectl get pods"),
    ("kubectl get pod web", "kubectl describe pod web"),
    ("kubectl get pod web", "kubectl get svc web"),
    ("kubectl get pod web -n a", "kubectl get pod web -n b"),
    ("kubectl run m --image=nginx --dry-run=client -o yaml", "kubectl run m --image=nginx --dry-run client -o yaml"),
    ("kubectl run m --image=nginx --dry-run=client", "kubectl run m --image=nginx --dry-run=server"),
    ("kubectl run m --image=nginx -o yaml > m.yaml", "kubectl run m --image=nginx -o yaml"),
    ("kubectl apply -f a.yaml", "kubectl create -f a.yaml"),
    ("kubectl apply -f a.yaml", "kubectl apply -f b.yaml"),
    ("kubectl apply -f https://x/y.yaml", "kubectl apply -f https:/x/y.yaml"),
    ("kubectl delete pod web", "kubectl delete pod web --wait=false"),
    ("kubectl set image deploy/web a=b", "kubectl set image deploy/web b=a"),
    ("kubectl create deployment p --image=a", "kubectl create deployment p --image=a --image=b"),
]
REFUSED = {
    "": "begin with `kubectl`",
    "docker ps": "begin with `kubectl`",
    "kubectl": "alone is no command",
    "kubectl frobnicate": "`kubectl frobnicate` is no command",
    "kubectl create": "alone",
    "kubectl create pod web": "`kubectl create pod` is no command",
    "kubectl rollout": "alone",
    "kubectl logs web --foo": "`kubectl logs` has no flag `--foo`",
    "kubectl exec web ls -l": "has no flag `-l`",
    "kubectl logs web -c": "`--container` needs a value",
    "kubectl logs 'web": "left open",
    "kubectl get pods | grep web": "one command",
    "kubectl get pods; kubectl get svc": "one command",
    "kubectl get pods > a b": "one command",
}


@pytest.mark.parametrize(("one", "other"), SAME)
def test_other_spellings_of_a_command_are_the_same(one: str, other: str) -> None:
    assert parse(one) == parse(other)
    assert differences(parse(other), parse(one)) == ()


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_commands_that_do_something_else_are_others(one: str, other: str) -> None:
    assert not is_right(other, [one])
    assert differences(parse(other), parse(one))


@pytest.mark.parametrize(("line", "words"), REFUSED.items())
def test_what_is_no_command_is_told_why(line: str, words: str) -> None:
    with pytest.raises(NotKubectl, match=words):
        parse(line)
    assert not is_right(line, ["kubectl get pods"])


def test_a_miss_says_what_is_missing_and_what_is_too_much() -> None:
    given, wanted = parse("kubectl logs web -c a -p"), parse("kubectl logs api -c b -f")
    assert differences(given, wanted) == (
        "it names `pods/web`, which is not what is asked for",
        "`--follow` is missing",
        "`--previous` should not be there",
        "`--container` has another value",
    )
    assert differences(parse("kubectl get pods"), wanted) == (
        "`get` is another command than the one that is asked for",
    )


# A flag as (long, short, values it may have, none for a switch); values never repeat a default.
_FLAGS = {
    ("logs", "web"): [("follow", "f", ()), ("previous", "p", ()), ("container", "c", ("a", "b")), ("tail", "", ("5",))],
    ("get", "pod/web"): [("output", "o", ("yaml", "wide")), ("watch", "w", ()), ("show-labels", "", ())],
    ("exec", "web"): [("stdin", "i", ()), ("tty", "t", ()), ("container", "c", ("a", "b"))],
    ("create deployment", "pair"): [("image", "", ("x", "y")), ("replicas", "r", ("2", "3")), ("port", "", ("80",))],
    ("apply", ""): [("filename", "f", ("a.yaml", "-")), ("force", "", ()), ("server-side", "", ())],
    ("run", "multi"): [("image", "", ("x",)), ("labels", "l", ("a=b",)), ("restart", "", ("Never",)), ("rm", "", ())],
}  # fmt: skip
_GLOBAL = ("namespace", "n", ("shop", "home"))


def _spelled(draw, flag, value):
    name, short, _ = flag
    if not value:
        return draw(st.sampled_from([[f"--{name}"], [f"--{name}=true"], *([[f"-{short}"]] if short else [])]))
    ways = [[f"--{name}={value}"], [f"--{name}", value]]
    if short:
        ways += [[f"-{short}", value], [f"-{short}{value}"], [f"-{short}={value}"]]
    return draw(st.sampled_from(ways))


@st.composite
def _commands(draw):
    """A verb and its object, flags with values, and whether something follows `--`."""
    verb, name = draw(st.sampled_from(sorted(_FLAGS)))
    flags = draw(st.lists(st.sampled_from([*_FLAGS[verb, name], _GLOBAL]), min_size=1, unique=True))
    rest = ["--", "ls", "-l"] if verb == "exec" else []
    return verb, name, [(flag, draw(st.sampled_from(flag[2])) if flag[2] else "") for flag in flags], rest


def _line(draw, verb, name, flags, rest):
    """The command in one of its spellings: flags in any order, before or after the object."""
    pieces = [_spelled(draw, flag, value) for flag, value in draw(st.permutations(flags))]
    pieces.insert(draw(st.integers(0, len(pieces))), [name] if name else [])
    early = [piece for piece in pieces if piece and piece[0].startswith(("-n", "--namespace")) and draw(st.booleans())]
    late = [piece for piece in pieces if piece not in early]
    program = draw(st.sampled_from(["kubectl", "k"]))
    return shlex.join([program, *chain(*early), *verb.split(), *chain(*late), *rest])


@given(data=st.data(), command=_commands())
def test_the_order_and_spelling_of_flags_never_change_the_verdict(data: st.DataObject, command) -> None:
    one, other = _line(data.draw, *command), _line(data.draw, *command)
    assert is_right(one, [other])


@given(data=st.data(), command=_commands())
def test_a_flag_that_is_left_out_always_changes_the_verdict(data: st.DataObject, command) -> None:
    verb, name, flags, rest = command
    kept = list(flags)
    kept.pop(data.draw(st.integers(0, len(flags) - 1)))
    whole, less = _line(data.draw, *command), _line(data.draw, verb, name, kept, rest)
    assert not is_right(less, [whole])
    assert not is_right(whole, [less])


@given(text=st.text(max_size=60) | st.text("kubectl logs-c=fn ./'\"|>;", max_size=60).map("kubectl {}".format))
def test_any_text_is_a_command_or_is_told_why(text: str) -> None:
    try:
        parsed = parse(text)
    except NotKubectl as error:
        assert str(error)
    else:
        assert is_right(text, [text])
        assert differences(parsed, parsed) == ()
