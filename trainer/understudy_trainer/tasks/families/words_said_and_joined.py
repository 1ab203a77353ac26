"""Families over stop words, lists spoken as a sentence, neighbouring words and title rules."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import each, sentence, words
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Knob, Row, written


@family("stop-words", weight=3.5)
def stop_words(rng: Rng) -> Draft:
    """Words given by a list or constant, removed, kept, counted or used to break up a sentence."""
    given = rng.random() < 0.6
    banned = rng.sample(("the", "a", "an", "and", "of", "to", "in", "is", "on", "for", "it", "not"), 3)
    constant = pick(rng, ("STOP_WORDS", "IGNORED", "FILLERS", "SKIPPED"))
    nocase = rng.random() < 0.5
    test = f"$w{'.lower()' if nocase else ''} {{}} {'$stops' if given else constant}"
    out, inside = test.format("not in"), test.format("in")
    near_test = test.replace(".lower()", "") if nocase else test.replace("$w", "$w.lower()")
    bare_out, bare_in = near_test.format("not in"), near_test.format("in")
    who = "words in $stops" if given else f"words in {constant}"
    key, returns, what, one, two, near = pick(
        rng,
        (
            ("removed", "str", f"$sent without the {who}", f'" ".join($w for $w in $sent.split() if {out})',
             f'$out = []\nfor $w in $sent.split():\n    if {out}:\n        $out.append($w)\nreturn " ".join($out)',
             f'" ".join($w for $w in $sent.split() if {inside})'),
            ("kept", "list[str]", f"only those words of $sent that are {who}", f"[$w for $w in $sent.split() if {inside}]",
             f"$out = []\nfor $w in $sent.split():\n    if {inside}:\n        $out.append($w)\nreturn $out",
             f"[$w for $w in $sent.split() if {out}]"),
            ("count", "int", f"how many words of $sent are not among the {who}", f"sum(1 for $w in $sent.split() if {out})",
             f"$cnt = 0\nfor $w in $sent.split():\n    if {out}:\n        $cnt += 1\nreturn $cnt",
             f"sum(1 for $w in $sent.split() if {inside})"),
            ("first", "str | None", f"the first word of $sent that is not one of the {who}, or None",
             f"next(($w for $w in $sent.split() if {out}), None)",
             f"for $w in $sent.split():\n    if {out}:\n        return $w\nreturn None",
             f"next(($w for $w in reversed($sent.split()) if {out}), None)"),
            ("longest", "str", f"the longest word of $sent that is not one of the {who}, the first one on a tie, or an empty string",
             f'max(($w for $w in $sent.split() if {out}), key=len, default="")',
             f'best = ""\nfor $w in $sent.split():\n    if {out} and len($w) > len(best):\n        best = $w\nreturn best',
             'max($sent.split(), key=len, default="")'),
            ("masked", "str", f"$sent with each of the {who} replaced by as many '*' as it has letters",
             f'" ".join("*" * len($w) if {inside} else $w for $w in $sent.split())',
             f'$out = []\nfor $w in $sent.split():\n    $out.append("*" * len($w) if {inside} else $w)\nreturn " ".join($out)',
             f'" ".join("***" if {inside} else $w for $w in $sent.split())'),
            ("any", "bool", f"True if $sent contains at least one of the {who}, otherwise False",
             f"any({inside} for $w in $sent.split())",
             f"for $w in $sent.split():\n    if {inside}:\n        return True\nreturn False",
             f"all({inside} for $w in $sent.split())"),
            ("title", "str", f"$sent with every word capitalized except for the {who}, which stay as they are",
             f'" ".join($w if {inside} else $w.capitalize() for $w in $sent.split())',
             f'$out = []\nfor $w in $sent.split():\n    if {out}:\n        $w = $w.capitalize()\n    $out.append($w)\n'
             'return " ".join($out)',
             '" ".join($w.capitalize() for $w in $sent.split())'),
            ("phrases", "list[str]", f"the longest pieces of $sent between the {who}, each joined with spaces",
             f'$out, current = [], []\nfor $w in $sent.split():\n    if {out}:\n        current.append($w)\n'
             '    elif current:\n        $out.append(" ".join(current))\n        current = []\n'
             'if current:\n    $out.append(" ".join(current))\nreturn $out',
             f'$out = [[]]\nfor $w in $sent.split():\n    if {inside}:\n        $out.append([])\n    else:\n'
             '        $out[-1].append($w)\nreturn [" ".join(group) for group in $out if group]',
             f"[$w for $w in $sent.split() if {out}]"),
        ),
    )  # fmt: skip
    some = words(rng, 5)
    sentences = [
        f"{banned[0]} {some[0]} {banned[1]} {some[1]} {some[2]}",
        f"{banned[2].title()} {some[3]}",
        sentence(rng, 4),
        "",
        " ".join(banned),
        f"{some[4]} {some[1]} {banned[0].upper()} {some[0]}",
    ]
    case = "ignoring the case of the words in $sent" if nocase else "with case respected"
    row = Row(
        f"{key}|{given}|{nocase}",
        f"{key}_words without_stop_words filter_stop_words drop_fillers {key}_content_words content_{key}",
        "$sent: str" + (", $stops: list[str]" if given else ""),
        returns,
        f"""
        Return {what}, {case}
        Given a sentence $sent{" and a list of lowercase words $stops" if given else ""}, return {what}, {case}
        Find {what} ({case})
        Split $sent into words and return {what}, {case}
        """,
        f"split the sentence into words\ntest each {'in lower case ' if nocase else ''}against the list\n"
        + ("join the words" if returns == "str" and key != "longest" else "return what is asked"),
        (one, two),
        [(t, banned if i % 3 < 2 else banned[:1]) if given else (t,) for i, t in enumerate(sentences)],
        (near, one.replace(out, bare_out).replace(inside, bare_in)),
        f"""
        Some words carry little meaning{": they are listed, in lower case, in $stops" if given else f"; they are kept in {constant}"}.
        You are given a sentence $sent whose words are separated by spaces. Return {what}. Words are compared {case}.
        """,
        above="" if given else f"{constant} = {banned!r}\n".replace("'", '"'),
    )
    return written(rng, row, {"stops": ("stops", "stop_words", "ignored", "fillers", "banned", "skip")})


def spoken_rows(rng: Rng) -> list[Row]:
    """Lists joined the way people say them."""
    lists = each((words(rng, 3), words(rng, 2), words(rng, 1), [], words(rng, 5), ["tea", "milk", "tea", "rum"]))
    return [
        Row("oxford", "join_oxford enumerate_words list_to_text spoken_list comma_list", "$ws: list[str]", "str",
            """
            Join $ws with commas and put $last!s before the last word, with a comma before it if there are three or more
            Return $ws as an English enumeration with $last!s before the last word and a serial comma
            Write $ws as text: $last!s stands before the last word, commas between three or more words, also before $last!s
            Given a list of words $ws, return them as one enumeration with $last!s before the last and a comma before $last!s from three words on
            """,
            "handle up to two words\njoin all but the last with commas\nappend the link and the last word",
            ("""
             if len($ws) < 3:
                 return (" " + $last!r + " ").join($ws)
             return ", ".join($ws[:-1]) + ", " + $last!r + " " + $ws[-1]
             """,
             """
             if not $ws:
                 return ""
             if len($ws) == 1:
                 return $ws[0]
             comma = "," if len($ws) > 2 else ""
             return ", ".join($ws[:-1]) + comma + " " + $last!r + " " + $ws[-1]
             """),
            lists, ('", ".join($ws)', 'return ", ".join($ws[:-1]) + " " + $last!r + " " + $ws[-1] if $ws else ""'),
            "Names are to be read out to guests. You get a list $ws; return one string in which the words are separated by "
            "commas and the last one follows $last!s, with a comma before $last!s only if there are at least three words. An "
            "empty list gives an empty string, a single word stays alone.",
            notes="Return an empty string for an empty list and the word itself for a single word"),
        Row("and-more", "shorten_list preview summarize_names first_few short_list", "$ws: list[str]", "str",
            """
            Join the first $k of $ws with ', ' and append ' and X more' if X words are left over
            Return $ws joined with commas, but only the first $k; say ' and X more' for the X others
            Show at most $k of the words in $ws, separated by ', ', followed by ' and X more' if any are hidden
            Given a list $ws, name its first $k words (comma separated) and count the rest as ' and X more'
            """,
            "join the first words\ncount the others\nappend how many more there are",
            ("""
             text = ", ".join($ws[:$k])
             hidden = len($ws) - $k
             return f"{text} and {hidden} more" if hidden > 0 else text
             """,
             """
             if len($ws) <= $k:
                 return ", ".join($ws)
             return ", ".join($ws[:$k]) + f" and {len($ws) - $k} more"
             """),
            lists, ('return ", ".join($ws[:$k]) + f" and {len($ws) - $k} more"',),
            "A page lists people who liked a post, but shows only the first $k of the names in $ws, separated by ', '. If X "
            "people are not shown, ' and X more' follows. Return that text.",
            "列出 $ws 的前 $k 个单词,用逗号连接;若还有剩余的 X 个,则追加 ' and X more'"),
        Row("quoted", "quote_and_join join_quoted quoted_list show_words", "$ws: list[str]", "str",
            """
            Put each word of $ws in double quotes and join them with ', ', using ' or ' before the last
            Return the words of $ws in double quotes, separated by ', ' but by ' or ' before the last one
            Write $ws as a choice: quoted words, commas between them and 'or' (no comma) before the last
            """,
            "quote each word\njoin all but the last with commas\nappend 'or' and the last",
            ("""
             $ps = [f'"{$w}"' for $w in $ws]
             if len($ps) < 2:
                 return "".join($ps)
             return ", ".join($ps[:-1]) + " or " + $ps[-1]
             """,
             """
             $out = ""
             for $i, $w in enumerate($ws):
                 if $i > 0:
                     $out += " or " if $i == len($ws) - 1 else ", "
                 $out += '"' + $w + '"'
             return $out
             """),
            lists, ("""', '.join(f'"{$w}"' for $w in $ws)""",),
            "An error message names the allowed values. Given the list $ws, return them in double quotes with ', ' between them "
            "and ' or ' before the last one; an empty list gives an empty string."),
        Row("counted", "join_counted tally_text count_and_join summarize", "$ws: list[str]", "str",
            """
            Return the different words of $ws with their counts, as in '2x tea, 1x rum', in order of first appearance
            Count equal words in $ws and write them as 'COUNTx WORD', separated by ', '
            Turn the list $ws into an order such as '2x tea, 1x milk', each word once, in order of appearance
            """,
            "count the words\nformat each count with its word\njoin with commas",
            ('", ".join(f"{$ws.count($w)}x {$w}" for $w in dict.fromkeys($ws))',
             """
             counts = {}
             for $w in $ws:
                 counts[$w] = counts.get($w, 0) + 1
             return ", ".join(f"{number}x {$w}" for $w, number in counts.items())
             """),
            lists, ('", ".join(f"{$ws.count($w)}x {$w}" for $w in $ws)',),
            "A waiter notes every dish as one entry of $ws. The kitchen wants each dish once with its count, such as '2x tea, 1x "
            "rum', in the order in which dishes were first ordered. Return that text."),
        Row("wrapped-lines", "lines_of_words join_in_rows rows_of_words words_per_line", "$ws: list[str]", "str",
            """
            Write the words of $ws as lines of $k words each, separated by spaces; the last line may be shorter
            Join $ws into lines with $k words per line
            Return $ws as text, $k space-separated words to a line
            """,
            "cut the list into groups\njoin each group with spaces\njoin the groups with line breaks",
            ('"\\n".join(" ".join($ws[$i:$i + $k]) for $i in range(0, len($ws), $k))',
             """
             $lns = []
             for $i in range(0, len($ws), $k):
                 $lns.append(" ".join($ws[$i:$i + $k]))
             return "\\n".join($lns)
             """),
            lists, ('"\\n".join(" ".join($ws[$i:$i + $k]) for $i in range(len($ws)))',)),
        Row("arrow-path", "chain_steps join_steps path_text route", "$ws: list[str]", "str",
            """
            Join $ws with ' $arrow ' between neighbours, leaving out a word equal to the one before it
            Return the words of $ws as a chain with ' $arrow ' between them, runs of equal words written once
            Collapse repeated neighbours in $ws and join the rest with ' $arrow '
            """,
            "skip words equal to the previous one\njoin the rest with the arrow",
            ('" $arrow ".join($w for $i, $w in enumerate($ws) if $i == 0 or $ws[$i - 1] != $w)',
             """
             $out = []
             for $w in $ws:
                 if not $out or $out[-1] != $w:
                     $out.append($w)
             return " $arrow ".join($out)
             """),
            each((["a", "a", "b", "a"], words(rng, 3), [], words(rng, 1) * 3, words(rng, 4))),
            ('" $arrow ".join(dict.fromkeys($ws))', '" $arrow ".join($ws)')),
    ]  # fmt: skip


@family("lists-spoken", weight=3)
def lists_spoken(rng: Rng) -> Draft:
    """Lists of words joined as people say them: commas and 'and', 'and 3 more', counts."""
    last = Knob(("link", "conjunction", "last_link"), "str", (pick(rng, ("and", "or", "plus", "nor")), "or", "and"))
    k = Knob(("limit", "k", "shown", "maximum"), "int", (rng.randint(1, 3), 2, 1, 3, 2))
    arrow = pick(rng, ("->", "=>", ">", "~"))
    return written(rng, pick(rng, spoken_rows(rng)), {"last": last, "k": k, "arrow": arrow})
