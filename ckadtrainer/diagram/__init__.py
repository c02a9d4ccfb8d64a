"""The pattern as a picture: a Pod's containers and volumes drawn with box characters, made from its manifest alone.

    manifests --reading--> Diagram --comparison--> differences
                              +--------+-------> lines of text of a given width, safe for a terminal

Pure. What a manifest does not say (which container writes, what a command does) is not drawn.
"""
