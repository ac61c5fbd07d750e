package trace

// Reason says why a fact happened, as a code that the screen puts into words
// in the reader's language.
type Reason uint8

// The reasons. One table serves all kinds; the groups say which kind uses which.
const (
	ReasonNone Reason = iota

	// Of KindProcessStart.
	ReasonBoot  // the machine started it
	ReasonSpawn // its parent started a new program
	ReasonFork  // its parent copied itself

	// Of KindReady: what ended the wait.
	ReasonNew        // the thread is new
	ReasonTimer      // its sleep is over
	ReasonDisk       // its request to a disk is finished
	ReasonLock       // it was given the lock
	ReasonCondition  // it was notified
	ReasonSemaphore  // it was given a unit
	ReasonFutex      // the futex was woken
	ReasonData       // bytes arrived
	ReasonSpace      // there is room for bytes again
	ReasonConnection // a connection arrived, or was accepted
	ReasonChild      // a child ended
	ReasonThread     // the thread it joined ended
	ReasonSignal     // a signal ended its wait
	ReasonContinued  // SIGCONT
	ReasonClosed     // the other end is closed
	ReasonTimeout    // the wait took too long
	ReasonPause      // it waits for any signal

	// Of KindDispatch and KindRenew: by which rule it was chosen.
	ReasonOnlyOne          // nobody else could run here
	ReasonHeadOfQueue      // it stood at the head of the queue
	ReasonShortestBurst    // its burst is the shortest
	ReasonShortestLeft     // the least is left of its burst
	ReasonHighestPriority  // its priority is the best
	ReasonHighestLevel     // it stands in the highest non-empty level
	ReasonWinningTicket    // its ticket was drawn; A is the ticket
	ReasonLowestPass       // its pass is the lowest
	ReasonLowestVruntime   // it has had the least weighted time
	ReasonEarliestDeadline // earliest virtual deadline of the eligible
	ReasonRealTime         // a real-time thread goes first
	ReasonFirstInOrder     // it comes first in the policy's own order

	// Of KindPreempt: what took the core away.
	ReasonQuantum       // its time slice was used up
	ReasonTick          // the clock tick found its share used up
	ReasonBetterArrived // a better one became ready; Object says which
	ReasonYield         // it gave way of its own accord
	ReasonQuota         // its group's CPU time is used up
	ReasonRealTimeLimit // the real-time class has used its share
	ReasonAffinity      // it may not run on this core any more
	ReasonAttributes    // a change of its attributes made another one better

	// Of KindMigrate: why the thread was moved.
	ReasonIdlePull  // an idle core took it
	ReasonBalance   // a core with less to do took it
	ReasonPlacement // it was placed where it would run soonest

	// Of KindLevel.
	ReasonAllotment // it used up its allotment at its level
	ReasonBoost     // all go to the top every so often
	ReasonAgeing    // it has waited for long
	ReasonTurnOver  // it has had its turn: what it won by waiting is gone

	// Of KindObject: its sort.
	ReasonMutex
	ReasonConditionVariable
	ReasonSemaphoreObject
	ReasonFutexWord
	ReasonPipe
	ReasonSocketPair
	ReasonListener
	ReasonSocket
	ReasonDiskDevice
	ReasonDeviceUnlimited

	// Of KindDeliver: what the signal did.
	ReasonTerminate
	ReasonStopped
	ReasonContinue
	ReasonIgnored
	ReasonHandled

	// Of KindMemory.
	ReasonMap
	ReasonTouch
	ReasonFree
	ReasonExec

	// Of KindThreadExit.
	ReasonReturned // its program came to its end
	ReasonExit     // it, or another thread of its process, called exit
	ReasonKilled   // a signal ended its process

	// Of KindEnd.
	ReasonCompleted  // every process ended
	ReasonUntil      // the time asked for was reached
	ReasonDeadlock   // threads wait for one another in a circle
	ReasonAsleep     // all that are left wait for what can never come
	ReasonNoProgress // operations go on and on and no time passes
	ReasonFactLimit  // as many facts as allowed
	ReasonThreadLimit
	ReasonProcessLimit
	ReasonMemoryLimit
	ReasonTimeLimit   // virtual time can go no further
	ReasonStepLimit   // as many instants and operations as allowed
	ReasonEffortLimit // as much as allowed that programs do beside operations

	// Of KindPhase: the phases of libuv's loop.
	ReasonTimers
	ReasonPending
	ReasonIdlePrepare
	ReasonPoll // also why a thread waits: for the loop's next event
	ReasonCheck
	ReasonClosing

	// Of KindEnqueue and KindDequeue: the queue.
	ReasonTickQueue
	ReasonMicrotaskQueue
	ReasonTimerQueue
	ReasonImmediateQueue
	ReasonPoolQueue
	ReasonFinishedQueue // finished work that waits for the poll phase
	ReasonCloseQueue
	ReasonMessageQueue // messages that wait at the ports of channels

	ReasonWork // why a pool thread waits: for an item

	// Of KindCollect.
	ReasonScavenge
	ReasonMarkCompact

	// Of KindObject, more sorts.
	ReasonDatagramSocket
	ReasonPollSet
	ReasonEventCounter
	ReasonFile

	// Of KindDrop; or ReasonClosed.
	ReasonFull   // there is no room for it
	ReasonNobody // nobody has the address

	// Of KindEnd.
	ReasonChannelLimit // channels hold as much as allowed

	// Of KindPreempt and KindMigrate.
	ReasonCoreGone // the core was taken away

	// Of KindDrop.
	ReasonDropped // whoever watches the run threw it away

	// Of KindEdit: what was changed.
	ReasonEditSignal   // a signal was sent
	ReasonEditNice     // a nice value was set
	ReasonEditAffinity // the cores were set that threads may run on
	ReasonEditAddCore
	ReasonEditRemoveCore
	ReasonEditPool  // the thread pool was made larger
	ReasonEditDrop  // a message was thrown away
	ReasonEditCrash // a process or a worker was made to fail

	// Of KindEnd.
	ReasonIsolateLimit // as many programs as allowed have worlds of their own
	ReasonRefusalLimit // new processes were refused too often

	reasonCount
)

