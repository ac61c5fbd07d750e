package scheduler_test

import (
	"slices"

	"timeslice/scheduler"
)

// A second scheduler, written from the textbook's rules and as simply as can
// be: it goes from tick to tick, keeps everything in one slice in the order of
// the queue, and looks at everybody each time. It knows nothing of the real one.

// textbookJob is a job of the twin. Times are ticks.
type textbookJob struct {
	name              string
	pid, arrival      int
	parts             []int // CPU, I/O, CPU…
	priority, tickets int

	part, left int // the part it is in, and what is left of it
	state      string
	core       int // where it runs, or ran last; -1 for nowhere
	turn       int // CPU time in its present quantum

	inForce int // its priority in force
	waited  int // ticks since it began to wait for getting better
	coming  int // numbers the times somebody began to wait
	level   int
	used    int // of its allotment
	pass    int

	first, end, waiting int
}

// textbook is a machine of the twin's.
type textbook struct {
	config scheduler.Config
	tick   int64 // how long a tick is, to read the configuration
	now    int
	coming int
	jobs   []*textbookJob
	queue  []*textbookJob // those that are ready, from head to tail
	cores  []*textbookJob
	draws  []int64
	// lastPass is the pass of the last that left when nobody was left.
	lastPass int
}

func newTextbook(config scheduler.Config, tick int64, jobs []*textbookJob) *textbook {
	return &textbook{
		config: config, tick: tick, jobs: jobs,
		cores: make([]*textbookJob, config.Cores), draws: config.Draws,
	}
}

// run runs until all jobs have ended.
func (b *textbook) run() {
	for ; slices.ContainsFunc(b.jobs, func(j *textbookJob) bool { return j.state != "ended" }); b.now++ {
		b.boost()
		b.age()
		b.wake()
		b.arrive()
		for core, j := range b.cores {
			if j != nil {
				b.finish(core, j)
			}
		}
		b.fill()
		b.preempt()
		b.work()
	}
}

// wake puts back those whose I/O is over, in the order of PIDs.
func (b *textbook) wake() {
	for _, j := range b.jobs {
		if j.state != "blocked" || j.left > 0 {
			continue
		}
		j.part++
		j.left = j.parts[j.part]
		j.inForce = j.priority
		j.turn = 0
		b.spendAllotment(j)
		if j.pass < b.minimumPass() {
			j.pass = b.minimumPass()
		}
		b.enqueue(j, b.config.Policy == "mlfq" && b.config.FrontAfterIO)
	}
}

func (b *textbook) arrive() {
	for _, j := range b.jobs {
		if j.arrival == b.now {
			j.left, j.core, j.first = j.parts[0], -1, -1
			j.inForce = j.priority
			j.pass = b.minimumPass()
			b.enqueue(j, false)
		}
	}
}

// enqueue makes a job wait for a core, at the head or the tail of the queue.
func (b *textbook) enqueue(j *textbookJob, atHead bool) {
	b.coming++
	j.state, j.waited, j.coming = "ready", 0, b.coming
	if atHead {
		b.queue = slices.Insert(b.queue, 0, j)
	} else {
		b.queue = append(b.queue, j)
	}
}

// finish is for a running job that has worked until now.
func (b *textbook) finish(core int, j *textbookJob) {
	if j.left == 0 {
		b.cores[core] = nil
		b.advancePass(j)
		if len(b.queue) == 0 && !slices.ContainsFunc(b.cores, func(j *textbookJob) bool { return j != nil }) {
			b.lastPass = j.pass
		}
		if j.part+1 == len(j.parts) {
			j.state, j.end = "ended", b.now
			return
		}
		j.part++
		j.left, j.state = j.parts[j.part], "blocked"
		if b.config.KeepOnBlock && j.used < b.allotment(j) {
			j.used = 0
		}
		return
	}
	if slice := b.slice(j); slice == 0 || j.turn < slice {
		return
	}
	b.advancePass(j)
	b.spendAllotment(j)
	j.inForce = j.priority
	j.turn = 0
	if len(b.queue) > 0 {
		b.cores[core] = nil
		b.enqueue(j, false)
	}
}

// slice is how long a turn of j is, 0 for no limit.
func (b *textbook) slice(j *textbookJob) int {
	switch b.config.Policy {
	case "fifo", "sjf", "stcf", "hrrn":
		return 0
	case "mlfq":
		quantum := int(b.config.Levels[j.level].QuantumNs / b.tick)
		if j.level == len(b.config.Levels)-1 {
			return quantum
		}
		return min(quantum, j.turn+b.allotment(j)-j.used)
	}
	return int(b.config.QuantumNs / b.tick)
}

func (b *textbook) allotment(j *textbookJob) int {
	level := b.config.Levels[j.level]
	if level.AllotmentNs == 0 {
		return int(level.QuantumNs / b.tick)
	}
	return int(level.AllotmentNs / b.tick)
}

func (b *textbook) spendAllotment(j *textbookJob) {
	if j.used >= b.allotment(j) {
		j.used = 0
		j.level = min(j.level+1, len(b.config.Levels)-1)
	}
}

