package node

import (
	"bytes"
	"fmt"
	"math"
	"slices"

	"github.com/grafana/sobek"

	"timeslice/sim"
	"timeslice/sim/trace"
)

// sharing is what a thread knows of shared memory: whose prototype a
// SharedArrayBuffer has, and what it waits on.
type sharing struct {
	prototype *sobek.Object
	asleep    trace.ObjectID // what the thread waits on in Atomics.wait
	with      bool           // another thread has some of its memory
}

// words are those of a process's shared memory that somebody has waited on, by
// the address of their first byte.
type words struct{ known map[*byte]*sharedWord }

// sharedWord is a word of shared memory that somebody has waited on.
type sharedWord struct {
	number int64
	futex  trace.ObjectID // 0 until a thread blocks on it
	later  []*laterWait   // who waits without blocking
}

// laterWait is a wait that blocks no thread. (Atomics.waitAsync)
type laterWait struct {
	environment *Environment
	word        *sharedWord
	waiter      sobek.Value
	wake        sobek.Callable
}

// wakeLater wakes who waits for a word without blocking. Those of other threads
// find it in their poll phase.
func (n *Environment) wakeLater(address *byte, most int) []any {
	w := n.words.known[address]
	if w == nil {
		return []any{0}
	}
	result := []any{0}
	count := 0
	for count < most && len(w.later) > 0 {
		l := w.later[0]
		w.later = w.later[1:]
		other := l.environment
		switch {
		case other.gone:
			continue
		case other == n:
			result = append(result, l.waiter)
		default:
			it := other.newItem(n.here("notify"), func() { other.invoke(l.wake, sobek.Undefined()) })
			it.queued = n.cause()
			other.loop.refs++ // which taking it gives back
			n.fiber.act(0, func(m *sim.Machine, t *sim.Thread) sim.Progress {
				other.arrive(m, t, it)
				return sim.Continue
			})
		}
		count++
	}
	result[0] = count
	return result
}

// isShared reports whether an object made as an ArrayBuffer is to be taken for
// a SharedArrayBuffer.
func (s *sharing) isShared(object *sobek.Object) bool {
	if s.prototype == nil {
		return false
	}
	for p := object.Prototype(); p != nil; p = p.Prototype() {
		if p == s.prototype {
			return true
		}
	}
	return false
}

func (s *words) word(address *byte) *sharedWord {
	if s.known == nil {
		s.known = map[*byte]*sharedWord{}
	}
	w := s.known[address]
	if w == nil {
		w = &sharedWord{number: int64(len(s.known))}
		s.known[address] = w
	}
	return w
}

// atomicEffort is as how many statements more an operation on shared memory counts: it is
// called by its arguments' array. (Measured.)
const atomicEffort = 8