// ReasonCount is how many reasons there are: reasons are the numbers below it.
func ReasonCount() Reason { return reasonCount }

var reasonNames = [reasonCount]string{
	ReasonNone: "none", ReasonBoot: "boot", ReasonSpawn: "spawn", ReasonFork: "fork",
	ReasonNew: "new", ReasonTimer: "timer", ReasonDisk: "disk", ReasonLock: "lock",
	ReasonCondition: "condition", ReasonSemaphore: "semaphore", ReasonFutex: "futex",
	ReasonData: "data", ReasonSpace: "space", ReasonConnection: "connection",
	ReasonChild: "child", ReasonThread: "thread", ReasonSignal: "signal",
	ReasonContinued: "continued", ReasonClosed: "closed", ReasonTimeout: "timeout", ReasonPause: "pause",
	ReasonOnlyOne: "only-one", ReasonHeadOfQueue: "head-of-queue",
	ReasonShortestBurst: "shortest-burst", ReasonShortestLeft: "shortest-left",
	ReasonHighestPriority: "highest-priority", ReasonHighestLevel: "highest-level",
	ReasonWinningTicket: "winning-ticket", ReasonLowestPass: "lowest-pass",
	ReasonLowestVruntime: "lowest-vruntime", ReasonEarliestDeadline: "earliest-deadline",
	ReasonRealTime: "real-time", ReasonFirstInOrder: "first-in-order", ReasonQuantum: "quantum", ReasonTick: "tick",
	ReasonBetterArrived: "better-arrived", ReasonYield: "yield", ReasonQuota: "quota",
	ReasonRealTimeLimit: "real-time-limit", ReasonAffinity: "affinity", ReasonAttributes: "attributes",
	ReasonIdlePull: "idle-pull", ReasonBalance: "balance", ReasonPlacement: "placement",
	ReasonAllotment: "allotment", ReasonBoost: "boost", ReasonAgeing: "ageing",
	ReasonTurnOver: "turn-over",
	ReasonMutex:    "mutex", ReasonConditionVariable: "condition-variable",
	ReasonSemaphoreObject: "semaphore-object", ReasonFutexWord: "futex-word",
	ReasonPipe: "pipe", ReasonSocketPair: "socket-pair", ReasonListener: "listener",
	ReasonSocket: "socket", ReasonDiskDevice: "disk-device", ReasonDeviceUnlimited: "device",
	ReasonDatagramSocket: "datagram-socket", ReasonPollSet: "poll-set", ReasonEventCounter: "event-counter",
	ReasonFile: "file", ReasonFull: "full", ReasonNobody: "nobody",
	ReasonTerminate: "terminate", ReasonStopped: "stopped", ReasonContinue: "continue",
	ReasonIgnored: "ignored", ReasonHandled: "handled",
	ReasonMap: "map", ReasonTouch: "touch", ReasonFree: "free", ReasonExec: "exec",
	ReasonReturned: "returned", ReasonExit: "exit", ReasonKilled: "killed",
	ReasonCompleted: "completed", ReasonUntil: "until", ReasonDeadlock: "deadlock",
	ReasonAsleep: "asleep", ReasonNoProgress: "no-progress", ReasonFactLimit: "fact-limit",
	ReasonThreadLimit: "thread-limit", ReasonProcessLimit: "process-limit",
	ReasonMemoryLimit: "memory-limit", ReasonTimeLimit: "time-limit",
	ReasonChannelLimit: "channel-limit", ReasonStepLimit: "step-limit", ReasonEffortLimit: "effort-limit",
	ReasonTimers: "timers", ReasonPending: "pending", ReasonIdlePrepare: "idle-prepare",
	ReasonPoll: "poll", ReasonCheck: "check", ReasonClosing: "closing",
	ReasonTickQueue: "tick-queue", ReasonMicrotaskQueue: "microtask-queue",
	ReasonTimerQueue: "timer-queue", ReasonImmediateQueue: "immediate-queue",
	ReasonPoolQueue: "pool-queue", ReasonFinishedQueue: "finished-queue", ReasonCloseQueue: "close-queue",
	ReasonMessageQueue: "message-queue",
	ReasonCoreGone:     "core-gone", ReasonDropped: "dropped",
	ReasonEditSignal: "edit-signal", ReasonEditNice: "edit-nice", ReasonEditAffinity: "edit-affinity",
	ReasonEditAddCore: "edit-add-core", ReasonEditRemoveCore: "edit-remove-core", ReasonEditPool: "edit-pool",
	ReasonEditDrop: "edit-drop", ReasonEditCrash: "edit-crash",
	ReasonIsolateLimit: "isolate-limit",
	ReasonRefusalLimit: "refusal-limit",
	ReasonWork:         "work", ReasonScavenge: "scavenge", ReasonMarkCompact: "mark-compact",
}

func (r Reason) String() string { return nameIn(reasonNames[:], int(r), "reason") }
