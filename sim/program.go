package sim

// Program is what a thread does: it yields one operation after another.
type Program interface {
	// Next returns the operation the thread carries out next, nil when the
	// program is at its end. It is called when the thread is on a core and has
	// finished the operation before; t.Result and t.Errno say how that went.
	// The operation must not be changed until Next is called again.
	Next(t *Thread) Operation
}

// Oracle is a program that knows how much CPU time it needs before it next
// blocks, if what usually needs no wait needs none. SJF and STCF ask it; other programs count as needing none.
type Oracle interface {
	// BurstNs counts from the operation that Next would return next.
	BurstNs() int64
}

// Forker is a program that can be copied: [Fork] does so in the middle, and
// each start of a [ThreadSpec] begins with a copy of its program, so that one
// specification can be started many times.
type Forker interface {
	// Fork returns a program that goes on by itself from where this one is.
	Fork() Program
}

// Ender is a program that wants to know when its thread has ended, however
// that came about.
type Ender interface {
	// End is called once; t carries out nothing any more.
	End(t *Thread)
}

// Operation is one thing a thread does. It takes some CPU time and then has an
// effect.
type Operation interface {
	// CPUNs is the CPU time the thread needs before the effect.
	CPUNs(m *Machine, t *Thread) int64
	// Do has the effect, when the thread has had that time and is on a core.
	Do(m *Machine, t *Thread) Progress
}

// Progress says how a thread goes on after an operation's effect.
type Progress uint8

const (
	// Continue: the operation is finished, the next one follows.
	Continue Progress = iota
	// Wait: the thread blocked; when it is woken the operation is finished.
	Wait
	// Retry: the thread blocked; when it is woken and on a core again, the
	// operation is tried once more.
	Retry
	// Again: the operation asks for CPU time once more, then Do is called again.
	Again
	// Gone: the thread is not on a core any more: it yielded, ended or stopped.
	Gone
)
