//go:build !js

package worker

// A thread that computes counts two clocks. Its own CPU time, by the system's
// account, says when it is done: so the work is the same whatever the processor
// and whoever disturbs. The monotonic clock, read about every microsecond, shows
// when it had no core: between two readings lies more than a piece of work.

const (
	pieceNs = 20_000 // work between two looks at the CPU time
	gapNs   = 50_000 // between two readings: a gap
)

// compute uses so much CPU time.
func (t *thread) compute(ns int64) {
	if ns <= 0 {
		return
	}
	begun := clock()
	last, worked := begun, int64(0)
	start, counted := threadCPU()
	for left := ns; left > 0; {
		done := int64(0)
		for piece := min(left, pieceNs); done < piece; {
			t.spin()
			now := clock()
			if !t.gap(last, now) {
				done += now - last
			}
			last = now
		}
		worked += done
		left = ns - worked
		if counted {
			used, _ := threadCPU()
			left = ns - (used - start)
			now := clock() // the core can be lost in a call, too
			t.gap(last, now)
			last = now
		}
	}
	t.log(Computed, Event{Ns: begun, A: clock()})
}

// gap writes a gap down, if there was one between two readings of the clock. How long
// that takes counts to what follows.
func (t *thread) gap(last, now int64) bool {
	if now-last <= gapNs {
		return false
	}
	t.log(Gap, Event{Ns: last, A: now, B: int64(currentCore())})
	return true
}

// spin is about half a microsecond of work that no compiler can leave out.
func (t *thread) spin() {
	x := t.seed | 1
	for range 400 {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
	}
	t.seed = x
}
