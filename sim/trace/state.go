package trace

import (
	"slices"
	"strconv"
	"unsafe"
)

// State is the whole computer at one instant, as plain data: what the facts up
// to then add up to. The slices are indexed by number, and entry 0 of all but
// Cores is nobody; entries nothing has been said about are blank.
//
// A State belongs to whoever asked for it. The methods that ask it something
// are in relations.go.
type State struct {
	At    Time   // the instant
	Facts FactID // the last fact it takes in, NoFact for none

	Cores     []CoreState    // by CoreID
	Threads   []ThreadState  // by ThreadID
	Processes []ProcessState // by ProcessID
	Objects   []ObjectState  // by ObjectID
	Groups    []GroupState   // by GroupID

	// What there is of Node; empty without. nodestate.go says more.
	Loops  []LoopState  // of threads that run JavaScript, in order of number
	Jobs   []JobState   // of pool threads at work, in order of number
	Queues []QueueState // in order of process and queue

	// Ended is why the run ended, ReasonNone while it goes on; EndText is more
	// about that.
	Ended   Reason
	EndText StringID

	line    line   // the policy's rule for who stands before whom
	instant FactID // the first fact of the instant, for places in line
	handing bool   // cores have been handed out at this instant
	reached CoreID // the core the machine has come to at this instant, from 1; 0 for none

	wakesAhead bool // who wakes stands before its equals: a rule of mlfq
}

// Status is what a thread is doing.
type Status uint8

// What a thread may be doing. Linux shows StatusReady and StatusRunning both
// as R; here they are two.
const (
	StatusNone    Status = iota // nothing is known of it
	StatusNew                   // it exists and has not been ready yet
	StatusReady                 // it waits for a core
	StatusRunning               // it has a core
	StatusBlocked               // it waits for something else
	StatusStopped               // a signal stopped it
	StatusEnded
)

var statusNames = [...]string{"none", "new", "ready", "running", "blocked", "stopped", "ended"}

func (s Status) String() string { return nameIn(statusNames[:], int(s), "status") }

// ThreadState is a thread at an instant.
type ThreadState struct {
	Since    Time // when its status, or a new wait, began
	Arrival  Time // when it was made
	FirstRun Time // when its own work first could begin; Never if it has not
	End      Time // when it ended; Never if it has not
	// Until is when a blocked thread will be woken, or a throttled one gets
	// CPU time again; 0 if that is not known.
	Until Time
	// UsedNs is the CPU time it had in its turns before the present one. What
	// the machine spent on switching to it is not in it. [State.CPUNs] adds
	// the present turn.
	UsedNs    int64
	Key, Key2 int64 // the policy's keys of its place in a queue
	Affinity  int64 // the cores it may run on, as bits of the first 63; 0 for all

	Process  ProcessID
	Name     StringID
	Object   ObjectID // what it is blocked on, also while it is stopped besides
	Group    GroupID  // whose time was used up when it was last throttled
	Level    int32    // in a multi-level policy, 0 is the top
	Priority int32
	Fact     FactID // the fact that put it into its status
	Queued   FactID // the fact that gave it its place in a queue
	Waited   FactID // the fact by which it began to wait for Object
	Barred   FactID // the fact by which it was throttled, NoFact while it is not

	Core     CoreID // where it runs, NoCore while it does not
	Queue    CoreID // whose queue it waits in or was taken from; NoCore for the central one
	LastCore CoreID // where it was dispatched last, NoCore if never

	Status  Status
	Beneath Status // of a stopped thread: what it was doing when it was stopped
	Reason  Reason // of Fact: why it is ready, running, blocked, stopped or ended
	Class   uint8  // scheduling class: 0 is the normal one
	Nice    int8

	place     int64 // among its equals in the queue; see line.go
	firstTurn bool  // its present turn is the one FirstRun speaks of
	ahead     bool  // its turn was interrupted: it stands before its equals

	changed    FactID // the last change of its attributes in this turn or wait
	spent      bool   // it has used in this turn what it may at its level
	moved      bool   // losing its core by a change of attributes is no interruption
	keyUnknown bool   // it was put in anew, and its keys are not recorded
}

// CoreState is a core at an instant.
type CoreState struct {
	Since Time // when Thread got it, or when it became idle
	// OverheadUntil is when the machine's work of switching to Thread is done
	// and Thread's own work begins.
	OverheadUntil Time
	SliceFrom     Time  // when the present slice began to run
	LimitNs       int64 // how long the slice may last, 0 for no limit
	Number        int64 // what the decision for Thread turned on
	// AwayNs is for how long the core was not there, before the present absence.
	// Gone is from when it is not there, Never while it is.
	AwayNs int64
	Gone   Time
	// BusyNs and OverheadNs are the time for threads' own work, and for
	// switching, in the turns before the present one. [State.CoreTimes] adds
	// the present one.
	BusyNs, OverheadNs int64

	Thread  ThreadID // who has it, NoThread if it is idle
	Last    ThreadID // who had it before
	Waiting int32    // how many were left waiting at that decision
	Fact    FactID   // the fact that gave it to Thread, or made it idle
	// Decision is the fact that began the present slice: the dispatch, or a
	// renewal since. Rule is by which rule it chose Thread.
	Decision FactID
	Rule     Reason
}

// ProcessStatus is what has become of a process.
type ProcessStatus uint8

// What may have become of a process.
const (
	ProcessNone   ProcessStatus = iota // nothing is known of it
	ProcessAlive                       // it has not ended
	ProcessZombie                      // it ended, and nobody has waited for it
	ProcessReaped                      // it was waited for
)

var processStatusNames = [...]string{"none", "alive", "zombie", "reaped"}

func (s ProcessStatus) String() string { return nameIn(processStatusNames[:], int(s), "status") }

