"""Family: mirrored alphabets, affine and keyed substitutions, swaps of letters."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.characters import ITEM, TEXT, cases
from understudy_trainer.tasks.vocabulary.classics import Classic, one_of
from understudy_trainer.tasks.vocabulary.numbers import code
from understudy_trainer.tasks.vocabulary.text import distinct

MESSAGES = ["Hello, World!", "xyz", "", "abc", "Zebra 42", "attack at dawn", "MiXeD"]


@family("cipher-classics", weight=3)
def cipher_classics(rng: Rng) -> Draft:
    """Mirrored alphabets, affine and keyed substitutions, swaps of letters."""
    s, c, out = distinct(rng, TEXT, ITEM, ("result", "out", "coded"))
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    keep = "keep everything that is no lowercase letter"
    tables: list[dict[str, str]] = [
        {"a": "x", "e": "y"},
        {},
        {"l": "1", "o": "0", "H": "h"},
        {" ": "_"},
        {"z": "", "x": "ks"},
    ]
    rows = (
        Classic(
            "mirror",
            ("atbash", "mirror_alphabet", "reverse_alphabet_cipher"),
            "str",
            (
                f"Replace each lowercase letter of {s} by its mirror in the alphabet (a and z, b and y, ...); {keep}",
                f"Encode {s} with the reversed alphabet: 'a' becomes 'z', 'b' becomes 'y' and so on; {keep}",
                f"Return {s} with every lowercase letter swapped with the one as far from the other end of "
                f"the alphabet; {keep}",
            ),
            ("mirror each lowercase letter", "copy the rest"),
            (
                f'"".join(chr(219 - ord({c})) if "a" <= {c} <= "z" else {c} for {c} in {s})',
                code(
                    f'letters = "{alphabet}"',
                    "table = str.maketrans(letters, letters[::-1])",
                    f"return {s}.translate(table)",
                ),
            ),
            (f'"".join(chr(220 - ord({c})) if "a" <= {c} <= "z" else {c} for {c} in {s})',),
        ),
        Classic(
            "affine",
            ("affine_encrypt", "affine", "affine_cipher"),
            "str",
            (
                f"Replace each lowercase letter of {s} with number x (a is 0) by the letter with number (p * "
                f"x + q) % 26; {keep}",
                f"Encrypt the lowercase letters of {s} with the affine cipher x -> (p * x + q) mod 26, where "
                f"a = 0; {keep}",
            ),
            ("number the letters from 0", "compute p * x + q modulo 26", "copy the rest"),
            (
                code(
                    f'{out} = ""',
                    f"for {c} in {s}:",
                    f'    if "a" <= {c} <= "z":',
                    f'        {c} = chr((p * (ord({c}) - ord("a")) + q) % 26 + ord("a"))',
                    f"    {out} += {c}",
                    f"return {out}",
                ),
                code(
                    f'letters = "{alphabet}"',
                    f'return "".join(letters[(p * letters.index({c}) + q) % 26] if {c} in letters else {c} '
                    f"for {c} in {s})",
                ),
            ),
            (
                code(
                    f'{out} = ""',
                    f"for {c} in {s}:",
                    f'    if "a" <= {c} <= "z":',
                    f'        {c} = chr((p * (ord({c}) - ord("a") + q)) % 26 + ord("a"))',
                    f"    {out} += {c}",
                    f"return {out}",
                ),
            ),
            params=f"{s}: str, p: int, q: int",
            inputs=[(m, pick(rng, (3, 5, 7, 11)), rng.randint(1, 25)) for m in MESSAGES],
        ),
        Classic(
            "table",
            ("substitute", "translate_with", "apply_table", "encode_with_table"),
            "str",
            (
                f"Replace each character of {s} that is a key of table by its value; keep the others",
                f"Encode {s} character by character with the dict table; characters that are not in it stay "
                f"as they are",
                f"Return {s} with every character looked up in table, itself if it is missing there",
            ),
            ("look up each character", "use the character itself if it is missing", "join"),
            (
                f'"".join(table.get({c}, {c}) for {c} in {s})',
                code(
                    f'{out} = ""',
                    f"for {c} in {s}:",
                    f"    {out} += table[{c}] if {c} in table else {c}",
                    f"return {out}",
                ),
            ),
            (f'"".join(table.get({c}, "") for {c} in {s})',),
            chinese=(f"按照字典 table 替换 {s} 中的每个字符，不在字典中的字符保持不变",),
            params=f"{s}: str, table: dict[str, str]",
            inputs=[(m, pick(rng, tables)) for m in MESSAGES] + [("hello axe", tables[0]), ("a b", tables[3])],
        ),
        Classic(
            "table-back",
            ("decode_with_table", "undo_substitution", "reverse_table"),
            "str",
            (
                f"Decode {s}: replace each character that is a value of the dict table by its key; keep the others",
                f"Undo a substitution by table (letter to code letter, all different) on {s}; leave unknown characters",
            ),
            ("invert the table", "look up each character", "keep it if it is missing"),
            (
                code(
                    "reverse = {code: plain for plain, code in table.items()}",
                    f'return "".join(reverse.get({c}, {c}) for {c} in {s})',
                ),
                code(
                    f'{out} = ""',
                    f"for {c} in {s}:",
                    "    for plain, coded in table.items():",
                    f"        if coded == {c}:",
                    f"            {out} += plain",
                    "            break",
                    "    else:",
                    f"        {out} += {c}",
                    f"return {out}",
                )
                if out != "coded"
                else code(
                    "reverse = dict(zip(table.values(), table.keys()))",
                    f'return "".join(reverse.get({c}, {c}) for {c} in {s})',
                ),
            ),
            (f'"".join(table.get({c}, {c}) for {c} in {s})',),
            params=f"{s}: str, table: dict[str, str]",
            inputs=[
                ("xyz", {"a": "x", "b": "y"}),
                ("", {}),
                ("hi", {}),
                ("q w", {"e": "w", "t": "q"}),
                ("bca", {"a": "b", "b": "c", "c": "a"}),
            ],
        ),
        Classic(
            "alphabets",
            ("swap_alphabets", "translate_alphabet", "encode_with_alphabet"),
            "str",
            (
                f"Replace each character of {s} that occurs in plain by the character at the same place of "
                f"cipher; keep the others",
                f"Translate {s} from the alphabet plain to the equally long alphabet cipher, character by character",
            ),
            ("build a table from both alphabets", "translate"),
            (
                f"{s}.translate(str.maketrans(plain, cipher))",
                f'"".join(cipher[plain.index({c})] if {c} in plain else {c} for {c} in {s})',
            ),
            (f"{s}.translate(str.maketrans(cipher, plain))",),
            params=f"{s}: str, plain: str, cipher: str",
            inputs=[
                ("hello", "helo", "1234"),
                ("", "a", "b"),
                ("abcabc", "abc", "bca"),
                ("Xyz", "xyz", "XYZ"),
                ("a-b", "-", "+"),
            ],
        ),
        Classic(
            "pair-swap",
            ("swap_letters", "exchange", "swap_chars"),
            "str",
            (
                f"Exchange the characters p and q in {s}: every p becomes q and every q becomes p",
                f"Return {s} with all occurrences of p and q swapped",
                f"Swap two characters throughout {s}, p for q and q for p, keeping the rest",
            ),
            ("replace p by q and q by p in one pass",),
            (
                f'"".join(q if {c} == p else p if {c} == q else {c} for {c} in {s})',
                f"{s}.translate(str.maketrans(p + q, q + p))",
            ),
            (f"{s}.replace(p, q).replace(q, p)", f"{s}.replace(p, q)"),
            params=f"{s}: str, p: str, q: str",
            inputs=[
                ("banana", "a", "n"),
                ("", "x", "y"),
                ("hello", "l", "z"),
                ("abc", "a", "b"),
                ("Aa", "A", "a"),
                ("101", "0", "1"),
            ],
        ),
    )
    return one_of(rng, rows, f"{s}: str", cases([*MESSAGES, "abcdefg"]))
