"""Families over small arithmetic given as text or tokens, and over nested brackets and tags."""
# ruff: noqa: E501

from __future__ import annotations

from understudy_trainer.tasks.authoring import each
from understudy_trainer.tasks.common import Draft, Rng, family, pick
from understudy_trainer.tasks.vocabulary.slots import Row, Use, written


def expression_rows(rng: Rng) -> list[Row]:
    """Sums, chains of operations, postfix and prefix notation, tokens."""
    n = [rng.randint(1, 30) for _ in range(8)]
    plain = each((f"{n[0]}+{n[1]}-{n[2]}", "7", f"{n[3]}-{n[4]}+{n[5]}", "1+2+3", "10-20"))
    mixed = each((f"{n[0]}+{n[1]}*{n[2]}", f"{n[3]}*{n[4]}", "2*3+4*5", "8", "1+2*3*4", "5-2*2"))
    chain = each((f"{n[0]} + {n[1]} * {n[2]}", "5", f"{n[3]} - {n[4]} + {n[5]}", "2 * 3 - 4 * 5", "1 - 1 - 1"))
    rpn = each((f"{n[0]} {n[1]} +", "2 3 + 4 *", "7", f"{n[2]} {n[3]} {n[4]} * -", "5 1 2 + 4 * + 3 -"))
    steps = """
    stack = []
    for token in $s.split():
        if token in "+-*":
            y = stack.pop()
            x = stack.pop()
            if token == "+":
                stack.append(x + y)
            elif token == "-":
                stack.append(x - y)
            else:
                stack.append(x * y)
        else:
            stack.append(int(token))
    return stack[0]
    """
    return [
        Row("sum", "evaluate_sum add_and_subtract sum_expression calculate", "$s: str", "int",
            """
            Evaluate $s, non-negative integers joined by '+' and '-' without spaces, such as '3+4-2'
            Return the value of the text $s that adds and subtracts whole numbers, like '10-3+5'
            Compute the result of the additions and subtractions in $s (no brackets, no spaces)
            """, "put a sign before each number\nsplit into signed numbers\nadd them up",
            ('sum(int(x) for x in $s.replace("-", "+-").split("+"))',
             """
             $tot, sign, number = 0, 1, ""
             for $c in $s + "+":
                 if $c.isdigit():
                     number += $c
                 else:
                     $tot += sign * int(number)
                     sign = 1 if $c == "+" else -1
                     number = ""
             return $tot
             """, 'return sum(map(int, re.findall(r"-?\\d+", $s)))'),
            plain, ('sum(int(x) for x in re.findall(r"\\d+", $s))',),
            "You are given $s, a text of non-negative whole numbers with '+' or '-' between them, for example '12-5+3'. Return the result of the "
            "calculation as an integer. There are no spaces and no brackets.", "计算只含加减法的文本 $s 的结果", imports="import re"),
        Row("precedence", "evaluate calculate_with_products value_of_formula", "$s: str", "int",
            """
            Evaluate $s, non-negative integers joined by '+', '-' and '*' without spaces, where '*' binds more strongly
            Return the value of the formula $s such as '2+3*4' (14), multiplication first
            Compute $s by the usual rules: products first, then sums and differences from left to right
            """, "split at plus after marking minus\nmultiply the factors of each term\nadd the terms",
            ("""
             $tot = 0
             for term in $s.replace("-", "+-").split("+"):
                 product = 1
                 for factor in term.split("*"):
                     product *= int(factor)
                 $tot += product
             return $tot
             """, 'return sum(math.prod(int(x) for x in term.split("*")) for term in $s.replace("-", "+-").split("+"))'),
            mixed, ("""
             $tot = 0
             for term in $s.replace("-", "+").split("+"):
                 product = 1
                 for factor in term.split("*"):
                     product *= int(factor)
                 $tot += product
             return $tot
             """,), imports="import math"),
        Row("left-to-right", "left_to_right simple_calculator calculate_in_order pocket_calculator", "$s: str", "int",
            """
            Evaluate $s, integers and the operators '+', '-' and '*' separated by spaces, strictly from left to right
            Return what a simple calculator shows for $s: each operator is applied at once, without precedence
            Compute the text $s such as '2 + 3 * 4' (20) by applying the operators one after the other
            """, "start with the first number\ntake operator and number in pairs\napply each operator to the result so far",
            ("""
             tokens = $s.split()
             $tot = int(tokens[0])
             for sign, number in zip(tokens[1::2], tokens[2::2]):
                 if sign == "+":
                     $tot += int(number)
                 elif sign == "-":
                     $tot -= int(number)
                 else:
                     $tot *= int(number)
             return $tot
             """,
             """
             actions = {"+": operator.add, "-": operator.sub, "*": operator.mul}
             tokens = $s.split()
             $tot = int(tokens[0])
             for i in range(1, len(tokens), 2):
                 $tot = actions[tokens[i]]($tot, int(tokens[i + 1]))
             return $tot
             """), chain, ("eval($s)",),
            "A pocket calculator knows no precedence: it applies every operator as soon as the next number is complete. The keys pressed are given "
            "as $s, numbers and '+', '-', '*' with spaces between. Return the number shown at the end.", imports="import operator"),
        Row("postfix", "evaluate_postfix rpn reverse_polish postfix_value", "$s: str", "int",
            """
            Evaluate the postfix expression $s: integers and '+', '-', '*' separated by spaces, each operator after its two operands
            Return the value of $s in reverse Polish notation, such as '2 3 + 4 *' (20)
            Compute $s, in which an operator follows the two values it combines
            """, "push numbers on a stack\nfor an operator pop two values and push the result\nreturn the last value",
            (steps,), rpn, (steps.replace("x - y", "y - x"), 'return eval("+".join(x for x in $s.split() if x.isdigit()))'),
            "In postfix notation an operator stands behind its operands: '5 2 -' means 5 minus 2. Given a correct postfix expression $s, whose parts "
            "are separated by spaces and whose operators are '+', '-' and '*', return its value.", chinese="计算后缀表达式 $s 的值"),
        Row("prefix", "evaluate_prefix polish_notation prefix_value", "$s: str", "int",
            """
            Evaluate the prefix expression $s, in which '+', '-' or '*' stands before its two operands, separated by spaces
            Return the value of $s in Polish notation, such as '* + 2 3 4' (20)
            """, "go through the tokens from the end\npush numbers\nlet an operator combine the two values on top",
            (steps.replace("$s.split()", "reversed($s.split())").replace("y = stack.pop()", "x = stack.pop()", 1).replace("            x = stack.pop()\n            x = stack.pop()", "            x = stack.pop()\n            y = stack.pop()"),),
            each((f"+ {n[0]} {n[1]}", "* + 2 3 4", "7", f"- {n[2]} * {n[3]} {n[4]}", "- - 9 3 1")), (steps.replace("$s.split()", "reversed($s.split())"),)),
        Row("tokens", "tokenize split_expression tokens_of lexer", "$s: str", "list[str]",
            """
            Split the formula $s into its numbers, names, and single signs, ignoring spaces
            Return the tokens of $s: runs of digits, runs of letters, and every other visible character on its own
            Tokenize $s, such as '12*(ab+3)', into ['12', '*', '(', 'ab', '+', '3', ')']
            """, "find runs of digits, runs of letters and single other characters",
            ('re.findall(r"\\d+|[A-Za-z]+|\\S", $s)',
             """
             $out = []
             for $i, $c in enumerate($s):
                 before = $s[$i - 1] if $i else " "
                 if $c.isdigit() and before.isdigit() or $c.isalpha() and before.isalpha():
                     $out[-1] += $c
                 elif $c != " ":
                     $out.append($c)
             return $out
             """), each(("12*(ab+3)", " x + y1 ", "", f"{n[0]}-{n[1]}", "((7))", "a1b22")), ("$s.split()", '[$c for $c in $s if $c != " "]'), imports="import re",
            told="Before a formula can be read it is cut into tokens. A token is a run of digits, a run of letters (only a to z, in both cases), or any other "
            "single character except a space. Return the tokens of $s in order.", chinese="把公式 $s 拆分为数字、名称和单个符号"),
        Row("substitute", "evaluate_with substitute_and_sum formula_value", "$s: str, $d: dict[str, int]", "int",
            """
            Evaluate the sum $s of names and integers, separated by ' + ', with the values of the names taken from $d
            Return the value of $s such as 'x + 3 + y' where names stand for their values in $d
            Add up the parts of $s ('+' with spaces between): integers count as they are, names by $d
            """, "split at the plus signs\nlook up names and convert numbers\nadd up",
            ('sum(int(x) if x.isdigit() else $d[x] for x in $s.split(" + "))',
             '$tot = 0\nfor x in $s.split(" + "):\n    if x in $d:\n        $tot += $d[x]\n    else:\n        $tot += int(x)\nreturn $tot'),
            [("x + 3 + y", {"x": n[0], "y": n[1]}), ("7", {}), ("a + a", {"a": n[2]}), (f"{n[3]} + b", {"b": -5}), ("k", {"k": 0})],
            ('sum(int(x) for x in $s.split(" + ") if x.isdigit())',)),
        Row("equation", "is_true_equation check_equation holds", "$s: str", "bool",
            """
            Check whether the equation $s, such as '3 + 4 = 7', is correct; the sign is '+', '-' or '*'
            Return True if the calculation in $s ('a sign b = c', separated by spaces) is right
            Tell whether $s states a true result for an addition, subtraction or multiplication
            """, "split into five parts\ncompute the left side\ncompare with the right",
            ("""
             a, sign, b, _, c = $s.split()
             if sign == "+":
                 return int(a) + int(b) == int(c)
             if sign == "-":
                 return int(a) - int(b) == int(c)
             return int(a) * int(b) == int(c)
             """, """
             a, sign, b, _, c = $s.split()
             results = {"+": int(a) + int(b), "-": int(a) - int(b), "*": int(a) * int(b)}
             return results[sign] == int(c)
             """), each(("3 + 4 = 7", f"{n[0]} - {n[1]} = {n[0] - n[1]}", f"{n[2]} * 2 = {n[2] * 2 + 1}", "2 * 3 = 6", "5 - 3 = 8", "1 + 1 = 11")),
            ("a, sign, b, _, c = $s.split()\nreturn int(a) + int(b) == int(c)",),
            "A pupil hands in calculations like '3 + 4 = 7'. The parts are separated by single spaces, the sign is '+', '-' or '*'. Given one of them as "
            "$s, return whether it is right."),
    ]  # fmt: skip


@family("expressions-as-text", weight=3.5)
def expressions_as_text(rng: Rng) -> Draft:
    """Arithmetic in a string: sums, precedence, left to right, postfix, tokens."""
    use: Use = {"s": ("s", "expression", "formula", "text", "source"), "d": ("values", "d", "env", "variables")}
    return written(rng, pick(rng, expression_rows(rng)), use)
