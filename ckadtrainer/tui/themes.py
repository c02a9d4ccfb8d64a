"""The two themes: one accent colour each, everything else quiet."""

from textual.theme import Theme

DARK = Theme(
    name="ckad-dark",
    primary="#4fc1ae",
    secondary="#4fc1ae",
    accent="#4fc1ae",
    success="#4fc1ae",
    warning="#d9b36c",
    error="#e08a7d",
    foreground="#d5dae2",
    background="#13161b",
    surface="#13161b",
    panel="#2b323d",
    dark=True,
    variables={
        "quiet": "#8d97a6",
        "frame": "#39424f",
        "block-cursor-foreground": "#f2f5f9",
        "block-cursor-background": "#21453f",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-foreground": "#d5dae2",
        "block-cursor-blurred-background": "#242b34",
        "input-selection-background": "#4fc1ae 30%",
        "scrollbar": "#39424f",
        "scrollbar-background": "#13161b",
    },
)

LIGHT = Theme(
    name="ckad-light",
    primary="#00695c",
    secondary="#00695c",
    accent="#00695c",
    success="#00695c",
    warning="#8a5a00",
    error="#a63f2e",
    foreground="#20262e",
    background="#fbfaf7",
    surface="#fbfaf7",
    panel="#e6e3dc",
    dark=False,
    variables={
        "quiet": "#646c77",
        "frame": "#b9b6ae",
        "block-cursor-foreground": "#10151a",
        "block-cursor-background": "#c9e4dd",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-foreground": "#20262e",
        "block-cursor-blurred-background": "#e2e8e4",
        "input-selection-background": "#00695c 25%",
        "scrollbar": "#b9b6ae",
        "scrollbar-background": "#fbfaf7",
    },
)
