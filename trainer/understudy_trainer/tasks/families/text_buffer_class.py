"""Family: methods of a text with undo."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

BUFFER = r'''
$Buffer: TextBuffer Editor Document Buffer
$text: text content body
$undo: undo_stack past snapshots
& class $Buffer:
      """A text that remembers its earlier versions."""

      def __init__(self, $text: str = "") -> None:
          self.$text = $text
          self.$undo: list[str] = []
## insert: insert insert_at put (self, $i: int, $t: str) -> None
$t: piece new addition
- Remember the current text in self.$undo, then insert $t before position $i
- Put $t into the text at index $i, saving the old version first
> save the text; join the part before, the piece and the part after
= self.$undo.append(self.$text)
  self.$text = self.$text[:$i] + $t + self.$text[$i:]
/ self.$text = self.$text[:$i] + $t + self.$text[$i:]
/ self.$undo.append(self.$text)
  self.$text = self.$text[:$i] + $t + self.$text[$i + 1:]
@ (lambda b: (b.SELF({1}, {2}), b.$text, b.$undo))($Buffer({0}))
? 'abcd', 2, '--'
? '', 0, 'x'
% sentence(2), int(0, 4), word
## delete: delete remove cut (self, $lo: int, $hi: int) -> str
$lo $hi: start end, first stop, begin end
- Remove the characters from $lo up to but not including $hi and return them; save the old text first
- Cut out self.$text[$lo:$hi], remembering the old version in self.$undo, and return the removed piece
> save the text; keep the piece; join what is left; return the piece
= self.$undo.append(self.$text)
  removed = self.$text[$lo:$hi]
  self.$text = self.$text[:$lo] + self.$text[$hi:]
  return removed
/ self.$undo.append(self.$text)
  removed = self.$text[$lo:$hi]
  self.$text = self.$text.replace(removed, "")
  return removed
/ removed = self.$text[$lo:$hi]
  self.$text = self.$text[:$lo] + self.$text[$hi:]
  return removed
@ (lambda b: (b.SELF({1}, {2}), b.$text, b.$undo))($Buffer({0}))
? 'abcabc', 0, 3
? 'hello', 1, 9
? 'xy', 1, 1
## undo: undo go_back step_back (self) -> bool
- Go back to the latest saved version and return True; return False if there is none
- Undo the last change, if any, and tell whether something was undone
~ 恢复到上一个版本并返回 True，没有历史时返回 False
> return False without versions; take the last one
= if not self.$undo:
      return False
  self.$text = self.$undo.pop()
  return True
/ if not self.$undo:
      return False
  self.$text = self.$undo[-1]
  return True
/ if not self.$undo:
      return False
  self.$text = self.$undo.pop(0)
  return True
@ (lambda b, old: (b.$undo.extend(old), b.SELF(), b.$text, b.$undo))($Buffer({0}), {1})
? 'abc', ['', 'a']
? 'abc', []
% word, words
## undo_all: undo_all reset revert (self) -> int
- Return to the oldest saved version, forget all saved ones, and return how many there were
- Undo every change at once; the result is the number of versions undone
> count the versions; take the first one; clear the list
= $count = len(self.$undo)
  if self.$undo:
      self.$text = self.$undo[0]
      self.$undo.clear()
  return $count
/ $count = len(self.$undo)
  if self.$undo:
      self.$text = self.$undo[-1]
      self.$undo.clear()
  return $count
@ (lambda b, old: (b.$undo.extend(old), b.SELF(), b.$text, b.$undo))($Buffer({0}), {1})
? 'abc', ['', 'a']
? 'abc', []
% word, words
## replace: replace_all substitute swap_text (self, $old: str, $new: str) -> int
$old $new: old new, wanted replacement, before after
- Replace every $old by $new and return how many there were; save the old text only if there was at least one
- Substitute $new for all occurrences of $old, returning their number; without any nothing is remembered
> count the occurrences; save and replace if there are any; return the count
= $count = self.$text.count($old)
  if $count:
      self.$undo.append(self.$text)
      self.$text = self.$text.replace($old, $new)
  return $count
/ $count = self.$text.count($old)
  self.$undo.append(self.$text)
  self.$text = self.$text.replace($old, $new)
  return $count
/ $count = self.$text.count($old)
  if $count:
      self.$undo.append(self.$text)
      self.$text = self.$text.replace($old, $new, 1)
  return $count
@ (lambda b: (b.SELF({1}, {2}), b.$text, b.$undo))($Buffer({0}))
? 'a-b-c', '-', '+'
? 'abc', 'x', 'y'
? 'aaa', 'aa', 'b'
## words: word_count count_words words (self) -> int
- Return the number of words in the text
- How many whitespace-separated words are there now
> split at whitespace; count
= return len(self.$text.split())
/ return self.$text.count(" ") + 1
@ $Buffer({0}).SELF()
? ''
? ' two  words '
% sentence
'''


@family("text-buffer-class", weight=2.5)
def text_buffer_class(rng: Rng) -> Draft:
    """Methods of a text with undo."""
    return from_sheet(rng, BUFFER)