// boost lifts everybody. The queue keeps its order but for the levels: those of
// higher ones come first.
func (b *textbook) boost() {
	if b.config.BoostNs == 0 || b.now == 0 || b.now%int(b.config.BoostNs/b.tick) != 0 {
		return
	}
	slices.SortStableFunc(b.queue, func(x, y *textbookJob) int { return x.level - y.level })
	for _, j := range b.jobs {
		if j.level > 0 {
			j.turn = 0
		}
		j.level, j.used = 0, 0
	}
}

// age makes those better that have waited for long enough, in the order in
// which they began to wait; each goes to the tail of its new priority.
func (b *textbook) age() {
	every := int(b.config.AgeingNs / b.tick)
	if every == 0 {
		return
	}
	list := slices.Clone(b.queue)
	slices.SortFunc(list, func(x, y *textbookJob) int { return x.coming - y.coming })
	for _, j := range list {
		if j.waited == every && j.inForce > 0 {
			j.inForce = max(j.inForce-b.config.AgeingStep, 0)
			at := slices.Index(b.queue, j)
			b.queue = slices.Delete(b.queue, at, at+1)
			b.enqueue(j, false)
		}
	}
}

// minimumPass is the lowest pass of all that are ready or run.
func (b *textbook) minimumPass() int {
	lowest, found := b.lastPass, false
	for _, j := range append(slices.Clone(b.queue), b.cores...) {
		if j != nil && (!found || j.pass < lowest) {
			lowest, found = j.pass, true
		}
	}
	return lowest
}

// advancePass moves the pass of a job whose turn is over by the part of its
// stride that it used.
func (b *textbook) advancePass(j *textbookJob) {
	stride := 10_000_000_000 / j.tickets
	j.pass += stride * j.turn / int(b.config.QuantumNs/b.tick)
}

// pick takes the best out of the queue.
func (b *textbook) pick() *textbookJob {
	best := b.queue[0]
	if b.config.Policy == "lottery" && len(b.queue) > 1 {
		best = b.draw()
	}
	for _, j := range b.queue {
		if b.before(j, best) {
			best = j
		}
	}
	at := slices.Index(b.queue, best)
	b.queue = slices.Delete(b.queue, at, at+1)
	return best
}

// before reports whether x goes before y wherever they stand in the queue.
func (b *textbook) before(x, y *textbookJob) bool {
	switch b.config.Policy {
	case "sjf", "stcf":
		return x.left < y.left || x.left == y.left && x.pid < y.pid
	case "hrrn":
		return (x.waited+x.left)*y.left > (y.waited+y.left)*x.left
	case "stride":
		return x.pass < y.pass || x.pass == y.pass && x.pid < y.pid
	}
	return b.strictlyBetter(x, y)
}

// strictlyBetter reports whether x may take the core of y.
func (b *textbook) strictlyBetter(x, y *textbookJob) bool {
	switch b.config.Policy {
	case "stcf":
		return x.left < y.left
	case "priority":
		return x.inForce < y.inForce
	case "mlfq":
		return x.level < y.level
	}
	return false
}

// draw holds the lottery: the list is in the order of PIDs.
func (b *textbook) draw() *textbookJob {
	list := slices.Clone(b.queue)
	slices.SortFunc(list, func(x, y *textbookJob) int { return x.pid - y.pid })
	total := 0
	for _, j := range list {
		total += j.tickets
	}
	winner := int(b.draws[0]) % total
	b.draws = b.draws[1:]
	for _, j := range list {
		if winner < j.tickets {
			return j
		}
		winner -= j.tickets
	}
	panic("the ticket that was drawn is nobody's")
}

// fill gives away the cores that are vacant, in order; a job goes to its last
// core if that is vacant too.
func (b *textbook) fill() {
	for len(b.queue) > 0 {
		core := slices.Index(b.cores, nil)
		if core < 0 {
			return
		}
		j := b.pick()
		if j.core >= 0 && b.cores[j.core] == nil {
			core = j.core
		}
		b.start(core, j)
	}
}

func (b *textbook) start(core int, j *textbookJob) {
	b.cores[core] = j
	j.state, j.core = "running", core
	if j.first < 0 {
		j.first = b.now
	}
}

// preempt lets the best that waits take the core of the worst that runs, as
// long as it is strictly better.
func (b *textbook) preempt() {
	for len(b.queue) > 0 {
		if b.config.Policy != "stcf" && b.config.Policy != "priority" && b.config.Policy != "mlfq" {
			return
		}
		worst := 0
		for core := range b.cores {
			if b.strictlyBetter(b.cores[worst], b.cores[core]) {
				worst = core
			}
		}
		displaced := b.cores[worst]
		if !slices.ContainsFunc(b.queue, func(j *textbookJob) bool { return b.strictlyBetter(j, displaced) }) {
			return
		}
		b.start(worst, b.pick())
		b.enqueue(displaced, true)
	}
}

// work lets a tick pass.
func (b *textbook) work() {
	for _, j := range b.jobs {
		switch j.state {
		case "running":
			j.left--
			j.turn++
			j.used++
		case "blocked":
			j.left--
		case "ready":
			j.waiting++
			j.waited++
		}
	}
}
