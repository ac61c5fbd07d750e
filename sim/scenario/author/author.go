// Package author writes scenarios at random, for tests of all that must bear
// whatever a scenario brings about: equal seeds give equal scenarios, and the
// first few hundred use every operation, every key of a machine and every kind
// of fact.
package author

import (
	"fmt"
	"strings"

	"timeslice/scheduler"
	"timeslice/sim"
)

// author writes scenarios at random: all policies, machines, things to share and
// operations, as sense and nonsense. It draws from a row of integers of its own,
// so a seed gives the same text everywhere.
type author struct {
	Dice

	text   strings.Builder
	indent int

	cores      int
	disks      []string
	locks      []string
	conditions []string
	semaphores []string
	futexes    []string
	pipes      []string
	sockets    []string // ends of socket pairs
	listeners  []string
	groups     []string
	programs   []string
	processes  []string
	threads    []string // that a thread has been given as its name
}

// Write writes the scenario of a seed.
func Write(seed uint64) string {
	a := &author{Dice: Dice{seed}}
	a.machine()
	a.share()
	a.people()
	return a.text.String()
}

func (a *author) line(format string, parts ...any) {
	fmt.Fprintf(&a.text, "%s%s\n", strings.Repeat("  ", a.indent), fmt.Sprintf(format, parts...))
}

// maybe writes a key one time in so many.
func (a *author) maybe(in int, key string, value func() string) {
	if a.Once(in) {
		a.line("%s: %s", key, value())
	}
}

// time draws a length of time: mostly of the size of a slice, at times nothing,
// or one nanosecond.
func (a *author) time() string {
	switch a.Below(10) {
	case 0:
		return "0"
	case 1:
		return "1ns"
	case 2:
		return fmt.Sprintf("%dns", a.Below(1_000_000))
	case 3, 4:
		return fmt.Sprintf("%dus", a.From(1, 900))
	case 5:
		return fmt.Sprintf("%d.%dms", a.Below(9), a.From(1, 9))
	default:
		return fmt.Sprintf("%dms", a.From(1, 9))
	}
}

// some is a length of time that is not 0.
func (a *author) some() string {
	return fmt.Sprintf("%d%s", a.From(1, 900), a.One("ns", "us", "us", "us"))
}

func (a *author) millis() string { return fmt.Sprintf("%dms", a.From(1, 20)) }

func (a *author) size() string {
	return a.One("1B", "100B", "4KiB", "4097B", "5KiB", "64KiB", "65537B", "1MiB")
}

func (a *author) boolean() string { return a.One("true", "false") }

// number returns what draws a number from low to high, as text.
func (a *author) number(low, high int) func() string {
	return func() string { return fmt.Sprint(a.From(low, high)) }
}

func (a *author) machine() {
	a.line("machine:")
	a.indent++
	a.cores = []int{1, 1, 2, 2, 3, 4, 8, 20}[a.Below(8)]
	a.line("cores: %d", a.cores)
	policies := scheduler.Policies()
	a.line("policy: %s", policies[a.Below(len(policies))].Name)
	a.maybe(3, "queues", func() string { return a.One("central", "per-core") })
	presets := sim.Presets()
	a.maybe(2, "preset", func() string { return presets[a.Below(len(presets))].Name })
	a.maybe(6, "memory", func() string { return a.One("1MiB", "8MiB", "100MiB") })
	a.maybe(6, "process-limit", func() string { return a.One("0", "3", "10", "100") })
	a.maybe(3, "seed", a.number(0, 1000))
	a.maybe(2, "quantum", a.some)
	a.maybe(2, "hz", func() string { return a.One("0", "100", "250", "1000", "997") })
	a.maybe(8, "levels", func() string { return a.One("[1ms]", "[100us, 300us]", "[{quantum: 1ms, allotment: 5ms}, 2ms, 3ms]") })
	a.maybe(3, "boost", a.time)
	a.maybe(4, "keep-on-block", a.boolean)
	a.maybe(4, "front-after-io", a.boolean)
	a.maybe(3, "ageing", a.time)
	a.maybe(6, "ageing-step", a.number(1, 5))
	a.maybe(6, "draws", func() string { return a.One("[]", "[0]", "[5, 250, 99, 0, 1000000]") })
	a.maybe(6, "base-slice", a.some)
	if a.Once(6) {
		granularity := a.From(1, 800)
		a.line("latency: %dus", granularity*a.From(1, 6))
		a.line("granularity: %dus", granularity)
	}
	a.maybe(6, "wakeup-granularity", a.time)
	a.maybe(4, "rt-slice", a.some)
	a.maybe(3, "rt-runtime", a.millis)
	a.maybe(3, "rt-period", func() string { return a.One("0", "10ms", "20ms", "3ms") })
	a.maybe(5, "balance", a.time)
	a.maybe(5, "balancing", a.boolean)
	a.maybe(5, "idle-pull", a.boolean)
	a.maybe(5, "cache-hot", a.time)
	a.maybe(5, "quota-slice", a.some)
	a.maybe(4, "switch-cost", a.some)
	a.maybe(4, "migration-cost", a.some)
	a.maybe(4, "cache", func() string { return fmt.Sprintf("{cold: %s, speed: %d%%}", a.time(), a.From(1, 100)) })
	a.maybe(5, "costs", func() string {
		return fmt.Sprintf("{syscall: %s, fork: %s, page-fault: %s}", a.time(), a.time(), a.time())
	})
	a.maybe(5, "node", func() string { return fmt.Sprintf("{statement: %s, v8-workers: %d}", a.time(), a.Below(5)) })
	if a.Once(2) {
		a.disks = []string{"hdd", "ssd"}
		a.line("disks: [hdd, {name: ssd, depth: %s, latency: %s, bandwidth: 100MiB/s}]", a.One("2", "unlimited"), a.some())
	}
	a.line("limits: {until: %dms, facts: %d, threads: %d, processes: %d, operations-at-once: 500, steps: 10000, channels: %s}",
		a.From(1, 200), a.From(500, 4000), a.From(150, 200), a.From(100, 150), a.One("64KiB", "1MiB"))
	a.indent--
}

