"""Families over web addresses and file paths as text."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import each
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Knob, Row, Use, written
from understudy_trainer.tasks.vocabulary.text import word

HOSTS = ("shop.example.com", "example.org", "docs.site.net", "a.b.co")


def url_rows(rng: Rng) -> list[Row]:
    """Functions over one web address."""
    a, b = word(rng).lower(), word(rng).lower()
    urls = each(
        (
            f"https://{pick(rng, HOSTS)}/{a}/{b}?page=2&q=x",
            f"http://{pick(rng, HOSTS)}",
            f"https://{pick(rng, HOSTS)}/{b}.html#top",
            f"ftp://files.example.org/{a}/",
            "http://example.org/?q=",
        )
    )
    rest = '$s.split("://", 1)[1]'
    dicts = [{"page": "2"}, {"q": a, "lang": "en"}, {}, {"x": "1", "y": b}]
    return [
        Row("host", "host_of get_host domain_name url_host", "$s: str", "str",
            """
            Return the host of the address $s: what stands between '://' and the next '/', '?' or '#', or the end
            Extract the host name from the URL $s, such as 'example.org' from 'https://example.org/a?b=1'
            Find the host in the web address $s, which always contains '://'
            """, "cut off everything up to ://\ncut at the next /, ? or #",
            ("""
             $out = $s.split("://", 1)[1]
             for mark in "/?#":
                 $out = $out.split(mark, 1)[0]
             return $out
             """, 're.split(r"[/?#]", $s.split("://", 1)[1])[0]'),
            urls, (f'{rest}.split("/")[-1]', f'{rest}.split("/", 1)[1] if "/" in {rest} else ""'),
            "You are given a complete web address $s such as 'https://shop.example.com/a/b?x=1'. The host is the part after '://' up to the next "
            "'/', '?' or '#', or up to the end. Return the host.", "返回网址 $s 中的主机名", imports="import re"),
        Row("scheme", "scheme_of url_scheme protocol get_protocol", "$s: str", "str",
            """
            Return the part of the address $s before '://' in lower case, or $default!s if there is no '://'
            Get the lowercase scheme of the URL $s, $default!s if none is given
            Find which protocol the address $s names before '://', defaulting to $default!s
            """, "split at ://\nreturn the first part if there was one",
            ('scheme, mark, _ = $s.partition("://")\nreturn scheme.lower() if mark else $default!r',
             'if "://" not in $s:\n    return $default!r\nreturn $s.split("://")[0].lower()'),
            [*urls, ("example.org/a",), ("HTTPS://X.org",)], ('$s.partition("://")[0]', '$s.split(":")[0].upper()')),
        Row("path", "path_of url_path get_path", "$s: str", "str",
            """
            Return the path of the URL $s: from the first '/' after the host up to '?' or '#', or '/' if it has none
            Extract the path, without query and fragment, from the address $s ('/' if there is none)
            """, "cut off fragment and query\ncut off scheme and host\nput the slash back",
            ("""
             $out = $s.split("#")[0].split("?")[0].split("://", 1)[1]
             return "/" + $out.partition("/")[2]
             """, "return urlsplit($s).path or \"/\""),
            urls, ('"/" + $s.split("://", 1)[1].partition("/")[2]', '$s.split("?")[0]'), imports="from urllib.parse import urlsplit",
            told="You are given a complete URL $s. Its path begins with the first '/' after the host and ends before a '?' or '#'. Return the path; "
            "if the address ends with the host, the path is '/'."),
        Row("segments", "path_segments split_path url_parts", "$s: str", "list[str]",
            """
            Return the non-empty parts of the path $s between slashes, ignoring a query after '?'
            Split the path $s such as '/a/b?x=1' at '/' into its non-empty segments, without what follows '?'
            List the segments of the URL path $s; empty ones and the query do not count
            """, "cut off the query\nsplit at slashes\ndrop empty parts",
            ('[$p for $p in $s.split("?")[0].split("/") if $p]',
             '$out = []\nfor $p in $s.partition("?")[0].split("/"):\n    if $p:\n        $out.append($p)\nreturn $out'),
            each((f"/{a}/{b}/", "/", "", f"{a}?x=/y", f"//{b}//c?d=e")), ('$s.split("/")', '[$p for $p in $s.split("/") if $p]'), chinese="返回路径 $s 中非空的各段,不含查询部分"),
        Row("build", "build_query to_query encode_params query_string", "$d: dict[str, str]", "str",
            """
            Write the dict $d as a query string 'key=value' joined with '&', keys in alphabetical order
            Return the entries of $d as 'key=value' parts sorted by key and separated by '&'
            Build the query part of an address from $d: sorted keys, '=' and '&', no escaping
            """, "sort the entries\nwrite each as key=value\njoin with &",
            ('"&".join(f"{k}={v}" for k, v in sorted($d.items()))', '"&".join(k + "=" + $d[k] for k in sorted($d))'),
            each((*dicts, {"b": "2", "a": "1"})), ('"&".join(f"{k}={v}" for k, v in $d.items())', '"&".join(f"{v}={k}" for k, v in sorted($d.items()))'),
            "Parameters $d are to be appended to an address. Write each entry as 'key=value', order them by key and put '&' between them. An empty "
            "dict gives an empty string. Nothing needs escaping.", chinese="把字典 $d 写成按键排序的查询字符串"),
        Row("add", "add_param with_param append_query", "$s: str, $key: str, $value: str", "str",
            """
            Append the parameter $key=$value to the address $s, with '?' if it has no query yet and '&' otherwise
            Return $s followed by '?' (or '&' if $s contains '?'), $key, '=' and $value
            Add '$key=$value' to the URL $s, joined by '?' or '&' as needed
            """.replace("$key=$value to", "$key with value $value to").replace("'$key=$value'", "the parameter $key = $value"),
            "choose & if there is a query, otherwise ?\nappend key and value",
            ('mark = "&" if "?" in $s else "?"\nreturn f"{$s}{mark}{$key}={$value}"', 'if "?" in $s:\n    return $s + "&" + $key + "=" + $value\nreturn $s + "?" + $key + "=" + $value'),
            [(f"http://x.org/{a}", "page", "2"), ("http://x.org?q=1", "lang", "en"), (f"/{b}?a=1&b=2", "c", "3"), ("/", "k", "")],
            ('f"{$s}?{$key}={$value}"', 'f"{$s}&{$key}={$value}"')),
        Row("many", "all_values values_by_key multi_query parse_params", "$s: str", "dict[str, list[str]]",
            """
            Return a dict from each key of the query string $s to the list of its values, as in 'a=1&b=2&a=3'
            Parse the query string $s into a dict of lists, since a key may occur several times
            Collect the values of every key in $s ('key=value' pairs joined with '&') in lists
            """, "split at &\nsplit each pair at the first =\nappend the value to the list of its key",
            ("""
             $out = {}
             for pair in $s.split("&"):
                 if pair:
                     key, _, value = pair.partition("=")
                     $out.setdefault(key, []).append(value)
             return $out
             """,),
            each(("a=1&b=2&a=3", "", f"q={a}", "x=&y", "k=1&k=1&m=a=b")), ("return {p.split('=')[0]: [p.split('=')[-1]] for p in $s.split('&') if p}",),
            "In a query string such as 'a=1&b=2&a=3' keys may repeat. Return a dict with the list of values of every key, in order. A pair without "
            "'=' has an empty value; only the first '=' separates. An empty text gives an empty dict."),
        Row("decode", "decode_percent unquote_text url_decode", "$s: str", "str",
            """
            Replace every '+' of $s by a space and every '%XX' (two hexadecimal digits) by the character with that code
            Decode the form text $s: '+' means a space, '%' and two hex digits the character of that number
            Undo URL encoding in $s ('+' for spaces, '%41' for 'A' and so on)
            """, "walk through the text\nturn + into a space\nturn % and two digits into a character\nkeep the rest",
            ("""
             $out = ""
             $i = 0
             while $i < len($s):
                 if $s[$i] == "%":
                     $out += chr(int($s[$i + 1:$i + 3], 16))
                     $i += 2
                 else:
                     $out += " " if $s[$i] == "+" else $s[$i]
                 $i += 1
             return $out
             """, """
             return re.sub(r"%(..)", lambda m: chr(int(m[1], 16)), $s.replace("+", " "))
             """.strip()),
            each(("a%20b", "x+y", f"{a}", "", "%41%42", "50%25+off", "a%2Bb")), ('re.sub(r"%(..)", lambda m: chr(int(m[1], 16)), $s).replace("+", " ")', '$s.replace("+", " ")'),
            imports="import re", notes="Every '%' in $s is followed by two hexadecimal digits"),
        Row("encode", "encode_percent quote_text url_encode escape_url", "$s: str", "str",
            """
            Replace every character of $s that is no ASCII letter, digit, '-' or '_' by '%' and its code as two uppercase hex digits
            Percent-encode the ASCII text $s, leaving letters, digits, '-' and '_' alone
            Escape $s for a URL: characters other than letters, digits, '-' and '_' become '%XX'
            """, "keep letters, digits, - and _\nwrite the others as % and two hex digits",
            ('"".join($c if $c.isalnum() or $c in "-_" else f"%{ord($c):02X}" for $c in $s)',
             '$out = ""\nfor $c in $s:\n    if $c.isalnum() or $c in "-_":\n        $out += $c\n    else:\n        $out += "%" + format(ord($c), "02X")\nreturn $out'),
            each(("a b", "x&y=z", f"{a}-{b}", "", "100%", "a/b?c")), ('$s.replace(" ", "%20")',)),
        Row("slug-url", "page_address article_url make_link", "$s: str, $base: str", "str",
            """
            Return $base, a single '/', and $s in lower case with its words joined by '-'
            Make the address of a page titled $s below $base: lowercase words joined by '-' after exactly one '/'
            Join $base (with or without a final '/') and the title $s turned into lowercase words separated by '-'
            """, "strip slashes from the end of the base\nlowercase the title and join its words with -\njoin both with /",
            ('slug = "-".join($s.lower().split())\nreturn $base.rstrip("/") + "/" + slug', 'return f"{$base.rstrip(\'/\')}/{\'-\'.join($s.lower().split())}"'.replace("\\'", "'")),
            [("My First Page", "http://x.org"), (f"{a} {b}", "http://x.org/"), ("One", "/blog/"), ("  Two  Words", "/a//")],
            ('$base + "/" + "-".join($s.lower().split())', '$base.rstrip("/") + "/" + $s.replace(" ", "-")')),
    ]  # fmt: skip


@family("web-addresses", weight=3.5)
def web_addresses(rng: Rng) -> Draft:
    """Hosts, paths, queries, encodings of web addresses."""
    use: Use = {
        "s": ("url", "address", "s", "link", "text"),
        "d": ("params", "query", "d", "options"),
        "key": ("key", "name", "param"),
        "value": ("value", "setting", "v"),
        "base": ("base", "site", "root", "prefix"),
        "default": Knob(("default", "fallback"), "str", ("http", "https", "file", "none")),
    }
    return written(rng, pick(rng, url_rows(rng)), use)
