"""kubectl command lines as values that are equal when they do the same. Nothing is run here.

`flags.txt` holds a line a subcommand with what kubectl's own help says of its flags: `name/short:kind=default`,
where the kind is b (true or false), t (text), l (may be repeated) or o (text that may be left out).
"""
