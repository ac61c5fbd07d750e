//go:build !js

package real

import "encoding/binary"

// Report is a line of what the supervisor tells: one of its fields. Instants are
// nanoseconds of the monotonic clock.
type Report struct {
	Started  *Started  `json:"started,omitempty"`
	Switches []byte    `json:"switches,omitempty"` // see packer
	Named    *Named    `json:"named,omitempty"`
	Output   *Output   `json:"output,omitempty"`
	Sample   *Sample   `json:"sample,omitempty"`
	Lost     int64     `json:"lost,omitempty"` // records of the kernel
	Ended    *Ended    `json:"ended,omitempty"`
	Trouble  *Trouble  `json:"trouble,omitempty"`
	Done     *struct{} `json:"done,omitempty"` // nothing follows, and nothing is left running
}

// Started tells that the program has been started.
type Started struct {
	Ns      int64
	Wall    int64 // the time of day at Ns, in microseconds
	Process int
	Cores   int
	Tier    Tier
	Refused *Refusal `json:",omitempty"` // why the tier is not exact, if it could be
}

// Refusal is why there are no records of the kernel: a kind, which the app says in
// the user's language with the line that would allow them, and what else is known.
type Refusal struct {
	Why    RefusalKind
	Detail string
}

// RefusalKind is a kind of refusal.
type RefusalKind string

// The kinds.
const (
	Paranoid     RefusalKind = "paranoid"      // Detail: the level of kernel.perf_event_paranoid, which is too high
	NotPermitted RefusalKind = "not-permitted" // Detail: this program, which lacks a capability
	NoRecords    RefusalKind = "no-records"    // this system has none for ordinary users
	RefusedOther RefusalKind = "other"         // Detail: what the system says
)

func (r *Refusal) Error() string { return string(r.Why) + ": " + r.Detail }

// Named tells that a thread has got a name, or with Exec that its process has
// another program.
type Named struct {
	Ns              int64
	Core            int
	Process, Thread int
	Name            string
	Exec            bool
}

// Output is what the program wrote.
type Output struct {
	Ns   int64
	File int // 1 or 2
	Text []byte
}

// Sample is what a look at the processes showed.
type Sample struct {
	Ns        int64
	Processes []ProcessSample
	BusyNs    int64 // of all cores, since the computer started; 0 but in the first and the last sample, or if unknown
	IdleNs    int64
}

// ProcessSample is a process at an instant.
type ProcessSample struct {
	Process, Parent int
	ResidentBytes   int64
	MappedBytes     int64
	Threads         []ThreadSample
}

// ThreadSample is a thread at an instant; what is not known is 0.
type ThreadSample struct {
	Thread    int
	CPUNs     int64
	WaitingNs int64 // ready, without a core
	Switches  int64
}

// Ended tells that the program has ended: with a code, or by a signal.
type Ended struct {
	Ns     int64
	Code   int
	Signal int
	CPUNs  int64 // of it and of those of its children that it waited for
	// MostBytes is the most memory it had at once.
	MostBytes int64
	// Voluntary and Involuntary are its switches by the kernel's count.
	Voluntary, Involuntary int64
	// RecorderNs is the CPU time that the supervisor has used meanwhile.
	RecorderNs int64
}

// Trouble is why a run did not go to its end by itself, or what of it is missing.
type Trouble struct {
	Limit  Limit
	Detail string
}

// Limit names what was reached.
type Limit string

// The limits, and other ends.
const (
	LimitWall      Limit = "wall"
	LimitCPU       Limit = "cpu"
	LimitMemory    Limit = "memory"
	LimitProcesses Limit = "processes"
	LimitThreads   Limit = "threads"
	LimitOutput    Limit = "output"   // the program goes on
	LimitSwitches  Limit = "switches" // the program goes on, no more switches are recorded
	LimitCancelled Limit = "cancelled"
	LimitLeftover  Limit = "leftover" // processes that outlived the run were killed
	LimitSpawn     Limit = "spawn"    // it could not be started
	LimitStuck     Limit = "stuck"    // it was killed and did not end: the kernel holds it
)

// ends reports whether a limit ends the program.
func (l Limit) ends() bool { return l != LimitOutput && l != LimitSwitches && l != LimitLeftover }

// Switch is what the kernel records about a thread and a core, or about the life
// of a thread.
type Switch struct {
	Ns              int64
	What            SwitchKind
	Core            int
	Process, Thread int
	ByProcess       int // who started it, for Forked
	ByThread        int
}

// SwitchKind is what happened.
type SwitchKind int64

// The kinds.
const (
	CameIn   SwitchKind = iota // the thread has the core from now on
	Blocked                    // it waits
	LostCore                   // it could go on, but another one has the core
	Forked                     // a thread, perhaps of a new process, exists
	Exited                     // the thread ended
)

// packer packs switches, of which there may be a hundred thousand a second, as
// varints: the time since the one before, what happened, where, to whom, and by whom
// if that can be.
type packer struct {
	packed []byte
	at     int64
}

func (p *packer) add(s *Switch) {
	numbers := []int64{s.Ns - p.at, int64(s.What), int64(s.Core), int64(s.Process), int64(s.Thread), int64(s.ByProcess), int64(s.ByThread)}
	if !s.What.byAnother() {
		numbers = numbers[:5]
	}
	for _, number := range numbers {
		p.packed = binary.AppendVarint(p.packed, number)
	}
	p.at = s.Ns
}

// take returns what has been packed, and begins anew.
func (p *packer) take() []byte {
	packed := p.packed
	*p = packer{}
	return packed
}

// byAnother reports whether somebody else is told of with what happened.
func (k SwitchKind) byAnother() bool { return k == Forked || k == Exited }

// unpack reads back what a packer has packed.
func unpack(packed []byte) (switches []Switch) {
	at := int64(0)
	next := func() int64 {
		number, length := binary.Varint(packed)
		packed = packed[max(0, length):]
		if length <= 0 {
			packed = nil
		}
		return number
	}
	for len(packed) > 0 {
		at += next()
		s := Switch{Ns: at, What: SwitchKind(next()), Core: int(next()), Process: int(next()), Thread: int(next())}
		if s.What.byAnother() {
			s.ByProcess, s.ByThread = int(next()), int(next())
		}
		switches = append(switches, s)
	}
	return switches
}
