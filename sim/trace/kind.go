package trace

import "strconv"

// Kind is what sort of thing happened.
type Kind uint8

// The kinds of fact. The comment on each says what Thread, Core, Object, A and
// B hold; what is not named is none or zero. [Schema] says the same as data.
const (
	KindNone Kind = iota

	// Processes.

	// KindProcessStart: a process exists. Thread: its creator, or none when the
	// machine started it. Object: the new process. A: its parent. B: its name.
	// Reason: start, spawn or fork.
	KindProcessStart
	// KindProcessExec: a process replaced its program. Thread: who called.
	// Object: the process. B: its new name.
	KindProcessExec
	// KindProcessExit: a process ended and is a zombie. Thread: its last thread.
	// Object: the process. A: exit code (0 to 255). B: the signal that ended
	// it, or 0.
	KindProcessExit
	// KindProcessReap: a zombie was waited for and is gone. Thread: who waited.
	// Object: the process that was reaped.
	KindProcessReap
	// KindProcessAdopt: an orphan got a new parent. Object: the orphan. A: its
	// new parent.
	KindProcessAdopt
	// KindProcessGroup: a process changed its process group and perhaps its
	// session. Object: the process. A: process group. B: session.
	KindProcessGroup

	// Threads.

	// KindThreadStart: a thread exists, in state new. Thread: the new thread.
	// Object: its process. A: nice. B: its name.
	KindThreadStart
	// KindReady: a thread that was new, blocked or stopped waits for a core from
	// now on. Core: the core whose queue it stands in, or none for the central
	// queue. Object: the wait object it had waited for. A, B: the policy's
	// key and second key.
	KindReady
	// KindDispatch: a ready thread was given a core. Core: that core. Object: the
	// number of threads that were left waiting in the queue. A: the number
	// the policy's decision turned on. B: the longest it may run, 0 for no limit.
	KindDispatch
	// KindRenew: a running thread's slice was over, nobody better waited, and
	// it goes on. Core. A, B: as in KindDispatch.
	KindRenew
	// KindPreempt: a running thread lost its core and is ready again. Core: the
	// core it lost. Object: the thread it made way for, if known. A, B: the
	// policy's keys in the queue it went back to.
	KindPreempt
	// KindBlock: a running thread waits for something other than a core.
	// Core: the core it left. Object: what it waits for. A: the instant it
	// will be woken, if that is known. B: the size of what it asked for.
	KindBlock
	// KindStop: a thread was stopped by a signal. Core: the core it left, if it
	// was running. Object: its process.
	KindStop
	// KindThreadExit: a thread ended. Core: the core it left, if it was
	// running. Object: its process. A: its exit value.
	KindThreadExit
	// KindMigrate: a ready thread was moved to another core's queue. Core: the
	// core it goes to. A, B: its keys there. Object: the core it came from.
	KindMigrate
	// KindSwitchCost: a core works for the system before the thread just
	// dispatched can run. Core, Thread. A: ns for the context switch. B: ns for
	// the migration.
	KindSwitchCost
	// KindNice, KindAffinity, KindPriority: a thread's attributes changed. Thread:
	// whose. A: the new value (for affinity, the first 63 cores as bits).
	// B: for KindPriority, the scheduling class.
	KindNice
	KindAffinity
	KindPriority
	// KindLevel: a multi-level policy moved a thread. A: its new level. B: the old.
	KindLevel
	// KindThrottle, KindUnthrottle: a thread may not run though it is ready,
	// because its group's or class's time is used up; and it may again.
	// Thread. Object: the group. A: when more time will come.
	KindThrottle
	KindUnthrottle
	// KindRefill: a group's quota was filled up. Object: the group. A: ns.
	KindRefill

	// Wait objects.

	// KindObject: a wait object exists. Object: its number. Reason: its sort
	// (mutex, pipe…). A: its capacity or depth, 0 for unlimited. B: its name.
	KindObject
	// KindAcquire, KindRelease: a thread took or gave back a lock or a unit of
	// a semaphore. Thread, Object. A: units free or holders afterwards.
	KindAcquire
	KindRelease
	// KindNotify: a thread woke waiters of a condition or futex. Thread,
	// Object. A: how many were woken.
	KindNotify
	// KindSend, KindReceive: bytes went into or came out of a channel. Thread,
	// Object. A: bytes. B: bytes in the channel afterwards.
	KindSend
	KindReceive
	// KindOpen, KindClose: a process got or gave up an end of a channel.
	// Thread. Object: the channel. A: the descriptor. B: the process.
	KindOpen
	KindClose
	// KindConnect, KindAccept: a connection was put into, or taken out of, a listen
	// queue. Thread. Object: the listening socket. A: the connection's
	// object. B: connections waiting afterwards.
	KindConnect
	KindAccept
	// KindDiskQueue, KindDiskStart, KindDiskDone: a request waits for a disk, is
	// being served, is finished. Thread: whose request. Object: the disk.
	// A: ns of service. B: requests waiting afterwards.
	KindDiskQueue
	KindDiskStart
	KindDiskDone

	// Signals.

	// KindSignal: a signal was sent. Thread: who sent it, or none for the
	// machine. Object: the process it goes to. A: its number.
	KindSignal
	// KindDeliver: a signal took effect. Thread: the thread that took it, if
	// one did. Object: the process. A: its number. Reason: what it did.
	KindDeliver

	// Memory.

	// KindMemory: a process's memory changed. Thread: who did it. Object: the
	// process. A: bytes resident afterwards. B: bytes of address space
	// afterwards. Reason: map, touch, free, fork, exec.
	KindMemory
	// KindCopyOnWrite: pages shared since a fork were copied because they were
	// written to. Thread, Object: the process. A: pages. B: bytes still shared.
	KindCopyOnWrite
	// KindOutOfMemory: the machine or a group was full. Object: the process chosen
	// to be killed. A: bytes asked for. B: the limit.
	KindOutOfMemory

	// What a program says and does.

	// KindOutput: a program wrote. Thread. Object: the descriptor (1 or 2).
	// B: the text.
	KindOutput
	// KindError: a system call failed. Thread. Object: the wait object, if any.
	// A: the error number as on Linux. B: the call's name.
	KindError

	// KindEnd: the run ended. Reason: why. B: more in words, for machines.
	KindEnd

	// KindValue: a word of memory that threads share got a value. Thread: who
	// wrote it, or none for the machine. Object: the word. A: the value.
	KindValue

	// Node.js. Items of its queues are numbered in each process from 1.

	// KindPhase: the event loop went into a phase. Thread: whose loop. Reason:
	// the phase. A: the turn of the loop, from 1.
	KindPhase
	// KindEnqueue, KindDequeue: an item came into, or left, a queue of the
	// process. Thread: who did it. Reason: the queue. Object: the items in it
	// afterwards. A: the item. B: what it is, such as "setTimeout@hash.js:12".
	KindEnqueue
	KindDequeue
	// KindCallback, KindCallbackEnd: JavaScript is called, and has returned.
	// Thread. A: the item it was called for, 0 for the script itself. B: what
	// it is.
	KindCallback
	KindCallbackEnd
	// KindJob, KindJobDone: a pool thread began, and finished, an item. Thread:
	// the pool's. A: the item. B: what it is.
	KindJob
	KindJobDone
	// KindCollect, KindCollectDone: V8 stops the isolate to collect garbage, and
	// lets it go on. Thread: whose isolate. Reason: scavenge or mark-compact.
	// A: bytes of the heap then. B: 1 if the script asked for it.
	KindCollect
	KindCollectDone
	// KindDue: a timer that has come into its queue begins to run. Thread. A: the
	// item. B: the instant from which it is due.
	KindDue

	// Sockets, and what goes through them besides bytes.

	// KindBind: a socket got an address. Thread. Object: the socket. B: the
	// address, such as "127.0.0.1:8080", by which it is called if it had no name.
	KindBind
	// KindListen: a socket listens from now on. Thread. Object: the socket. A: how
	// many connections may wait; 0 when it does not listen any more and those that
	// wait are given up.
	KindListen
	// KindShut: a connection is shut down for a way. Thread. Object: the socket of
	// who does it. A: 1 for reading, 2 for writing, 3 for both.
	KindShut
	// KindReset: what was sent came to nothing: a connection was reset, a datagram
	// found nobody. Object: the socket that learns of it. A: the error number that
	// the next call there gives.
	KindReset
	// KindDrop: what was sent is thrown away. Object: the socket or channel it was
	// sent to; for a datagram that nobody gets, the sender's; for a request for a
	// connection, the listening socket. A: bytes. B: bytes in the channel
	// afterwards. Reason: full, nobody or closed.
	KindDrop
	// KindPass, KindObtain: a descriptor goes into, and comes out of, a channel.
	// Thread. Object: the channel or file it is of, none for the terminal. A: the
	// descriptor, of the sender or the receiver. B: the channel it goes through.
	KindPass
	KindObtain
	// KindWatch: a poll set is to tell of a channel, or not any more. Thread.
	// Object: the channel. A: 1 for reading, 2 for writing, 3 for both, 0 for not
	// any more. B: the poll set.
	KindWatch
	// KindRead, KindWrite: a device was read or written. Thread. Object: the
	// device. A: bytes.
	KindRead
	KindWrite
	// KindInput: a program read from the terminal. Thread. Object: the descriptor.
	// B: the text.
	KindInput
	// KindRace: two callbacks of a loop are ready so close to each other that a
	// real computer may call either first. Thread. A: the item that is called
	// first, of whose leaving its queue the cause tells. Object: the other. B: what
	// that is.
	KindRace

	// What whoever watches the run has changed on the way.

	// KindEdit: something was changed from outside. Thread: the thread it is about,
	// if it is about one. Core: the core it is about, if it is about one. Object:
	// the process it is about, if it is about one. A: the channel it is about, if
	// it is about one, else what was set. B: the change as text, such as "kill 4".
	// Reason: what was changed. An error that has this as its cause says that it
	// could not be done.
	KindEdit
	// KindCore: a core came or went. Core: which. A: 1 if it is there now, 0 if it
	// is not.
	KindCore

	kindCount
)

