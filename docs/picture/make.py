#!/usr/bin/env python3
"""Draws text from standard input as a terminal: an SVG that looks the same on light and dark pages. Usage: make.py > quick-start.svg"""
import html
import re
import sys

COLOURS = {"31": "#f47067", "32": "#8ddb8c", "33": "#daaa3f", "36": "#56d4dd"}
WIDTH, HEIGHT, LEFT, TOP = 8.43, 19, 18, 46
lines = sys.stdin.read().rstrip("\n").split("\n")


def spans(line):
    """A line with its ANSI colours as spans."""
    colour, parts = None, []
    for part in re.split(r"(\x1b\[[0-9;]*m)", line):
        if part.startswith("\x1b["):
            colour = COLOURS.get(part[2:-1])
        elif part:
            fill = f' fill="{colour}"' if colour else ""
            parts.append(f"<tspan{fill}>{html.escape(part)}</tspan>")
    return "".join(parts)


columns = max(len(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in lines)
width, height = round(columns * WIDTH + 2 * LEFT), len(lines) * HEIGHT + TOP + 10
print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">')
print("<title>The quick start in a terminal</title>")
print(f'<rect width="{width}" height="{height}" rx="8" fill="#22272e" stroke="#545d68"/>')
for i, colour in enumerate(("#f47067", "#daaa3f", "#8ddb8c")):
    print(f'<circle cx="{20 + 18 * i}" cy="18" r="5.5" fill="{colour}"/>')
print('<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,monospace" font-size="14" fill="#cdd9e5" xml:space="preserve">')
for i, line in enumerate(lines):
    if line:
        print(f'<text x="{LEFT}" y="{TOP + i * HEIGHT}">{spans(line)}</text>')
print("</g>\n</svg>")
