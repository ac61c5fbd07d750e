// Package workload is what the processes of a scenario do, as plain data: what
// is left of a scenario when the machine is taken away. A scenario is written
// down as a [Plan]; whoever has a plan can carry it out on another machine than
// the simulated one, such as this computer.
package workload

// Plan is everything that a scenario's processes are and do.
type Plan struct {
	Name      string
	Cores     int   // that its threads may use, 0 for all there are
	UntilNs   int64 // when it is ended, 0 for never
	Objects   []Object
	Programs  []Process
	Processes []Process
	Listings  [][]Step // by number; processes, threads and forks say which is theirs
	Notes     []Note
}

// Note says what of a scenario has no meaning on a real computer and is left
// out, as the id of a text and its places.
type Note struct {
	ID   string
	Args []string // names and values, in pairs
}

// Sort is what sort of object threads share.
type Sort string

// The sorts.
const (
	Lock      Sort = "lock"
	Condition Sort = "condition"
	Semaphore Sort = "semaphore"
	Futex     Sort = "futex"
	Pipe      Sort = "pipe"
	Socket    Sort = "socket" // one end of a pair; the other is its neighbour
	Listener  Sort = "listener"
	Disk      Sort = "disk"
)

// Object is a thing that threads share.
type Object struct {
	Sort   Sort
	Name   string
	Number int64 // units, a value, a capacity, a backlog, a depth
	// Of a disk.
	LatencyNs, BytesPerSecond int64
}

// End is an end of a channel.
type End struct {
	Object  int
	Writing bool
}

// Process is a process, or a program that a process may become.
type Process struct {
	Name        string
	AtNs        int64
	Count       int64
	MemoryBytes int64 // touched when it starts
	Environment []string
	Subreaper   bool
	Ends        []End // open from its start
	Threads     []Thread
}

// Thread is a thread, or so many alike.
type Thread struct {
	Name    string
	Count   int64
	Listing int
	Nice    int
	Cores   []int // it may use; nil for all
}

// Step is an operation. Do is its word in scenarios; which of the other fields
// mean something depends on it.
type Step struct {
	Do       string
	Ns       int64  `json:",omitempty"` // how long
	WithinNs int64  `json:",omitempty"` // how long it may wait, 0 for ever
	NoWait   bool   `json:",omitempty"`
	Bytes    int64  `json:",omitempty"`
	Number   int64  `json:",omitempty"` // a value, a count, a code, a signal
	Object   int    `json:",omitempty"`
	Second   int    `json:",omitempty"` // the lock of a condition
	All      bool   `json:",omitempty"`
	Writing  bool   `json:",omitempty"` // which end
	Name     string `json:",omitempty"` // of a process or thread
	Whom     Whom   `json:",omitempty"`
	Text     string `json:",omitempty"`
	Listing  int    `json:",omitempty"` // what a child or thread does; a program's number
	Cores    []int  `json:",omitempty"`
	Body     []Step `json:",omitempty"` // of a repeat
}

// Whom is how an operation names a process.
type Whom string

// The ways.
const (
	Anybody  Whom = ""
	ByName   Whom = "name"
	Self     Whom = "self"
	Parent   Whom = "parent"
	Child    Whom = "child"
	OwnGroup Whom = "group"
)

// Forever is the Number of a repeat without an end.
const Forever = -1

// NoListing is the Listing of a fork whose child goes on with what follows.
const NoListing = -1
