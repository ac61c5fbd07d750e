package trace

import "math"

// Time is an instant of virtual time in nanoseconds since the machine started.
type Time int64

// Never is later than every instant a run can reach.
const Never Time = math.MaxInt64

// Convenient lengths of time in nanoseconds.
const (
	Microsecond int64 = 1_000
	Millisecond int64 = 1_000_000
	Second      int64 = 1_000_000_000
)

// FactID numbers the facts of a trace from 1 in the order they happened; it is
// the sequence number that breaks ties between facts of one instant.
type FactID int32

// ThreadID is a thread's TID. Processes and threads share one row of numbers,
// as on Linux: a process's first thread has the process's own number.
// Numbers are dense and are never used twice in a run.
type ThreadID int32

// ProcessID is a process's PID.
type ProcessID int32

// CoreID numbers the cores of the machine from 0.
type CoreID int16

// ObjectID numbers what threads wait for and share: disks, locks, channels.
type ObjectID int32

// GroupID numbers the groups of processes that share a CPU quota.
type GroupID int32

// StringID names a string interned in the trace.
type StringID int32

// The named nones. All but NoCore are the zero value of their type.
const (
	NoFact    FactID    = 0
	NoThread  ThreadID  = 0
	NoProcess ProcessID = 0
	NoObject  ObjectID  = 0
	NoGroup   GroupID   = 0
	NoString  StringID  = 0 // the empty string
	NoCore    CoreID    = -1
)

// InitProcess is PID 1: the ancestor of every process, which adopts orphans
// and waits for them.
const InitProcess ProcessID = 1

// Source tells how a fact is known.
type Source uint8

// The sources of facts.
const (
	Simulated Source = iota // the simulator made it happen
	Observed                // measured on a real computer
	Inferred                // concluded from observed facts
)

var sourceNames = [...]string{"simulated", "observed", "inferred"}

func (s Source) String() string { return nameIn(sourceNames[:], int(s), "source") }
