package js

import (
	"reflect"
	"unsafe"

	"github.com/grafana/sobek"
)

// A promise job that waits is a closure of the engine's own. What it holds (a reaction
// and what its promise was settled with, or a promise and the thenable that it is to
// follow) lies behind the address of its code, in an order that only Go's compiler
// knows. So jobs are made with values that are known, when an isolate is made, and
// looked through for them.

// waitingJob is where what a job holds is in its closure, in words.
type waitingJob struct {
	subject  int          // a pointer
	of       reflect.Type // to this
	argument int          // an interface
}

// jobWords is how many words a job may have: five, and one of those that Go gives
// besides.
const jobWords = 6

// jobProbe makes jobs with what is known, and looks where they keep it.
type jobProbe struct {
	in      *inside
	runtime *sobek.Runtime
	queue   reflect.Value
}

// findJobs notes how each sort of job keeps what it holds, by the address of its code:
// the compiler has some of it for each place that makes such a job. One that is made
// for a promise that was settled before has a reaction that nobody knows, and is laid
// out as the others.
func (i *Isolate) findJobs() {
	i.inside.waitingJobs = map[uintptr]waitingJob{}
	p := jobProbe{i.inside, i.Engine, i.jobs.queue}
	if err := i.Turn(func() { // so that no job runs meanwhile
		p.reactions("fulfillReactions", func(resolve, _ func(any) error) func(any) error { return resolve })
		p.reactions("rejectReactions", func(_, reject func(any) error) func(any) error { return reject })
		p.thenable()
	}); err != nil {
		panic(err)
	}
}

// reactions settles a promise that has a reaction in a list, and gives it another one
// afterwards.
func (p jobProbe) reactions(list string, settling func(resolve, reject func(any) error) func(any) error) {
	promiseType := reflect.TypeFor[sobek.Promise]()
	promise, resolve, reject := p.runtime.NewPromise()
	object, argument := p.runtime.ToValue(promise).(*sobek.Object), p.runtime.NewObject()
	p.then(object)
	reaction := (*read[[]unsafe.Pointer](unsafe.Pointer(promise), fieldOf(promiseType, list)))[0]
	_ = settling(resolve, reject)(argument)
	of := typeOf(promiseType, list)
	pending := p.note(of, reaction, argument)
	p.then(object)
	settled := p.note(of, p.last()[pending.subject], argument)
	if settled != pending {
		panic("js: the engine's promise jobs are not laid out alike")
	}
}

// thenable resolves a promise with another.
func (p jobProbe) thenable() {
	promise, resolve, _ := p.runtime.NewPromise()
	other, _, _ := p.runtime.NewPromise()
	argument := p.runtime.ToValue(other)
	_ = resolve(argument)
	p.note(reflect.TypeFor[sobek.Promise](), unsafe.Pointer(promise), argument)
}

func (p jobProbe) then(promise *sobek.Object) {
	nothing := p.runtime.ToValue(func(sobek.FunctionCall) sobek.Value { return sobek.Undefined() })
	then, _ := sobek.AssertFunction(promise.Get("then"))
	if _, err := then(promise, nothing, nothing); err != nil {
		panic(err)
	}
}

// last is the job that was queued last.
func (p jobProbe) last() *[jobWords]unsafe.Pointer {
	jobs := jobsOf(p.queue)
	return jobs[len(jobs)-1]
}

// note looks through the last job for the first pointer to something of a type and the
// first interface: behind those of a short job lies what was there before.
func (p jobProbe) note(of reflect.Type, subject unsafe.Pointer, argument sobek.Value) waitingJob {
	job, found := p.last(), waitingJob{of: of}
	for at := 1; at < jobWords; at++ {
		switch {
		case found.subject == 0 && job[at] == subject:
			found.subject = at
		case found.argument == 0 && at+1 < jobWords && [2]unsafe.Pointer{job[at], job[at+1]} == *(*[2]unsafe.Pointer)(unsafe.Pointer(&argument)):
			found.argument = at
		}
	}
	if found.subject == 0 || found.argument == 0 {
		panic("js: a promise job of the engine does not show what it holds")
	}
	p.in.waitingJobs[uintptr(job[0])] = found
	return found
}

func jobsOf(queue reflect.Value) []*[jobWords]unsafe.Pointer {
	return *(*[]*[jobWords]unsafe.Pointer)(unsafe.Pointer(queue.UnsafeAddr()))
}

// jobs goes through what waiting promise jobs hold.
func (w *walk) jobs(in *inside, queue reflect.Value) {
	for _, job := range jobsOf(queue) {
		w.HeapBytes += jobBytes
		w.HostBytes += jobHostBytes
		known, ok := in.waitingJobs[uintptr(job[0])]
		if !ok {
			continue
		}
		w.object(job[known.subject], w.plans.of(known.of))
		w.held(reflect.ValueOf(*(*sobek.Value)(unsafe.Pointer(&job[known.argument]))))
	}
}

// What a job takes without what it holds. (PromiseReactionJobTask) Here that is its
// closure, with what Node notes about it: what called it, and on whose behalf. (Measured.)
const (
	jobBytes     = 6 * wordBytes
	jobHostBytes = 3000
)
