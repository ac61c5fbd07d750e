package names

import "timeslice/sim/trace"

// Kind is what sort of thing a Ref refers to.
type Kind uint8

// The kinds of things that can be pointed at.
const (
	None    Kind = iota
	Core         // ID: CoreID
	Thread       // ID: ThreadID
	Process      // ID: ProcessID
	Object       // ID: ObjectID
	Group        // ID: GroupID
	Item         // of a process's queues. ID: its number; Process: whose
	Fact         // ID: FactID
	Instant      // ID: the Time
	Line         // of a source. ID: the number of the line; File: of the source
)

// Ref refers to something in a trace. It can be compared, and be the key of a
// map; the zero Ref refers to nothing.
type Ref struct {
	Kind    Kind
	Process trace.ProcessID // of an Item
	ID      int64
	File    string // of a Line, as items name it: without the folder
}

// References by what they refer to.

// CoreRef refers to a core.
func CoreRef(id trace.CoreID) Ref { return Ref{Kind: Core, ID: int64(id)} }

// ThreadRef refers to a thread.
func ThreadRef(id trace.ThreadID) Ref { return Ref{Kind: Thread, ID: int64(id)} }

// ProcessRef refers to a process.
func ProcessRef(id trace.ProcessID) Ref { return Ref{Kind: Process, ID: int64(id)} }

// ObjectRef refers to a wait object.
func ObjectRef(id trace.ObjectID) Ref { return Ref{Kind: Object, ID: int64(id)} }

// GroupRef refers to a group of processes.
func GroupRef(id trace.GroupID) Ref { return Ref{Kind: Group, ID: int64(id)} }

// ItemRef refers to an item of a process's queues.
func ItemRef(process trace.ProcessID, item int64) Ref {
	return Ref{Kind: Item, Process: process, ID: item}
}

// FactRef refers to a fact.
func FactRef(id trace.FactID) Ref { return Ref{Kind: Fact, ID: int64(id)} }

// InstantRef refers to an instant.
func InstantRef(at trace.Time) Ref { return Ref{Kind: Instant, ID: int64(at)} }

// LineRef refers to a line of a source.
func LineRef(file string, number int) Ref { return Ref{Kind: Line, ID: int64(number), File: file} }
