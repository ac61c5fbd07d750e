package sim

import (
	"slices"
	"strconv"
	"strings"

	"timeslice/sim/trace"
)

// Signal is the number of a signal as on Linux (signal(7), x86).
type Signal int

// The signals that are simulated.
const (
	SIGHUP    Signal = 1
	SIGINT    Signal = 2
	SIGQUIT   Signal = 3
	SIGILL    Signal = 4
	SIGTRAP   Signal = 5
	SIGABRT   Signal = 6
	SIGBUS    Signal = 7
	SIGFPE    Signal = 8
	SIGKILL   Signal = 9
	SIGUSR1   Signal = 10
	SIGSEGV   Signal = 11
	SIGUSR2   Signal = 12
	SIGPIPE   Signal = 13
	SIGALRM   Signal = 14
	SIGTERM   Signal = 15
	SIGSTKFLT Signal = 16
	SIGCHLD   Signal = 17
	SIGCONT   Signal = 18
	SIGSTOP   Signal = 19
	SIGTSTP   Signal = 20
	SIGTTIN   Signal = 21
	SIGTTOU   Signal = 22
	SIGURG    Signal = 23
	SIGXCPU   Signal = 24
	SIGXFSZ   Signal = 25
	SIGVTALRM Signal = 26
	SIGPROF   Signal = 27
	SIGWINCH  Signal = 28
	SIGIO     Signal = 29
	SIGPWR    Signal = 30
	SIGSYS    Signal = 31

	signalCount = 32
)

// Disposition is what a process has decided about a signal.
type Disposition uint8

// The dispositions. KILL and STOP always have the default.
const (
	Default Disposition = iota
	Ignore
	Catch // a handler of the program is called
)

// effect is what a signal does to a process.
type effect uint8

const (
	ignored effect = iota
	terminates
	stops
	continues
	handled
)

// signals is indexed by number: the names, and the default effects. That QUIT,
// ABRT, SEGV and others also write a core file is left out. (signal(7))
var signals = [signalCount]struct {
	name   string
	effect effect
}{
	SIGHUP: {"HUP", terminates}, SIGINT: {"INT", terminates}, SIGQUIT: {"QUIT", terminates},
	SIGILL: {"ILL", terminates}, SIGTRAP: {"TRAP", terminates}, SIGABRT: {"ABRT", terminates},
	SIGBUS: {"BUS", terminates}, SIGFPE: {"FPE", terminates}, SIGKILL: {"KILL", terminates},
	SIGUSR1: {"USR1", terminates}, SIGSEGV: {"SEGV", terminates}, SIGUSR2: {"USR2", terminates},
	SIGPIPE: {"PIPE", terminates}, SIGALRM: {"ALRM", terminates}, SIGTERM: {"TERM", terminates},
	SIGSTKFLT: {"STKFLT", terminates}, SIGCHLD: {"CHLD", ignored}, SIGCONT: {"CONT", continues},
	SIGSTOP: {"STOP", stops}, SIGTSTP: {"TSTP", stops}, SIGTTIN: {"TTIN", stops}, SIGTTOU: {"TTOU", stops},
	SIGURG: {"URG", ignored}, SIGXCPU: {"XCPU", terminates}, SIGXFSZ: {"XFSZ", terminates},
	SIGVTALRM: {"VTALRM", terminates}, SIGPROF: {"PROF", terminates}, SIGWINCH: {"WINCH", ignored},
	SIGIO: {"IO", terminates}, SIGPWR: {"PWR", terminates}, SIGSYS: {"SYS", terminates},
}

func (s Signal) known() bool { return s > 0 && s < signalCount && signals[s].name != "" }

// String is the signal's name, such as "SIGTERM".
func (s Signal) String() string {
	if s.known() {
		return "SIG" + signals[s].name
	}
	return "signal-" + strconv.Itoa(int(s))
}

// ParseSignal reads a signal's name, with or without SIG, or its number.
func ParseSignal(text string) (Signal, bool) {
	if n, err := strconv.Atoi(text); err == nil {
		return Signal(n), Signal(n).known()
	}
	name := strings.TrimPrefix(text, "SIG")
	for s := range signals {
		if name != "" && signals[s].name == name {
			return Signal(s), true
		}
	}
	return 0, false
}

// held is a signal that has been sent and cannot take effect yet.
type held struct {
	signal Signal
	sent   trace.FactID
}

// Kill sends a signal (kill(2)). Signal 0 only asks whether the target exists.
// ESRCH if there is no such process, EINVAL if there is no such signal, EPERM
// if none of the targets belongs to the caller's user, who is not root.
type Kill struct {
	To     Target
	Signal Signal
}

// CPUNs is the cost of sending a signal.
func (k *Kill) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SignalNs }

// Do sends it. The caller may itself be ended or stopped by it.
func (k *Kill) Do(m *Machine, t *Thread) Progress {
	if k.Signal != 0 && !k.Signal.known() {
		m.fail(t, EINVAL, "kill", 0)
		return Continue
	}
	targets := m.all(t, k.To)
	if len(targets) == 0 {
		m.fail(t, ESRCH, "kill", 0)
		return Continue
	}
	allowed := slices.DeleteFunc(targets, func(p *Process) bool { return !t.Process.maySignal(p) })
	if len(allowed) == 0 {
		m.fail(t, EPERM, "kill", 0)
		return Continue
	}
	t.succeed(0)
	for _, p := range allowed {
		if k.Signal != 0 && p.lifetime != reaped { // the end of another one may have let it go
			m.send(p, k.Signal, t.ID, t.lastFact)
		}
	}
	return t.onward()
}

func (p *Process) maySignal(other *Process) bool { return p.User == "root" || p.User == other.User }

// Handle sets what the caller's process does about a signal (sigaction(2)).
// EINVAL for KILL and STOP. A signal that is caught interrupts a wait with
// EINTR, apart from waits for a lock, a condition or a thread, which go on;
// the program learns of it by [Process.TakeSignal]. Running the handler costs
// no CPU time by itself.
type Handle struct {
	Signal      Signal
	Disposition Disposition
}

// CPUNs is the cost of a system call.
func (h *Handle) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do sets the disposition. A signal that waits to take effect and is ignored
// from now on is gone.
func (h *Handle) Do(m *Machine, t *Thread) Progress {
	if !h.Signal.known() || h.Signal == SIGKILL || h.Signal == SIGSTOP {
		m.fail(t, EINVAL, "sigaction", 0)
		return Continue
	}
	p := t.Process
	p.disposition[h.Signal] = h.Disposition
	if p.effect(h.Signal) == ignored {
		p.forgetHeld(h.Signal)
	}
	t.succeed(0)
	return Continue
}

// Pause waits until a signal has been caught and then fails with EINTR, always
// (pause(2)). A signal that was caught before does not count.
type Pause struct{}

// CPUNs is the cost of a system call.
func (Pause) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do blocks.
func (Pause) Do(m *Machine, t *Thread) Progress {
	m.block(t, trace.ReasonPause, trace.NoObject, 0, 0)
	return Wait
}
