package scheduler

import (
	"iter"

	"timeslice/sim/trace"
)

// lottery gives each quantum to the holder of a ticket drawn by chance: in the
// long run a task's share of the CPU is its share of the tickets. (Waldspurger
// and Weihl, Lottery Scheduling, 1994; OSTEP, chapter 9.)
//
// The tickets of those that wait are numbered from 0 in the order of their TIDs;
// a task that just used up its quantum takes part again. One ticket is drawn
// each time there is a choice between two or more, and none otherwise. A given
// row of draws is used first, each modulo the number of tickets; when it is used
// up, chance goes on, from the seed.
//
// Ties cannot be. A task that lost the core to a real-time task goes on with
// the rest of the quantum it won, without a draw.
//
// Key is the task's TID, which is its place in the list; Key2 is how many
// tickets it holds. The dispatch's number is the ticket that was drawn, or the
// instant at which the turn was interrupted that now goes on.
type lottery struct {
	tasks      orderedTasks // by TID; a task weighs its tickets
	restricted int          // how many of them may not run everywhere
	pushedOff  taskList     // those that a real-time task interrupted
	quantumNs  int64
	draws      *draws
}

// defaultTickets is what a task holds of which nothing is said; maxTickets is
// the most that count, so that those of all tasks together are a number.
const (
	defaultTickets = 100
	maxTickets     = 1 << 40
)

func newLottery(config *Config, _ Watcher) func() Queue {
	d := &draws{given: config.Draws, chance: chance(config.Seed)}
	return func() Queue { return &lottery{quantumNs: config.QuantumNs, draws: d} }
}

// tickets is how many tickets a task holds.
func tickets(t *Task) int64 {
	if t.Tickets <= 0 {
		return defaultTickets
	}
	return min(t.Tickets, maxTickets)
}

// draws is where winning tickets come from; all queues of a machine share it.
type draws struct {
	given  []int64
	chance chance
}

// below draws a ticket from 0 to total-1.
func (d *draws) below(total int64) int64 {
	if len(d.given) == 0 {
		return int64(d.chance.below(uint64(total)))
	}
	drawn := d.given[0] % total
	d.given = d.given[1:]
	return drawn
}

func (q *lottery) Insert(t *Task, how Arrival, _ trace.Time) {
	t.Key, t.Key2, t.order = int64(t.Thread), tickets(t), 0
	if t.pushedOff = how == Preempted; t.pushedOff {
		q.pushedOff.pushFront(t)
		return
	}
	t.weight = t.Key2
	q.tasks.insert(t)
	if t.restricted = t.Allowed != nil; t.restricted {
		q.restricted++
	}
}

func (q *lottery) Remove(t *Task, _ trace.Time) {
	if t.pushedOff {
		q.pushedOff.remove(t)
		return
	}
	q.tasks.remove(t)
	if t.restricted {
		q.restricted--
	}
}

func (q *lottery) Next(core trace.CoreID, now trace.Time) (*Task, Rule) {
	t, rule := q.choose(core)
	if t != nil {
		q.Remove(t, now)
	}
	return t, rule
}

func (q *lottery) choose(core trace.CoreID) (*Task, Rule) {
	if t := q.pushedOff.firstFor(core); t != nil {
		return t, Rule{Reason: trace.ReasonHeadOfQueue, Number: int64(t.ReadyAt)}
	}
	if q.restricted > 0 {
		return q.chooseAmongAllowed(core)
	}
	if q.tasks.count <= 1 {
		return q.tasks.root, Rule{Reason: trace.ReasonOnlyOne}
	}
	drawn := q.draws.below(q.tasks.weight())
	return q.tasks.atWeight(drawn), Rule{Reason: trace.ReasonWinningTicket, Number: drawn}
}

// chooseAmongAllowed holds the lottery among those that may run on a core; the
// others' tickets are not counted. It walks the list, as the book does.
func (q *lottery) chooseAmongAllowed(core trace.CoreID) (*Task, Rule) {
	var last *Task
	var total int64
	count := 0
	for t := range q.tasks.forwards() {
		if t.MayRunOn(core) {
			last, total, count = t, total+t.weight, count+1
		}
	}
	if count <= 1 {
		return last, Rule{Reason: trace.ReasonOnlyOne}
	}
	drawn := q.draws.below(total)
	rest := drawn
	for t := range q.tasks.forwards() {
		if !t.MayRunOn(core) {
			continue
		}
		if rest < t.weight {
			last = t
			break
		}
		rest -= t.weight
	}
	return last, Rule{Reason: trace.ReasonWinningTicket, Number: drawn}
}

// Reweigh changes how many tickets a task holds; the next draw counts them.
func (q *lottery) Reweigh(t *Task, change func(), now trace.Time) {
	if t.place != waiting || t.pushedOff || t.Class != Normal {
		change()
		return
	}
	q.Remove(t, now)
	change()
	q.Insert(t, Moved, now)
}

func (q *lottery) Leave(*Task, bool, trace.Time)   {}
func (q *lottery) Charge(*Task, int64, trace.Time) {}
func (q *lottery) SliceNs(*Task) int64             { return q.quantumNs }
func (q *lottery) Expire(*Task, trace.Time) bool   { return true }
func (q *lottery) Waiting() iter.Seq[*Task] {
	return bothOf(q.tasks.backwards(), q.pushedOff.backwards())
}
func (q *lottery) Len() int { return q.tasks.count + q.pushedOff.count }