// ProcessState is a process at an instant.
type ProcessState struct {
	Start    Time
	End      Time // when it ended; Never if it has not
	Resident int64
	Mapped   int64
	// Shared is how much of Resident has been shared with another process since
	// a fork, in bytes, as far as was reported: when the others give up their
	// shares it becomes the process's own without a word.
	Shared int64
	// Pending has bit n set from the sending of signal n until it takes effect.
	Pending uint64

	Parent  ProcessID
	Name    StringID
	Group   int32 // process group and session, 0 if nothing is known of them
	Session int32
	Threads int32  // threads that have not ended
	Fact    FactID // the fact that put it into its status
	Output  FactID // the last it wrote
	Code    int32  // its exit code
	Signal  int32  // the signal that ended it, 0 for none
	Status  ProcessStatus
}

// ObjectState is something threads wait for, at an instant.
type ObjectState struct {
	Capacity int64 // bytes, units or depth; 0 for unlimited
	Free     int64 // units free of a semaphore, as last reported
	Held     int64 // bytes in a channel
	Sent     int64 // bytes that have ever gone in
	Received int64 // bytes that have ever come out
	Lost     int64 // bytes that were thrown away
	Value    int64 // of a futex's word, or of an event counter

	Owner     ThreadID // who has the mutex, NoThread if it is free
	OwnerFact FactID   // how Owner got it
	Name      StringID
	Address   StringID // of a socket
	Waiters   int32    // threads blocked on it
	Pending   int32    // requests waiting for a disk, or connections in a listen queue
	Serving   int32    // requests a disk is at work on
	Open      int32    // ends that processes have open
	Sort      Reason
	Shut      uint8 // of a socket: bits of the following
}

// What has ended at a socket.
const (
	ShutReading uint8 = 1 << iota // its owner reads no more
	ShutWriting                   // its owner sends no more
	ShutReset                     // the connection was reset, or what was sent found nobody
)

// GroupState is a group of processes with a CPU quota, at an instant.
type GroupState struct {
	QuotaNs    int64 // what it was last filled up to
	RefilledAt Time
	Until      Time // when it gets more, if it is used up and that is known; else 0
}

// blank values: what an entry is before the first fact about it.
var (
	blankThread  = ThreadState{FirstRun: Never, End: Never, Core: NoCore, Queue: NoCore, LastCore: NoCore}
	blankProcess = ProcessState{End: Never}
	blankCore    = CoreState{Gone: Never}
)

// spareNumbers is how much higher than the number of facts seen a thread, a
// process or an object may be numbered. Numbers are dense, so this is plenty;
// a fact with a higher one is passed over, and a trace that was damaged or
// made up cannot ask for more memory than its own length warrants.
const spareNumbers = 1024

// mostCores bounds what the property "cores" may ask for. A trace that has the
// property tells of cores that never run anything.
const mostCores = 1024

// newState is the computer before the first fact of a trace.
func newState(t *Trace) *State {
	s := &State{line: lineOf(t.Property("policy"))}
	s.wakesAhead = s.line == lineLevel && t.Property("front-after-io") == "true"
	if cores, err := strconv.Atoi(t.Property("cores")); err == nil && cores > 0 && cores <= mostCores {
		for range cores {
			s.Cores = append(s.Cores, blankCore)
		}
	}
	return s
}

// clone returns a copy that shares nothing with s.
func (s *State) clone() *State {
	c := *s
	c.Cores = slices.Clone(s.Cores)
	c.Threads = slices.Clone(s.Threads)
	c.Processes = slices.Clone(s.Processes)
	c.Objects = slices.Clone(s.Objects)
	c.Groups = slices.Clone(s.Groups)
	c.Loops = cloneLoops(s.Loops)
	c.Jobs = slices.Clone(s.Jobs)
	c.Queues = cloneQueues(s.Queues)
	return &c
}

// bytes is the memory a state takes.
func (s *State) bytes() int64 {
	return int64(unsafe.Sizeof(*s)) + sliceBytes(s.Cores) + sliceBytes(s.Threads) +
		sliceBytes(s.Processes) + sliceBytes(s.Objects) + sliceBytes(s.Groups) +
		loopsBytes(s.Loops) + sliceBytes(s.Jobs) + queuesBytes(s.Queues)
}

func sliceBytes[E any](entries []E) int64 {
	var one E
	return int64(cap(entries)) * int64(unsafe.Sizeof(one))
}

// entry returns the entry numbered id of a slice, which grows for it; nil if
// id is no number or is absurdly high.
func entry[E any](s *State, entries *[]E, id int, blank *E) *E {
	if id < len(*entries) && id >= 0 {
		return &(*entries)[id]
	}
	if id < 0 || id > int(s.Facts)+spareNumbers {
		return nil
	}
	for len(*entries) <= id {
		*entries = append(*entries, *blank)
	}
	return &(*entries)[id]
}

func (s *State) thread(id ThreadID) *ThreadState {
	if id == NoThread {
		return nil
	}
	return entry(s, &s.Threads, int(id), &blankThread)
}

func (s *State) process(id int32) *ProcessState {
	if id == int32(NoProcess) {
		return nil
	}
	return entry(s, &s.Processes, int(id), &blankProcess)
}

func (s *State) object(id int32) *ObjectState {
	if id == int32(NoObject) {
		return nil
	}
	return entry(s, &s.Objects, int(id), &ObjectState{})
}

func (s *State) group(id int32) *GroupState {
	if id == int32(NoGroup) {
		return nil
	}
	return entry(s, &s.Groups, int(id), &GroupState{})
}

func (s *State) core(id CoreID) *CoreState { return entry(s, &s.Cores, int(id), &blankCore) }
