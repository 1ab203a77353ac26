"""Family: methods of a countdown timer."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

THERMO = r'''
$Timer: Timer Countdown Stopwatch KitchenTimer
$seconds: seconds remaining left
& class $Timer:
      """Counts seconds down to 0 while it runs."""

      def __init__(self, $seconds: int, running: bool = False) -> None:
          self.$seconds = $seconds
          self.running = running
? 90, True
? 90, False
? 5, True
? 0, False
? 3605, True
## tick: tick advance pass_time (self, $n: int) -> bool
- Let $n seconds pass if the timer runs; stop it at 0 (never below) and return whether it has just ended
- Advance a running timer by $n seconds; return True when it reaches 0 and stops, False otherwise
> do nothing if it stands; subtract, not below zero; stop at zero
= if not self.running:
      return False
  self.$seconds = max(0, self.$seconds - $n)
  if self.$seconds == 0:
      self.running = False
      return True
  return False
/ self.$seconds = max(0, self.$seconds - $n)
  return self.$seconds == 0
/ if not self.running:
      return False
  self.$seconds -= $n
  return self.$seconds == 0
@ (lambda t: (t.SELF(10), t.$seconds, t.running))($Timer({0}, {1}))
? 10, True
## start: start toggle switch (self) -> bool
:1 start; NAMES=start begin; SAID=Start the timer; CODE=self.running = self.$seconds > 0; BAD=self.running = True
:1 toggle; NAMES=toggle switch; SAID=Start a standing timer and stop a running one, but do not start it;
  CODE=self.running = not self.running and self.$seconds > 0; BAD=self.running = not self.running
- $SAID if no time is left, and return whether it runs now
- $SAID at 0 seconds; return self.running
> set the state; return it
= $CODE
  return self.running
/ $BAD
  return self.running
/ self.running = False
  return self.running
@ (lambda t: (t.SELF(), t.$seconds))($Timer({0}, {1}))
## show: display show as_clock (self) -> str
:1 ms; SAID=M:SS; CODE=f"{self.$seconds // 60}:{self.$seconds % 60:02}";
  BAD=f"{self.$seconds // 60}:{self.$seconds % 60}"
:1 hms; SAID=H:MM:SS; CODE=f"{self.$seconds // 3600}:{self.$seconds // 60 % 60:02}:{self.$seconds % 60:02}";
  BAD=f"{self.$seconds // 3600}:{self.$seconds // 60:02}:{self.$seconds % 60:02}"
:1 words; SAID=minutes and seconds like "1 min 30 s"; CODE=f"{self.$seconds // 60} min {self.$seconds % 60} s";
  BAD=f"{self.$seconds // 60} min {self.$seconds} s"
- Return the time that is left as $SAID
- Format self.$seconds as $SAID
> divide by 60; format the parts
= return $CODE
/ return $BAD
/ return str(self.$seconds)
@ (lambda t: t.SELF())($Timer({0}, {1}))
## extend: extend add_time more (self, $n: int) -> None
- Add $n seconds; negative $n shortens the time, but not below 0
- Change the time left by $n, keeping it at least 0; a timer at 0 does not run
> add; keep it at least zero; stop at zero
= self.$seconds = max(0, self.$seconds + $n)
  if self.$seconds == 0:
      self.running = False
/ self.$seconds += $n
/ self.$seconds = max(0, self.$seconds + $n)
@ (lambda t: (t.SELF(-30), t.$seconds, t.running))($Timer({0}, {1}))
'''


@family("timer-class", weight=2)
def timer_class(rng: Rng) -> Draft:
    """Methods of a countdown timer."""
    return from_sheet(rng, THERMO)