// share writes what threads share. Locks and pipes are at times left to
// themselves.
func (a *author) share() {
	a.locks, a.conditions = []string{"L1", "L2", "L3"}, []string{"C"}
	a.semaphores, a.futexes = []string{"S1", "S2"}, []string{"F"}
	a.pipes = []string{"P", "Q"}
	if a.Once(2) {
		a.line("locks: [L1, {name: L2, inherit: %s, error-check: %s}, {name: L3, barging: %s, inherit: %s}]",
			a.boolean(), a.boolean(), a.boolean(), a.boolean())
	}
	a.line("conditions: [C]")
	a.line("semaphores: [{name: S1, units: %d}, S2]", a.Below(3))
	a.line("futexes: [{name: F, value: %d}]", a.Below(2))
	if a.Once(4) {
		return
	}
	a.line("pipes: [{name: P, capacity: %s}, Q]", a.size())
	a.line("socket-pairs: [{name: X, capacity: %s}]", a.size())
	a.line("listeners: [{name: door, backlog: %d}]", a.Below(4))
	a.sockets, a.listeners = []string{"X/1", "X/2"}, []string{"door"}
}

// people writes groups, programs and processes.
func (a *author) people() {
	if a.Once(2) {
		a.groups = []string{"small", "slow"}
		a.line("groups:")
		a.line("  - {name: small, memory: %s}", a.One("4KiB", "100KiB", "2MiB"))
		a.line("  - {name: slow, quota: %s, period: %s}", a.millis(), a.millis())
	}
	a.programs = []string{"tool", "again"}
	a.line("programs:")
	a.indent++
	for _, name := range a.programs {
		a.line("%s:", name)
		a.indent++
		a.attributes(false)
		a.run(a.From(1, 4))
		a.indent--
	}
	a.indent--
	for number := range a.From(1, 5) {
		a.processes = append(a.processes, fmt.Sprintf("A%d", number))
	}
	a.line("processes:")
	for _, name := range a.processes {
		a.process(name)
	}
}

func (a *author) process(name string) {
	a.line("  - name: %s", name)
	a.indent += 2
	defer func() { a.indent -= 2 }()
	a.maybe(2, "at", a.time)
	a.maybe(5, "count", a.number(1, 4))
	a.maybe(6, "user", func() string { return a.One("ann", "bob", "root") })
	a.maybe(9, "directory", func() string { return "/home" })
	a.maybe(9, "environment", func() string { return "{LANG: C}" })
	a.maybe(6, "subreaper", a.boolean)
	a.maybe(4, "memory", a.size)
	if len(a.groups) > 0 {
		a.maybe(2, "group", func() string { return a.One(a.groups...) })
	}
	a.attributes(true)
	if a.Once(2) {
		a.run(a.From(1, 6))
		a.threads = append(a.threads, name)
		return
	}
	a.line("threads:")
	for range a.From(1, 3) {
		thread := fmt.Sprintf("T%d", a.Below(4))
		a.threads = append(a.threads, thread)
		a.line("  - name: %s", thread)
		a.indent += 2
		a.maybe(6, "count", a.number(1, 4))
		a.attributes(true)
		a.run(a.From(1, 5))
		a.indent -= 2
	}
}

// attributes writes what the scheduler is told. Only who starts with the
// scenario must have cores that there are.
func (a *author) attributes(affinity bool) {
	a.maybe(3, "nice", a.number(-20, 19))
	a.maybe(4, "tickets", a.number(1, 500))
	a.maybe(3, "priority", a.number(0, 9))
	a.maybe(6, "slice", a.time)
	if a.Once(7) {
		a.line("class: %s", a.One("fifo", "rr"))
		a.maybe(2, "rt-priority", a.number(1, 99))
	}
	if affinity {
		a.maybe(5, "affinity", func() string { return fmt.Sprintf("[%d, %d]", a.Below(a.cores), a.Below(a.cores)) })
	}
}
