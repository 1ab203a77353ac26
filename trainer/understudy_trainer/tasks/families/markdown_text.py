"""Family over Markdown text: headings, links, tasks, code, tables."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import each, words
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Row, written


def markdown_rows(rng: Rng) -> list[Row]:
    """Headings, links, lists, code blocks, emphasis."""
    a, b, c = (w.title() for w in words(rng, 3))
    docs = each(
        (
            f"# {a}\ntext\n## {b} {c}\n- one\n- two",
            f"plain {a}\n#no\n### {b}",
            "",
            f"# {c}\n* item\n# {a}\n## {b}",
            f"see [{a}](u/{b}) and [x](y)\n- [ ] {c}\n- [x] {b}",
            f"{a}\n---\n**{b}** and *{c}*",
        )
    )
    return [
        Row("headings", "headings read_headings titles_of", "$txt: str", "list[tuple[int, str]]",
            """
            Return the headings of the Markdown text $txt, lines of 1 to 6 '#' followed by a space, as (number of '#', title) tuples
            List (level, title) for every line of $txt that starts with one to six '#' and a space
            """, "match the lines with # and a space\ntake level and title", ('[(len(m[1]), m[2].strip()) for m in re.finditer(r"^(#{1,6}) (.*)$", $txt, re.M)]', """
             $out = []
             for $ln in $txt.splitlines():
                 marks, space, title = $ln.partition(" ")
                 if space and marks and len(marks) <= 6 and set(marks) == {"#"}:
                     $out.append((len(marks), title.strip()))
             return $out
             """), docs, ('[($ln.count("#"), $ln.strip("# ")) for $ln in $txt.splitlines() if $ln.startswith("#")]',), imports="import re", chinese="返回 Markdown 文本 $txt 中的标题列表,每项为 (级别, 标题)"),
        Row("links", "find_links link_targets extract_links", "$txt: str", "dict[str, str]",
            """
            Return a dict from the label to the target of every Markdown link '[label](target)' in $txt
            Collect the links '[label](target)' of $txt; a later link with the same label wins
            """, "find all links\ncollect label and target", ('dict(re.findall(r"\\[([^\\]]*)\\]\\(([^)]*)\\)", $txt))', '{m[1]: m[2] for m in re.finditer(r"\\[([^\\]]*)\\]\\(([^)]*)\\)", $txt)}'), [*docs, ("[a](1) [a](2) [b]",)], ('dict((y, x) for x, y in re.findall(r"\\[([^\\]]*)\\]\\(([^)]*)\\)", $txt))',), imports="import re"),
        Row("tasks", "open_tasks unchecked_items todo_items", "$txt: str", "list[str]",
            """
            Return the texts of the unchecked tasks in $txt, lines that begin with '- [ ] '
            List what follows '- [ ] ' in the lines of $txt that start with it
            """, "find the lines with an empty box\ncut off the box", ('[$ln.removeprefix("- [ ] ") for $ln in $txt.splitlines() if $ln.startswith("- [ ] ")]', '$out = []\nfor $ln in $txt.splitlines():\n    if $ln.startswith("- [ ] "):\n        $out.append($ln[6:])\nreturn $out'), [*docs, ("- [ ] a\n- [x] b\n- [ ] c",)], ('[$ln[6:] for $ln in $txt.splitlines() if $ln.startswith("- [")]',)),
        Row("share", "task_progress done_share tasks_done", "$txt: str", "tuple[int, int]",
            """
            Return how many tasks in $txt are done and how many there are: lines starting with '- [x] ' or '- [ ] '
            Count the checked tasks ('- [x] ' at the start of a line) and all tasks (also '- [ ] ') of $txt and return both as a tuple
            """, "collect the task lines\ncount the checked ones\nreturn both counts", ('tasks = [$ln for $ln in $txt.splitlines() if $ln.startswith(("- [x] ", "- [ ] "))]\nreturn sum($ln[3] == "x" for $ln in tasks), len(tasks)', '$lns = $txt.splitlines()\ndone = sum($ln.startswith("- [x] ") for $ln in $lns)\nreturn done, done + sum($ln.startswith("- [ ] ") for $ln in $lns)'), [*docs, ("- [ ] a\n- [x] b\n- [ ] c",)], ('$lns = $txt.splitlines()\nreturn sum($ln.startswith("- [x] ") for $ln in $lns), sum($ln.startswith("- [ ] ") for $ln in $lns)',)),
        Row("contents", "table_of_contents make_toc contents_list", "$txt: str", "str",
            """
            Build a table of contents of $txt: for each heading ('#' signs and a space) a line '- title', indented by two spaces per level below the first
            Write the headings of the Markdown text $txt as nested bullets '- title', two spaces of indentation for each '#' after the first one
            """, "find the headings\nindent each by its level\njoin the lines", ('found = re.findall(r"^(#+) (.*)$", $txt, re.M)\nreturn "\\n".join("  " * (len(marks) - 1) + f"- {title}" for marks, title in found)',), docs, ('found = re.findall(r"^(#+) (.*)$", $txt, re.M)\nreturn "\\n".join("  " * len(marks) + f"- {title}" for marks, title in found)',), imports="import re"),
        Row("section", "section_text read_section body_of_section", "$txt: str, $s: str", "list[str]",
            """
            Return the lines of $txt between the heading '# ' + $s and the next line that starts with '# ' (or the end)
            Get the lines below the heading of level 1 titled $s in $txt, up to the next such heading; an empty list if there is none
            """, "wait for the heading\ncollect lines until the next heading", ("""
             $out = []
             inside = False
             for $ln in $txt.splitlines():
                 if $ln.startswith("# "):
                     inside = $ln == f"# {$s}"
                 elif inside:
                     $out.append($ln)
             return $out
             """,), [(str(x[0]), t) for x, t in zip(docs, (a, b, a, c, a, b), strict=True)] + [("# a\n1\n# b\n2\n## c\n3", "b"), ("# a\n1\n# b\n2", "a")], ('$txt.partition(f"# {$s}\\n")[2].splitlines()',), notes="No two headings of level 1 are the same"),
        Row("code", "code_blocks fenced_code extract_code", "$txt: str", "list[str]",
            """
            Return the contents of the code blocks in $txt, which stand between lines that start with three backticks
            Collect the text of every block of $txt enclosed by lines beginning with '```'; the blocks are all closed
            """, "switch at each fence\ncollect the lines inside\nstore the block when it ends", ("""
             $out = []
             block = None
             for $ln in $txt.splitlines():
                 if $ln.startswith("```"):
                     if block is None:
                         block = []
                     else:
                         $out.append("\\n".join(block))
                         block = None
                 elif block is not None:
                     block.append($ln)
             return $out
             """,), each((f"{a}\n```\nx = 1\n```\n{b}", "", "```py\na\nb\n```\nt\n```\nc\n```", c, "```\n```")), ('$txt.split("```")[1::2]',)),
        Row("plain", "plain_markdown strip_emphasis remove_marks", "$txt: str", "str",
            """
            Remove the emphasis marks '**' and '*' around texts in $txt, keeping the texts
            Return $txt with '**bold**' and '*italic*' replaced by 'bold' and 'italic'
            """, "replace bold parts by their content\nreplace italic parts by their content", ('$txt = re.sub(r"\\*\\*(.+?)\\*\\*", r"\\1", $txt)\nreturn re.sub(r"\\*(.+?)\\*", r"\\1", $txt)',), each((f"**{b}** and *{c}*", "2 * 3", "", a, "*a* b **c d**")), ('$txt.replace("*", "")', 're.sub(r"\\*\\*(.+?)\\*\\*", r"\\1", $txt)'), imports="import re", notes="A single '*' without partner stays"),
        Row("table", "markdown_table make_table write_table", "$rows: list[list[str]]", "str",
            """
            Write $rows as a Markdown table: the first row is the header, then a row of '---' cells, then the other rows, each line like '| a | b |'
            Turn the list of rows $rows, header first, into the lines of a Markdown table with '---' below the header
            """, "write each row with bars\nput a line of dashes after the first\njoin the lines", ('$lns = ["| " + " | ".join(row) + " |" for row in $rows]\n$lns.insert(1, "|" + " --- |" * len($rows[0]))\nreturn "\\n".join($lns)',), each(([["a", "b"], ["1", "2"]], [["x"]], [[a, b], [c, "z"], ["p", "q"]])), ('"\\n".join("| " + " | ".join(row) + " |" for row in $rows)',), notes="$rows has at least the header"),
    ]  # fmt: skip


@family("markdown-text", weight=3.5)
def markdown_text(rng: Rng) -> Draft:
    """Headings, links, tasks, code blocks and tables of Markdown text."""
    return written(
        rng, pick(rng, markdown_rows(rng)), {"s": ("title", "name", "wanted"), "rows": ("rows", "table", "cells")}
    )
