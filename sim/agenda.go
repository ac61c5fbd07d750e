package sim

import "timeslice/sim/trace"

// rank orders what is due at one instant. The rule, with a test for each line
// in agenda_test.go: what somebody outside changes, then periods that begin,
// then what sleepers and waiters get, then who arrives; after the agenda come
// the cores, in order of their numbers, each with what its thread finished and
// then with the end of its slice; last, cores are handed out. Within a rank,
// the lower number comes first: so threads that wake at one instant come in
// the order of their TIDs, as the textbooks' ties want it (and processes that
// arrive, in the order in which they were given). Then, what was planned first.
type rank uint8

const (
	rankEdit    rank = iota // a change made by the user
	rankPeriod              // a quota is filled up, a boost, balancing
	rankWake                // a sleep is over, a device is finished, a wait times out
	rankArrival             // a process starts
)

// errand is what an agenda entry does when it is due.
type errand uint8

const (
	errandWake    errand = iota // wake thread subject if it still waits with number ticket
	errandDisk                  // disk subject finishes the request of thread ticket
	errandArrival               // process specification subject starts
	errandPeriod                // the scheduler's period
	errandEdit                  // timed edit subject
	errandArrive                // what was sent to socket subject arrives there
	errandKnock                 // socket subject asks for a connection once more, after request ticket
)

// entry is something planned. It is data, so that a plan can be looked at.
type entry struct {
	at      trace.Time
	order   uint64 // the order within an instant: see instantOrder
	subject int32
	ticket  uint32
	errand  errand
}

func (e *entry) before(other *entry) bool {
	return e.at < other.at || e.at == other.at && e.order < other.order
}

// agenda is what is planned, the soonest first: a heap with four children to a
// node, written out because it is the busiest place of the machine.
type agenda struct {
	entries  []entry
	sequence uint64
}

// next is the instant of the soonest entry, Never if there is none.
func (a *agenda) next() trace.Time {
	if len(a.entries) == 0 {
		return trace.Never
	}
	return a.entries[0].at
}

// nextRank is the rank of the soonest entry; there must be one.
func (a *agenda) nextRank() rank { return rank(a.entries[0].order >> 56) }

// instantOrder packs the order within an instant into one number: the rank,
// then the number of the thread (or of whom it concerns), then the sequence,
// which matters only between plans for the same one.
func instantOrder(r rank, what errand, subject int32, ticket uint32, sequence uint64) uint64 {
	if what == errandDisk {
		subject = int32(ticket) // the thread whose request it is
	}
	return uint64(r)<<56 | uint64(uint32(subject))<<24 | sequence&(1<<24-1)
}

func (a *agenda) plan(at trace.Time, r rank, what errand, subject int32, ticket uint32) {
	a.sequence++
	e := entry{at: at, order: instantOrder(r, what, subject, ticket, a.sequence), subject: subject, ticket: ticket, errand: what}
	a.entries = append(a.entries, e)
	hole := len(a.entries) - 1
	for hole > 0 {
		parent := (hole - 1) / 4
		if !e.before(&a.entries[parent]) {
			break
		}
		a.entries[hole] = a.entries[parent]
		hole = parent
	}
	a.entries[hole] = e
}

// take removes and returns the soonest entry; there must be one.
func (a *agenda) take() entry {
	first := a.entries[0]
	last := len(a.entries) - 1
	moved := a.entries[last]
	a.entries = a.entries[:last]
	if last > 0 {
		a.sink(moved)
	}
	return first
}

// sink puts e at the root's place and lets it sink to where it belongs.
func (a *agenda) sink(e entry) {
	hole, count := 0, len(a.entries)
	for {
		child := 4*hole + 1
		if child >= count {
			break
		}
		best := child
		for other := child + 1; other < min(child+4, count); other++ {
			if a.entries[other].before(&a.entries[best]) {
				best = other
			}
		}
		if !a.entries[best].before(&e) {
			break
		}
		a.entries[hole] = a.entries[best]
		hole = best
	}
	a.entries[hole] = e
}
