package sentence

import "timeslice/sim/trace"

// Subject is a group of kinds of facts, for filters.
type Subject uint8

// The subjects.
const (
	Cores     Subject = iota // who gets which core
	Waits                    // what threads wait for: locks, disks…
	Processes                // processes and threads come and go
	Channels                 // data between processes
	Signals
	Memory
	Node    // event loops, queues, pools, collections
	Program // what programs print, and what goes wrong
	Edits   // what whoever watches has changed
	subjectCount
)

// Subjects lists the subjects in the order in which they are offered.
func Subjects() []Subject {
	all := make([]Subject, subjectCount)
	for i := range all {
		all[i] = Subject(i)
	}
	return all
}

func (s Subject) id() string {
	return [subjectCount]string{"cores", "waits", "processes", "channels", "signals", "memory", "node", "program", "edits"}[s]
}

// Subject is what a group of kinds is called.
func (l *Teller) Subject(s Subject) string { return l.words.Say("sentence.subject." + s.id()) }

// SubjectOf is the group that a kind of fact belongs to.
func SubjectOf(kind trace.Kind) Subject {
	switch kind {
	case trace.KindProcessStart, trace.KindProcessExec, trace.KindProcessExit, trace.KindProcessReap,
		trace.KindProcessAdopt, trace.KindProcessGroup, trace.KindThreadStart, trace.KindThreadExit:
		return Processes
	case trace.KindBlock, trace.KindObject, trace.KindAcquire, trace.KindRelease, trace.KindNotify, trace.KindValue,
		trace.KindDiskQueue, trace.KindDiskStart, trace.KindDiskDone:
		return Waits
	case trace.KindSend, trace.KindReceive, trace.KindOpen, trace.KindClose, trace.KindConnect, trace.KindAccept,
		trace.KindBind, trace.KindListen, trace.KindShut, trace.KindReset, trace.KindDrop, trace.KindPass,
		trace.KindObtain, trace.KindWatch, trace.KindRead, trace.KindWrite:
		return Channels
	case trace.KindSignal, trace.KindDeliver, trace.KindStop:
		return Signals
	case trace.KindMemory, trace.KindCopyOnWrite, trace.KindOutOfMemory:
		return Memory
	case trace.KindPhase, trace.KindEnqueue, trace.KindDequeue, trace.KindCallback, trace.KindCallbackEnd,
		trace.KindJob, trace.KindJobDone, trace.KindCollect, trace.KindCollectDone, trace.KindDue, trace.KindRace:
		return Node
	case trace.KindEdit:
		return Edits
	case trace.KindOutput, trace.KindInput, trace.KindError, trace.KindEnd, trace.KindNone:
		return Program
	}
	return Cores
}

// Kinds lists the kinds of facts there are, by subject and then as package
// trace orders them.
func Kinds() []trace.Kind {
	var all []trace.Kind
	for _, s := range Subjects() {
		for kind := trace.KindNone + 1; kind < trace.KindCount(); kind++ {
			if SubjectOf(kind) == s {
				all = append(all, kind)
			}
		}
	}
	return all
}

// Kind is what a kind of fact is called.
func (l *Teller) Kind(kind trace.Kind) string {
	if kind == trace.KindNone || kind >= trace.KindCount() {
		return kind.String()
	}
	return l.words.Say("sentence.kind." + kind.String())
}
