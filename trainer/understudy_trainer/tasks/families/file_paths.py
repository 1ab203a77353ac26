"""Family over file names and slash-separated paths."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import each
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Row, Use, written
from understudy_trainer.tasks.vocabulary.text import word


def path_rows(rng: Rng) -> list[Row]:
    """Functions over file names and slash-separated paths."""
    a, b, c = (word(rng).lower() for _ in range(3))
    paths = each((f"/home/{a}/{b}.txt", f"{a}.tar.gz", f"docs/{c}", "/", f"{b}/.hidden", f"/srv/{a}/"))
    files = [f"{a}.py", f"{b}.txt", f"{c}.PY", "README", f"src/{a}.py", "x.tar.gz", "b.csv"]
    lists = each((files[:4], files[3:], [], [files[0]], files[::2]))
    return [
        Row("name", "file_name base_name last_part", "$s: str", "str",
            """
            Return what stands after the last '/' of the path $s
            Get the file name from the path $s, everything behind its last slash
            Cut the folders off the path $s and return the rest
            """, "split at the last slash\nreturn what follows",
            ('$s.rpartition("/")[2]', '$s.split("/")[-1]'), paths, ('$s.split("/")[0]', '$s.rpartition("/")[0]'),
            notes="Return an empty string if $s ends with '/'", chinese="返回路径 $s 中最后一个 '/' 之后的文件名"),
        Row("folder", "folder_of parent_folder directory_of", "$s: str", "str",
            """
            Return the folder of the path $s, that is everything before its last '/', or '.' if it has no slash
            Get the part of $s before the last slash; a path without slash lies in '.'
            Find the parent folder of the file path $s ('.' if no folder is given)
            """, "return . without a slash\ncut at the last slash",
            ('return $s[:$s.rindex("/")] if "/" in $s else "."', 'folder, slash, _ = $s.rpartition("/")\nreturn folder if slash else "."'),
            paths, ('$s.split("/")[0]', '$s.rpartition("/")[0]')),
        Row("stem", "stem_of name_without_extension bare_name", "$s: str", "str",
            """
            Return the file name in the path $s without its last extension: 'b.txt' gives 'b', 'a.tar.gz' gives 'a.tar'
            Get the name of the file $s without folders and without its final extension
            Strip the folders and the last '.something' from $s; a name that only starts with a dot keeps it
            """, "cut off the folders\nfind the last dot\ncut there unless it is the first character",
            ("""
             name = $s.split("/")[-1]
             dot = name.rfind(".")
             return name[:dot] if dot > 0 else name
             """, """
             name = $s.rpartition("/")[2]
             if "." not in name[1:]:
                 return name
             return name[0] + name[1:].rpartition(".")[0]
             """), paths, ('$s.split("/")[-1].split(".")[0]', '$s.rpartition(".")[0]'),
            notes="A dot at the beginning of the name starts no extension"),
        Row("change", "change_extension with_extension replace_suffix", "$s: str, $ext: str", "str",
            """
            Replace the extension of the file name $s (without folders) by $ext, or append it if there is none
            Return the name $s with its last extension exchanged for $ext, which is given without a dot
            Give the file $s the extension $ext instead of the one it has, if any
            """, "cut off the old extension if there is one\nappend the new one",
            ('stem = $s.rpartition(".")[0] or $s\nreturn f"{stem}.{$ext}"',
             'if "." in $s:\n    return $s[:$s.rindex(".")] + "." + $ext\nreturn $s + "." + $ext'),
            [(f"{a}.txt", "md"), ("README", "txt"), ("x.tar.gz", "bz2"), (f"{b}.py", "pyc"), ("a.b.c", "d")],
            ('$s + "." + $ext', '$s.split(".")[0] + "." + $ext'),
            "You are given a file name $s without folders and an extension $ext without dot. Return the name with its extension, the part after the "
            "last dot, replaced by $ext. If the name has no dot, append a dot and $ext.",
            "把文件名 $s 的扩展名替换为 $ext"),
        Row("filter", "files_of_type with_extension select_files", "$ws: list[str], $ext: str", "list[str]",
            """
            Return the file names in $ws that have the extension $ext (given without a dot), ignoring case
            Keep those files of $ws that end with '.' and $ext, in upper or lower case
            Select the names in $ws whose extension equals $ext regardless of case
            """, "lowercase the name\nkeep it if it ends with dot and extension",
            ('[$w for $w in $ws if $w.lower().endswith("." + $ext.lower())]',
             '$out = []\nfor $w in $ws:\n    if $w.lower().endswith(f".{$ext.lower()}"):\n        $out.append($w)\nreturn $out'),
            [(files, "py"), (files[:3], "TXT"), ([], "py"), (["py", "apy", "a.py"], "py"), (files, "gz")],
            ("[$w for $w in $ws if $w.endswith($ext)]", '[$w for $w in $ws if $w.endswith("." + $ext)]'), chinese="返回 $ws 中扩展名为 $ext 的文件名(忽略大小写)"),
        Row("by-type", "group_by_extension files_by_type extensions_table", "$ws: list[str]", "dict[str, list[str]]",
            """
            Group the file names in $ws by their lowercase extension; names without a dot go under an empty string
            Return a dict from extension (lower case, no dot) to the names in $ws that have it, '' for names without one
            Sort the files $ws into lists by what follows their last dot, in lower case ('' if there is no dot)
            """, "take the part after the last dot in lower case\nappend the name to the list of its extension",
            ("""
             $out = {}
             for $w in $ws:
                 ext = $w.rsplit(".", 1)[1].lower() if "." in $w else ""
                 $out.setdefault(ext, []).append($w)
             return $out
             """,), lists, ('return {$w.split(".")[-1]: [$w] for $w in $ws}',)),
        Row("join", "join_path build_path path_from_parts", "$ws: list[str]", "str",
            """
            Join the path parts in $ws with exactly one '/' between them, skipping empty parts
            Return a path made of the parts $ws; slashes at the ends of parts are not doubled and empty parts are left out
            Build a path from $ws, without leading or trailing slashes and without empty parts
            """, "strip the slashes of each part\ndrop empty parts\njoin with /",
            ('"/".join($w.strip("/") for $w in $ws if $w.strip("/"))',
             '$ps = [$w.strip("/") for $w in $ws]\nreturn "/".join($p for $p in $ps if $p)'),
            each(([a, b], [f"/{a}/", f"/{b}"], [], ["", c, ""], [f"{a}/", "/", "x.txt"])), ('"/".join($ws)', '"/".join($w.strip("/") for $w in $ws)')),
        Row("normal", "normalize_path clean_path resolve_dots", "$s: str", "str",
            """
            Simplify the absolute path $s: drop '.' and empty parts and let each '..' remove the part before it
            Return the absolute path $s without '.', '..' and double slashes; '..' at the top is ignored
            Resolve '.', '..' and repeated slashes in $s, a path starting with '/'
            """, "split at slashes\nskip empty parts and .\nlet .. remove the last part\njoin with slashes",
            ("""
             $ps = []
             for part in $s.split("/"):
                 if part == "..":
                     if $ps:
                         $ps.pop()
                 elif part not in ("", "."):
                     $ps.append(part)
             return "/" + "/".join($ps)
             """,), each(("/a/./b/../c", "/..", f"/{a}//{b}/", "/", "/a/b/../../..", "/x/.y/..z")),
            ('"/" + "/".join(p for p in $s.split("/") if p not in ("", ".", ".."))',),
            "You are given an absolute path $s. In it '.' means the current folder, '..' the folder above (above '/' there is only '/' itself), and "
            "several slashes count as one. Return the shortest equivalent path, which starts with '/' and does not end with '/' unless it is '/'."),
        Row("depth", "deepest_path max_depth folder_depth", "$ws: list[str]", "int",
            """
            Return the largest number of '/'-separated parts of any path in $ws, not counting empty parts (0 for an empty list)
            Find how many non-empty parts the deepest of the paths $ws has; 0 if there are no paths
            """, "count the non-empty parts of each path\nreturn the largest count",
            ('max((len([p for p in $w.split("/") if p]) for $w in $ws), default=0)',
             '$out = 0\nfor $w in $ws:\n    $out = max($out, sum(1 for p in $w.split("/") if p))\nreturn $out'),
            each(([f"/{a}/{b}", "c"], ["/"], [], ["a/b/c", "/x/"], [f"{a}//{b}"])), ('max(($w.count("/") for $w in $ws), default=0)',)),
        Row("copy-name", "free_name next_copy unique_file_name", "$s: str, $ws: list[str]", "str",
            """
            Return $s if it is not in $ws, otherwise the first free name of the form 'stem (1).ext', 'stem (2).ext' ... ($s has one dot)
            Find a file name not taken in $ws: $s itself or $s with ' (1)', ' (2)' and so on before its only dot
            """, "return the name if it is free\ntry the numbers 1, 2, ... before the dot\nreturn the first free name",
            ("""
             if $s not in $ws:
                 return $s
             stem, ext = $s.split(".")
             $i = 1
             while f"{stem} ({$i}).{ext}" in $ws:
                 $i += 1
             return f"{stem} ({$i}).{ext}"
             """,), [("a.txt", ["a.txt", "a (1).txt"]), ("b.py", ["a.txt"]), (f"{c}.md", [f"{c}.md"]), ("x.y", []), ("a.b", ["a.b", "a (2).b"])],
            ('stem, ext = $s.split(".")\nreturn f"{stem} ({$ws.count($s)}).{ext}" if $s in $ws else $s',),
            "A download is saved as $s, a name with exactly one dot, unless the folder already holds a file of that name; the names there are $ws. "
            "In that case ' (1)' is put before the dot, or ' (2)' if that is taken too, and so on. Return the name used."),
    ]  # fmt: skip


@family("file-paths", weight=3.5)
def file_paths(rng: Rng) -> Draft:
    """Names, folders, extensions of slash-separated paths; paths joined and simplified."""
    use: Use = {
        "s": ("path", "name", "filename", "s", "file"),
        "ws": ("files", "names", "paths", "entries"),
        "w": ("w", "f", "entry", "item"),
        "ext": ("ext", "extension", "suffix", "kind"),
    }
    return written(rng, pick(rng, path_rows(rng)), use)
