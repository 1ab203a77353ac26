"""Family: methods of a playlist."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

PLAYLIST = r'''
$Playlist: Playlist Album Queue Program
$songs: songs tracks titles entries
& class $Playlist:
      """Titles with their length in seconds, and the index of the one that plays."""

      def __init__(self, $songs: list[tuple[str, int]] | None = None, current: int = 0) -> None:
          self.$songs = list($songs or [])
          self.current = current
? [('Sun', 180), ('Rain', 95), ('Fog', 240)], 0
? [('Sun', 180), ('Rain', 95), ('Fog', 240)], 2
? [], 0
? [('Hail', 61)], 0
? [('A', 30), ('B', 600), ('C', 20), ('D', 600)], 1
## next: next_song skip forward (self) -> str | None
:1 next; NAMES=next_song skip forward; SAID=next; STEP=+ 1; BAD=+ 2
:1 prev; NAMES=previous_song back rewind; SAID=previous; STEP=- 1; BAD=+ 1
- Go to the $SAID title (around at the end of the list) and return its name, or None if the list is empty
- Make the $SAID entry the current one, cyclically, and return its name; None without entries
> return None for an empty list; move the index around the list; return the name
= if not self.$songs:
      return None
  self.current = (self.current $STEP) % len(self.$songs)
  return self.$songs[self.current][0]
/ if not self.$songs:
      return None
  return self.$songs[(self.current $BAD) % len(self.$songs)][0]
/ self.current = self.current $STEP
  return self.$songs[self.current][0]
@ (lambda p: (p.SELF(), p.current))($Playlist({0}, {1}))
## total: total_time duration running_time (self) -> str
- Return the length of all titles together as text in the form M:SS
- Sum the lengths and show them as minutes:seconds, the seconds with two digits
> add the seconds; divide by 60; format
= minutes, seconds = divmod(sum(length for _, length in self.$songs), 60)
  return f"{minutes}:{seconds:02}"
/ minutes, seconds = divmod(sum(length for _, length in self.$songs), 60)
  return f"{minutes}:{seconds}"
/ return str(sum(length for _, length in self.$songs))
@ (lambda p: p.SELF())($Playlist({0}, {1}))
? [('A', 60), ('B', 65)], 0
## longest: longest shortest extreme_title (self) -> str | None
:1 longest; NAMES=longest longest_title; SAID=longest; F=max; BAD=min
:1 shortest; NAMES=shortest shortest_title; SAID=shortest; F=min; BAD=max
- Return the name of the $SAID title (the first one on a tie), None if there are none
- Which title is the $SAID? None for an empty list
> return None for an empty list; compare by length; return the name
= if not self.$songs:
      return None
  return $F(self.$songs, key=lambda song: song[1])[0]
/ return $BAD(self.$songs, key=lambda song: song[1])[0] if self.$songs else None
/ return $F(self.$songs)[0]
@ (lambda p: p.SELF())($Playlist({0}, {1}))
## left: time_left remaining rest (self) -> int
- Return the seconds from the start of the current title to the end of the list
- Add up the lengths of the current and all later titles
> slice from the current one; add the lengths
= return sum(length for _, length in self.$songs[self.current :])
/ return sum(length for _, length in self.$songs[self.current + 1 :])
/ return sum(length for _, length in self.$songs)
@ $Playlist({0}, {1}).SELF()
## remove_current: remove_current drop delete_current (self) -> str | None
- Remove the current title and return its name (None if there is none); if it was the last, the first becomes current
- Delete the entry that plays and return its name; the one behind it plays next, at the end the first one
> return None for an empty list; pop the current; go to the start if the index is too large
= if not self.$songs:
      return None
  name, _ = self.$songs.pop(self.current)
  if self.current == len(self.$songs):
      self.current = 0
  return name
/ name, _ = self.$songs.pop(self.current)
  return name
/ return self.$songs.pop(self.current)[0] if self.$songs else None
@ (lambda p: (p.SELF(), p.current, len(p.$songs)))($Playlist({0}, {1}))
'''


@family("playlist-class", weight=2.5)
def playlist_class(rng: Rng) -> Draft:
    """Methods of a playlist."""
    return from_sheet(rng, PLAYLIST)