// sharedBinding is shared memory and the waiting on it.
func (n *Environment) sharedBinding() sobek.Value {
	e := n.isolate.Engine
	memory := func(v sobek.Value) []byte { return v.Export().(sobek.ArrayBuffer).Bytes() }
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		"setPrototype": func(c sobek.FunctionCall) sobek.Value {
			n.sharing.prototype = c.Argument(0).(*sobek.Object)
			return nil
		},
		"isShared": func(c sobek.FunctionCall) sobek.Value { return e.ToValue(n.kind(c.Argument(0)) == "SharedArrayBuffer") },
		// settle(): the machine comes to where the script is, so that others' stores
		// are seen, and theirs are in order with what follows.
		"settle": func(sobek.FunctionCall) sobek.Value {
			n.isolate.Owe(n.options.Costs.AtomicNs)
			n.isolate.Exert(atomicEffort)
			if n.sharing.with {
				n.isolate.Settle()
			}
			return nil
		},
		// waitLater(buffer, offset, waiter, wake): a handle. wake() is called if
		// another thread notifies.
		"waitLater": func(c sobek.FunctionCall) sobek.Value {
			w := n.words.word(&memory(c.Argument(0))[c.Argument(1).ToInteger()])
			l := &laterWait{environment: n, word: w, waiter: c.Argument(2), wake: n.function(c.Argument(3))}
			w.later = append(w.later, l)
			return e.ToValue(l)
		},
		"forget": func(c sobek.FunctionCall) sobek.Value {
			l := c.Argument(0).Export().(*laterWait)
			l.word.later = slices.DeleteFunc(l.word.later, func(other *laterWait) bool { return other == l })
			return nil
		},
		// wakeLater(buffer, offset, most): how many are woken of those that wait
		// without blocking, and of them the waiters of this thread.
		"wakeLater": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.Settle()
			return e.NewArray(n.wakeLater(&memory(c.Argument(0))[c.Argument(1).ToInteger()], int(c.Argument(2).ToInteger()))...)
		},
		// wait(buffer, offset, size, timeoutMs): how the wait ended.
		"wait": func(c sobek.FunctionCall) sobek.Value {
			at := c.Argument(1).ToInteger()
			return e.ToValue(n.waitForWord(memory(c.Argument(0))[at:at+c.Argument(2).ToInteger()], c.Argument(3).ToFloat()))
		},
		// notify(buffer, offset, most): how many threads were woken.
		"notify": func(c sobek.FunctionCall) sobek.Value {
			w := n.words.known[&memory(c.Argument(0))[c.Argument(1).ToInteger()]]
			most := int(c.Argument(2).ToInteger())
			if w == nil || w.futex == 0 || most == 0 {
				return e.ToValue(0)
			}
			n.isolate.Settle()
			n.fiber.do(&sim.FutexWake{Futex: w.futex, Count: most})
			return e.ToValue(n.fiber.thread.Result)
		},
	})
}

// share begins to look at the machine at each statement, as another thread has
// memory that this one has.
func (n *Environment) shareMemory() {
	n.sharing.with = true
	n.isolate.Share(n.options.Seed ^ uint64(n.fiber.thread.ID))
}

// makeShared makes a buffer a SharedArrayBuffer.
func (n *Environment) makeShared(buffer *sobek.Object) {
	if n.sharing.prototype == nil {
		n.requireBuiltin("internal/shared_memory")
	}
	_ = buffer.SetPrototype(n.sharing.prototype)
}

// waitForWord blocks the thread on a word that has the value it has now until
// it is woken, the word has another value at the moment of falling asleep, or
// the time is over.
func (n *Environment) waitForWord(word []byte, timeoutMs float64) string {
	if timeoutMs == 0 {
		return "timed-out"
	}
	w := n.words.word(&word[0])
	if w.futex == 0 {
		w.futex = n.machine.NewFutex(fmt.Sprintf("Atomics.wait %d", w.number), 0)
	}
	expected := bytes.Clone(word)
	n.isolate.Settle()
	var until trace.Time = trace.Never
	if ns := timeoutMs * 1e6; ns < math.MaxInt64/2 {
		until = n.machine.Now() + trace.Time(math.Ceil(ns))
	}
	for {
		wait := &wordWait{FutexWait: sim.FutexWait{Futex: w.futex}, word: word, expected: expected, worker: n.worker}
		if until != trace.Never {
			wait.TimeoutNs = max(int64(until-n.machine.Now()), 1)
		}
		n.sharing.asleep = w.futex
		n.fiber.do(wait)
		n.sharing.asleep = 0
		if n.worker != nil && n.worker.stopped {
			n.unwind()
		}
		switch n.fiber.thread.Errno {
		case 0:
			return "ok"
		case sim.EINTR: // V8 waits on
		case sim.EAGAIN:
			return "not-equal"
		default:
			return "timed-out"
		}
	}
}

// wordWait is a futex wait that looks at the memory itself.
type wordWait struct {
	sim.FutexWait
	word, expected []byte
	asleep         bool
	worker         *worker // whose wait ends when it is stopped; nil for the main thread
}

func (w *wordWait) Do(m *sim.Machine, t *sim.Thread) sim.Progress {
	if !w.asleep && !bytes.Equal(w.word, w.expected) || w.worker != nil && w.worker.stopped {
		w.Expected = 1 // the machine's word is 0: no wait
	}
	w.asleep = true
	return w.FutexWait.Do(m, t)
}