// KindCount is how many kinds there are: kinds are the numbers below it.
func KindCount() Kind { return kindCount }

// Role tells what one of a fact's general fields means for its kind.
type Role uint8

// The roles a field can have.
const (
	RoleNone Role = iota
	RoleNumber
	RoleNanoseconds
	RoleInstant
	RoleBytes
	RoleThread
	RoleProcess
	RoleCore
	RoleObject
	RoleGroup
	RoleString
	RoleSignal
)

// Field is the name and role of one general field of a kind of fact.
type Field struct {
	Name string
	Role Role
}

// Schema says how to read the general fields of one kind of fact. A field
// whose Name is empty is not used by the kind and must be zero.
type Schema struct {
	Name   string
	Object Field
	A, B   Field
}

// schemas is indexed by Kind. It is written once here and never changed.
var schemas = [kindCount]Schema{
	KindNone:         {Name: "none"},
	KindProcessStart: {"process-start", Field{"process", RoleProcess}, Field{"parent", RoleProcess}, Field{"name", RoleString}},
	KindProcessExec:  {"process-exec", Field{"process", RoleProcess}, Field{}, Field{"name", RoleString}},
	KindProcessExit:  {"process-exit", Field{"process", RoleProcess}, Field{"code", RoleNumber}, Field{"signal", RoleSignal}},
	KindProcessReap:  {"process-reap", Field{"process", RoleProcess}, Field{}, Field{}},
	KindProcessAdopt: {"process-adopt", Field{"process", RoleProcess}, Field{"parent", RoleProcess}, Field{}},
	KindProcessGroup: {"process-group", Field{"process", RoleProcess}, Field{"group", RoleNumber}, Field{"session", RoleNumber}},
	KindThreadStart:  {"thread-start", Field{"process", RoleProcess}, Field{"nice", RoleNumber}, Field{"name", RoleString}},
	KindReady:        {"ready", Field{"object", RoleObject}, Field{"key", RoleNumber}, Field{"key2", RoleNumber}},
	KindDispatch:     {"dispatch", Field{"waiting", RoleNumber}, Field{"number", RoleNumber}, Field{"limit", RoleNanoseconds}},
	KindRenew:        {"renew", Field{"waiting", RoleNumber}, Field{"number", RoleNumber}, Field{"limit", RoleNanoseconds}},
	KindPreempt:      {"preempt", Field{"by", RoleThread}, Field{"key", RoleNumber}, Field{"key2", RoleNumber}},
	KindBlock:        {"block", Field{"object", RoleObject}, Field{"until", RoleInstant}, Field{"size", RoleNumber}},
	KindStop:         {"stop", Field{"process", RoleProcess}, Field{}, Field{}},
	KindThreadExit:   {"thread-exit", Field{"process", RoleProcess}, Field{"value", RoleNumber}, Field{}},
	KindMigrate:      {"migrate", Field{"from", RoleCore}, Field{"key", RoleNumber}, Field{"key2", RoleNumber}},
	KindSwitchCost:   {"switch-cost", Field{}, Field{"switch", RoleNanoseconds}, Field{"migration", RoleNanoseconds}},
	KindNice:         {"nice", Field{}, Field{"nice", RoleNumber}, Field{}},
	KindAffinity:     {"affinity", Field{}, Field{"cores", RoleNumber}, Field{}},
	KindPriority:     {"priority", Field{}, Field{"priority", RoleNumber}, Field{"class", RoleNumber}},
	KindLevel:        {"level", Field{}, Field{"level", RoleNumber}, Field{"from", RoleNumber}},
	KindThrottle:     {"throttle", Field{"group", RoleGroup}, Field{"until", RoleInstant}, Field{}},
	KindUnthrottle:   {"unthrottle", Field{"group", RoleGroup}, Field{}, Field{}},
	KindRefill:       {"refill", Field{"group", RoleGroup}, Field{"quota", RoleNanoseconds}, Field{}},
	KindObject:       {"object", Field{"object", RoleObject}, Field{"capacity", RoleNumber}, Field{"name", RoleString}},
	KindAcquire:      {"acquire", Field{"object", RoleObject}, Field{"units", RoleNumber}, Field{}},
	KindRelease:      {"release", Field{"object", RoleObject}, Field{"units", RoleNumber}, Field{}},
	KindNotify:       {"notify", Field{"object", RoleObject}, Field{"woken", RoleNumber}, Field{}},
	KindSend:         {"send", Field{"object", RoleObject}, Field{"bytes", RoleBytes}, Field{"held", RoleBytes}},
	KindReceive:      {"receive", Field{"object", RoleObject}, Field{"bytes", RoleBytes}, Field{"held", RoleBytes}},
	KindOpen:         {"open", Field{"object", RoleObject}, Field{"fd", RoleNumber}, Field{"process", RoleProcess}},
	KindClose:        {"close", Field{"object", RoleObject}, Field{"fd", RoleNumber}, Field{"process", RoleProcess}},
	KindConnect:      {"connect", Field{"object", RoleObject}, Field{"connection", RoleObject}, Field{"waiting", RoleNumber}},
	KindAccept:       {"accept", Field{"object", RoleObject}, Field{"connection", RoleObject}, Field{"waiting", RoleNumber}},
	KindDiskQueue:    {"disk-queue", Field{"object", RoleObject}, Field{"service", RoleNanoseconds}, Field{"waiting", RoleNumber}},
	KindDiskStart:    {"disk-start", Field{"object", RoleObject}, Field{"service", RoleNanoseconds}, Field{"waiting", RoleNumber}},
	KindDiskDone:     {"disk-done", Field{"object", RoleObject}, Field{"service", RoleNanoseconds}, Field{"waiting", RoleNumber}},
	KindSignal:       {"signal", Field{"process", RoleProcess}, Field{"signal", RoleSignal}, Field{}},
	KindDeliver:      {"deliver", Field{"process", RoleProcess}, Field{"signal", RoleSignal}, Field{}},
	KindMemory:       {"memory", Field{"process", RoleProcess}, Field{"resident", RoleBytes}, Field{"mapped", RoleBytes}},
	KindCopyOnWrite:  {"copy-on-write", Field{"process", RoleProcess}, Field{"pages", RoleNumber}, Field{"shared", RoleBytes}},
	KindOutOfMemory:  {"out-of-memory", Field{"process", RoleProcess}, Field{"asked", RoleBytes}, Field{"limit", RoleBytes}},
	KindOutput:       {"output", Field{"fd", RoleNumber}, Field{}, Field{"text", RoleString}},
	KindError:        {"error", Field{"object", RoleObject}, Field{"errno", RoleNumber}, Field{"call", RoleString}},
	KindEnd:          {"end", Field{}, Field{}, Field{"detail", RoleString}},
	KindPhase:        {"phase", Field{}, Field{"turn", RoleNumber}, Field{}},
	KindEnqueue:      {"enqueue", Field{"waiting", RoleNumber}, Field{"item", RoleNumber}, Field{"what", RoleString}},
	KindDequeue:      {"dequeue", Field{"waiting", RoleNumber}, Field{"item", RoleNumber}, Field{"what", RoleString}},
	KindCallback:     {"callback", Field{}, Field{"item", RoleNumber}, Field{"what", RoleString}},
	KindCallbackEnd:  {"callback-end", Field{}, Field{"item", RoleNumber}, Field{"what", RoleString}},
	KindJob:          {"job", Field{}, Field{"item", RoleNumber}, Field{"what", RoleString}},
	KindJobDone:      {"job-done", Field{}, Field{"item", RoleNumber}, Field{"what", RoleString}},
	KindCollect:      {"collect", Field{}, Field{"heap", RoleBytes}, Field{"forced", RoleNumber}},
	KindCollectDone:  {"collect-done", Field{}, Field{"heap", RoleBytes}, Field{}},
	KindDue:          {"due", Field{}, Field{"item", RoleNumber}, Field{"at", RoleInstant}},
	KindValue:        {"value", Field{"object", RoleObject}, Field{"value", RoleNumber}, Field{}},
	KindBind:         {"bind", Field{"object", RoleObject}, Field{}, Field{"address", RoleString}},
	KindListen:       {"listen", Field{"object", RoleObject}, Field{"places", RoleNumber}, Field{}},
	KindShut:         {"shut", Field{"object", RoleObject}, Field{"ways", RoleNumber}, Field{}},
	KindReset:        {"reset", Field{"object", RoleObject}, Field{"errno", RoleNumber}, Field{}},
	KindDrop:         {"drop", Field{"object", RoleObject}, Field{"bytes", RoleBytes}, Field{"held", RoleBytes}},
	KindPass:         {"pass", Field{"object", RoleObject}, Field{"fd", RoleNumber}, Field{"through", RoleObject}},
	KindObtain:       {"obtain", Field{"object", RoleObject}, Field{"fd", RoleNumber}, Field{"through", RoleObject}},
	KindWatch:        {"watch", Field{"object", RoleObject}, Field{"ways", RoleNumber}, Field{"set", RoleObject}},
	KindRead:         {"read", Field{"object", RoleObject}, Field{"bytes", RoleBytes}, Field{}},
	KindWrite:        {"write", Field{"object", RoleObject}, Field{"bytes", RoleBytes}, Field{}},
	KindInput:        {"input", Field{"fd", RoleNumber}, Field{}, Field{"text", RoleString}},
	KindEdit:         {"edit", Field{"process", RoleProcess}, Field{"value", RoleNumber}, Field{"what", RoleString}},
	KindCore:         {"core", Field{}, Field{"there", RoleNumber}, Field{}},
	KindRace:         {"race", Field{"rival", RoleNumber}, Field{"item", RoleNumber}, Field{"what", RoleString}},
}

// Schema returns how to read the general fields of facts of kind k.
func (k Kind) Schema() Schema {
	if k >= kindCount {
		return Schema{Name: "kind-" + strconv.Itoa(int(k))}
	}
	return schemas[k]
}

func (k Kind) String() string { return k.Schema().Name }

func nameIn(names []string, i int, what string) string {
	if i < len(names) && names[i] != "" {
		return names[i]
	}
	return what + "-" + strconv.Itoa(i)
}
