"""Family: methods of a log of timed events."""

from __future__ import annotations

from understudy_trainer.tasks.common import Draft, Rng, family
from understudy_trainer.tasks.vocabulary.sheets import from_sheet

LOG = r'''
$Log: EventLog Log Journal Recorder
$events: events entries records
& class $Log:
      """Messages with the time (in seconds) at which they came, oldest first."""

      def __init__(self, $events: list[tuple[int, str]] | None = None) -> None:
          self.$events = list($events or [])
## since: since after_time newer_than (self, $time: int) -> list[str]
$time: time start moment t
- Return the messages that came at $time or later
- List all messages not older than $time, oldest first
> keep the late events; take their messages
= return [message for when, message in self.$events if when >= $time]
/ return [message for when, message in self.$events if when > $time]
/ return [when for when, message in self.$events if when >= $time]
@ $Log({0}).SELF({1})
? [(1, 'on'), (4, 'off'), (9, 'on')], 4
? [], 3
? [(2, 'a'), (3, 'b')], $1_4
## last: last latest newest (self, $m: int) -> list[str]
- Return the last $m messages, newest first
- The $m latest messages in reverse order of time (all, if there are fewer)
> take the last ones; reverse them; keep the messages
= return [message for _, message in self.$events[::-1][:$m]]
= return [message for _, message in reversed(self.$events)][:$m]
/ return [message for _, message in self.$events[-$m:]]
/ return [message for _, message in self.$events[:$m]]
@ $Log({0}).SELF({1})
? [(1, 'on'), (4, 'off'), (9, 'on')], 2
? [(1, 'x')], 3
? [(1, 'a'), (2, 'b')], 0
## gaps: longest_gap longest_silence max_gap (self) -> int
- Return the longest time between two neighbouring events, 0 if there are fewer than two
- How many seconds passed at most without any event between the first and the last one
+ Every event has a time in seconds, in ascending order. Find the longest silence: the largest difference between
  the times of two events that follow each other. With less than two events the answer is 0.
> take the times; subtract neighbours; return the largest difference or 0
= times = [when for when, _ in self.$events]
  return max((b - a for a, b in zip(times, times[1:])), default=0)
= $out = 0
  for (a, _), (b, _) in zip(self.$events, self.$events[1:]):
      $out = max($out, b - a)
  return $out
/ times = [when for when, _ in self.$events]
  return max(b - a for a, b in zip(times, times[1:]))
/ times = [when for when, _ in self.$events]
  return max(times, default=0) - min(times, default=0)
@ $Log({0}).SELF()
? [(1, 'on'), (4, 'off'), (9, 'on')]
? [(3, 'x')]
? []
? [(0, 'a'), ($3_9, 'b'), (20, 'c'), (22, 'd')]
## forget: forget prune drop_old (self, $now: int, $age: int) -> int
$now: now current_time today
$age: age max_age keep_seconds
- Drop the events that are more than $age older than $now and return how many were dropped
- Keep only events from the last $age seconds before $now (exactly $age old stays); return the number removed
> keep the young events; compare the lengths
= kept = [event for event in self.$events if $now - event[0] <= $age]
  dropped = len(self.$events) - len(kept)
  self.$events = kept
  return dropped
/ kept = [event for event in self.$events if $now - event[0] < $age]
  dropped = len(self.$events) - len(kept)
  self.$events = kept
  return dropped
/ self.$events = [event for event in self.$events if $now - event[0] <= $age]
  return len(self.$events)
@ (lambda log: (log.SELF({1}, {2}), log.$events))($Log({0}))
? [(1, 'on'), (4, 'off'), (9, 'on')], 10, 6
? [(1, 'x')], 99, 5
? [], 5, 5
## counts: count_by_message tally counts (self) -> dict[str, int]
- Return how often each message was logged
- Count the events per message
> go through the messages; count each
= $out = {}
  for _, message in self.$events:
      $out[message] = $out.get(message, 0) + 1
  return $out
/ return {message: 1 for _, message in self.$events}
@ $Log({0}).SELF()
? [(1, 'on'), (4, 'off'), (9, 'on')]
? []
? [(2, 'a'), (3, 'b')]
## allow: allow accept permit (self, $now: int, $limit: int, $window: int) -> bool
$now: now when_ moment
$limit: limit most maximum
$window: window seconds period
- Log "ok" at time $now and return True unless $limit events already lie within the last $window seconds
- Act as a rate limiter: refuse (return False) if at least $limit events are less than $window seconds before $now,
  otherwise append ($now, "ok") and return True
! An event exactly $window seconds old no longer counts
> count the recent events; refuse if there are too many; append the new one
= recent = sum(1 for when, _ in self.$events if $now - when < $window)
  if recent >= $limit:
      return False
  self.$events.append(($now, "ok"))
  return True
/ recent = sum(1 for when, _ in self.$events if $now - when <= $window)
  if recent >= $limit:
      return False
  self.$events.append(($now, "ok"))
  return True
/ if len(self.$events) >= $limit:
      return False
  self.$events.append(($now, "ok"))
  return True
@ (lambda log: (log.SELF({1}, {2}, {3}), len(log.$events)))($Log({0}))
? [(1, 'ok'), (4, 'ok'), (9, 'ok')], 10, 2, 6
? [(1, 'ok'), (4, 'ok'), (9, 'ok')], 10, 2, 7
? [(1, 'ok')], 9, 1, 8
? [], 5, 1, 5
'''


@family("event-log-class", weight=2.5)
def event_log_class(rng: Rng) -> Draft:
    """Methods of a log of timed events."""
    return from_sheet(rng, LOG)
