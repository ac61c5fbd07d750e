package scenario

import (
	"timeslice/sim"
)

// form is an operation as a scenario writes it. The operations are listed in
// forms; to add one, write its reader and add its line.
type form struct {
	name    string
	example string // a right one, for the messages
	body    bodyRule
	// blocks: the thread usually blocks in it, or ends, so that a burst of CPU
	// time ends here. A lock is usually free and a pipe has room: what follows
	// counts as the same burst, and if the thread does have to wait, its burst is
	// foretold anew when it wakes.
	blocks bool
	read   func(p *operands) builder
}

// bodyRule says whether a list of operations follows an operation.
type bodyRule uint8

const (
	noBody bodyRule = iota
	mayHaveBody
	mustHaveBody
)

// builder makes an operation for a machine, when its locks and pipes exist.
type builder func(a *assembly) sim.Operation

// step is an operation that has been read.
type step struct {
	build  builder // nil for a repeat
	cpuNs  int64
	blocks bool
	count  int64  // of a repeat
	body   []step // of a repeat, a forked child, a thread
	uses   []use  // ends of channels
	opens  []use
}

// forms is every operation there is, repeat apart.
func forms() []form {
	return []form{
		{"cpu", "cpu 4ms", noBody, false, readCompute},
		{"io", "io 2ms", noBody, true, readTransfer},
		{"sleep", "sleep 1ms", noBody, true, readSleep},
		{"yield", "yield", noBody, false, always(sim.Yield{})},
		{"print", `print "text"`, noBody, false, readPrint},

		// Processes and threads: processoperation.go.
		{"spawn", "spawn PROGRAM", noBody, false, readSpawn},
		{"fork", "fork, [cpu 1ms]", mayHaveBody, false, readFork},
		{"exec", "exec PROGRAM", noBody, true, readExec},
		{"exit", "exit 3", noBody, true, readExit},
		{"wait", "wait", noBody, true, readWait},
		{"thread", "thread, [cpu 1ms]", mustHaveBody, false, readThread},
		{"join", "join", noBody, true, readJoin},
		{"end-thread", "end-thread", noBody, true, readEndThread},
		{"subreaper", "subreaper on", noBody, false, readSubreaper},
		{"new-group", "new-group", noBody, false, always(&sim.SetGroup{})},
		{"new-session", "new-session", noBody, false, always(sim.SetSession{})},

		// Signals: signaloperation.go.
		{"kill", "kill NAME TERM", noBody, false, readKill},
		{"handle", "handle TERM ignore", noBody, false, readHandle},
		{"pause", "pause", noBody, true, always(sim.Pause{})},

		// Memory: memoryoperation.go.
		{"alloc", "alloc 4MiB", noBody, false, readMap},
		{"touch", "touch 4MiB", noBody, false, readTouch},
		{"free", "free 4MiB", noBody, false, readUnmap},

		// Locks and the like: objectoperation.go.
		{"lock", "lock LOCK", noBody, false, readLock},
		{"unlock", "unlock LOCK", noBody, false, readUnlock},
		{"wait-on", "wait-on CONDITION with LOCK", noBody, true, readWaitOn},
		{"notify", "notify CONDITION", noBody, false, readNotify},
		{"notify-all", "notify-all CONDITION", noBody, false, readNotify},
		{"down", "down SEMAPHORE", noBody, false, readDown},
		{"up", "up SEMAPHORE", noBody, false, readUp},
		{"futex-wait", "futex-wait FUTEX 0", noBody, true, readFutexWait},
		{"futex-wake", "futex-wake FUTEX 1", noBody, false, readFutexWake},
		{"store", "store FUTEX 1", noBody, false, readStore},
		{"add", "add FUTEX 1", noBody, false, readAdd},

		// Pipes and sockets: channeloperation.go.
		{"send", "send PIPE 4KiB", noBody, false, readSend},
		{"recv", "recv PIPE 4KiB", noBody, true, readReceive},
		{"open", "open PIPE reading", noBody, false, readOpen},
		{"close", "close PIPE writing", noBody, false, readClose},
		{"listen", "listen LISTENER", noBody, false, readListen},
		{"connect", "connect LISTENER", noBody, false, readConnect},
		{"accept", "accept LISTENER", noBody, true, readAccept},

		// Attributes: attributeoperation.go.
		{"nice", "nice 5", noBody, false, readNice},
		{"tickets", "tickets 100", noBody, false, readTickets},
		{"priority", "priority 3", noBody, false, readPriority},
		{"class", "class fifo 50", noBody, false, readClass},
		{"affinity", "affinity 0-1", noBody, false, readAffinity},
	}
}

// always is an operation without operands.
func always(operation sim.Operation) func(*operands) builder {
	return func(*operands) builder { return fixed(operation) }
}

// fixed builds an operation that is the same on every machine.
func fixed(operation sim.Operation) builder {
	return func(*assembly) sim.Operation { return operation }
}

// readCompute notes the CPU time, for those who ask how long a burst will be.
func readCompute(p *operands) builder {
	p.cpuNs = p.duration()
	return fixed(&sim.Compute{Ns: p.cpuNs})
}

func readSleep(p *operands) builder { return fixed(&sim.Sleep{Ns: p.duration()}) }

// readTransfer reads "io 2ms", on a device that serves everybody at once, and
// "io 2ms on DISK" or "io 64KiB on DISK".
func readTransfer(p *operands) builder {
	if !p.nextIsSize() {
		ns := p.duration()
		if !p.accept("on") {
			return fixed(&sim.Transfer{Ns: ns})
		}
		d := p.object(disk)
		return func(a *assembly) sim.Operation { return &sim.Access{Disk: a.objects[d], Ns: ns} }
	}
	bytes := p.size(1)
	p.expect("on")
	d := p.object(disk)
	return func(a *assembly) sim.Operation { return &sim.Access{Disk: a.objects[d], Bytes: bytes} }
}

// readPrint reads a text, which is printed as a line, and "to 2" for the
// standard error.
func readPrint(p *operands) builder {
	operation := &sim.Print{Descriptor: 1, Text: p.text() + "\n"}
	if p.accept("to") {
		operation.Descriptor = int(p.whole(1, 2))
	}
	return fixed(operation)
}
