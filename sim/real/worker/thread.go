//go:build !js

package worker

import (
	"errors"
	"os"
	"runtime"
	"sync/atomic"

	"timeslice/sim/trace"
	"timeslice/sim/workload"
)

// thread is a thread of this process. Everything it does, it does on one thread
// of the system.
type thread struct {
	process *process
	name    string
	number  int // among the threads of the process, from 1
	system  int // by the system
	by      int // who made it, 0 for nobody
	nice    int
	cores   []int
	listing int
	code    workload.Flat // that listing
	place   workload.Place
	over    chan struct{} // closed when it has ended

	seed        uint64
	connections map[int]*os.File // by listening socket: the one it talks through
	started     []*thread        // that it has not joined
}

// settle gives the thread its attributes. The caller is locked to it.
func (t *thread) settle() {
	if t.system = threadID(); t.system == 0 { // the system does not tell
		t.system = os.Getpid()<<16 + t.number
	}
	if t.nice != 0 {
		if err := setNice(t.system, t.nice); err != nil {
			t.failed("nice", err)
		}
	}
	if t.cores != nil {
		t.bind(t.cores)
	}
}

// bind lets the thread run on some of the run's cores only.
func (t *thread) bind(cores []int) {
	var real []int
	for _, core := range cores {
		if core < len(t.process.Cores) {
			real = append(real, t.process.Cores[core])
		}
	}
	if len(cores) == 0 {
		real = t.process.Cores
	}
	if err := setCores(real); err != nil {
		t.failed("affinity", err)
	}
}

// errEnds ends a thread; its process goes on.
var errEnds = errors.New("the thread ends")

// live carries out the thread's listing to its end.
func (t *thread) live() {
	for s := t.code.Next(&t.place); s != nil; s = t.code.Next(&t.place) {
		if err := t.carryOut(s); err == errEnds {
			break
		} else if err != nil {
			t.failed(s.Do, err)
		}
	}
	p := t.process
	t.log(ThreadAt, Event{A: int64(os.Getpid())})
	close(t.over)
	p.lock.Lock()
	defer p.lock.Unlock()
	if p.live--; p.live == 0 {
		close(p.ended)
	}
}

// carryOut carries out one step.
func (t *thread) carryOut(s *workload.Step) error {
	p := t.process
	switch s.Do {
	case "nothing":
	case "cpu":
		t.compute(s.Ns)
	case "sleep":
		t.sleep(trace.ReasonTimer, -1, s.Ns)
	case "io":
		t.transfer(s)
	case "yield":
		yield()
	case "print":
		return t.print(s)
	case "lock":
		t.take(trace.ReasonLock, s, s.Object)
	case "down":
		t.take(trace.ReasonSemaphore, s, s.Object)
	case "unlock", "up":
		t.put(s.Object)
	case "wait-on":
		t.waitOn(s)
	case "notify":
		t.notify(s)
	case "futex-wait":
		t.futexWait(s)
	case "futex-wake":
		t.futexWake(s)
	case "store":
		atomic.StoreInt64(p.shared.word(s.Object, valueWord), s.Number)
	case "add":
		atomic.AddInt64(p.shared.word(s.Object, valueWord), s.Number)
	case "alloc":
		return p.alloc(s.Bytes)
	case "touch":
		p.touch(s.Number, s.Bytes)
	case "free":
		p.free(s.Bytes)
	case "nice":
		return t.niceOf(s)
	case "affinity":
		if s.Whom != workload.Anybody && s.Whom != workload.Self {
			return errNotHere
		}
		t.bind(s.Cores)
	default:
		return t.carryOutMore(s)
	}
	return nil
}

// carryOutMore is carryOut for processes, threads, signals and channels.
func (t *thread) carryOutMore(s *workload.Step) error {
	p := t.process
	switch s.Do {
	case "spawn":
		_, err := p.start(birthOf(&p.plan.Programs[s.Listing], 1))
		return err
	case "fork":
		return t.fork(s)
	case "exec":
		return p.become(birthOf(&p.plan.Programs[s.Listing], 1))
	case "exit":
		p.quit(t, int(s.Number))
	case "wait":
		return t.waitChild(s)
	case "thread":
		t.startThread(s)
	case "join":
		t.join(s)
	case "end-thread":
		return errEnds
	case "subreaper":
		return setReaper(s.All)
	case "new-group":
		return newGroup()
	case "new-session":
		return newSession()
	case "kill":
		return t.kill(s)
	case "handle":
		if signal := signalOf(int(s.Number)); signal != nil {
			p.handle(signal, s.Text)
			return nil
		}
		return errNotHere
	case "pause":
		t.waits(trace.ReasonPause, -1, p.pause)
	default:
		return t.channelStep(s)
	}
	return nil
}

// errNotHere is what this system cannot do.
var errNotHere = errors.New("this system cannot do that")

func (t *thread) print(s *workload.Step) error {
	file := os.Stdout
	if s.Number == 2 {
		file = os.Stderr
	}
	t.log(Printed, Event{A: s.Number, Text: s.Text})
	_, err := file.WriteString(s.Text)
	return err
}

// fork starts a process that goes on where this thread is, or carries out a list
// of its own. Go's runtime cannot be copied: so it is this program started again at
// the same place, with the same ends of channels, and memory of the same size.
func (t *thread) fork(s *workload.Step) error {
	p := t.process
	b := birth{Name: p.Name}
	if s.Name != "" {
		b.Name = s.Name
	}
	child := workload.Thread{Name: b.Name, Nice: t.nice, Cores: t.cores}
	if s.Listing == workload.NoListing {
		child.Listing = t.listing
		b.Places = []workload.Place{t.place}
	} else {
		child.Listing = s.Listing
	}
	b.Threads = []workload.Thread{child}
	p.lock.Lock()
	for i := range p.plan.Objects {
		for _, writing := range []bool{false, true} {
			if end := (workload.End{Object: i, Writing: writing}); p.ends[end] != nil {
				b.Ends = append(b.Ends, end)
			}
		}
	}
	for _, part := range p.memory {
		b.Memory += int64(len(part))
	}
	p.lock.Unlock()
	_, err := p.start(b)
	return err
}

func (t *thread) startThread(s *workload.Step) {
	p := t.process
	started := p.newThread(s.Name, s.Listing, t.system)
	started.nice, started.cores = t.nice, t.cores
	t.started = append(t.started, started)
	begun := make(chan struct{})
	go func() {
		runtime.LockOSThread()
		started.settle()
		started.log(Thread, Event{A: int64(os.Getpid()), B: int64(t.system), Text: started.name})
		close(begun)
		started.live()
	}()
	<-begun
}

// join waits for the threads that the caller has started, or for those with a
// name.
func (t *thread) join(s *workload.Step) {
	p := t.process
	var whom []*thread
	if s.Name == "" {
		whom, t.started = t.started, nil
	} else {
		p.lock.Lock()
		for _, other := range p.threads {
			if other.name == s.Name && other != t {
				whom = append(whom, other)
			}
		}
		p.lock.Unlock()
	}
	for _, other := range whom {
		select {
		case <-other.over:
		default:
			t.waits(trace.ReasonThread, -1, func() bool { <-other.over; return true })
		}
	}
}

// waitChild waits for a child: any, the one made last, or one with a name.
func (t *thread) waitChild(s *workload.Step) error {
	p := t.process
	p.lock.Lock()
	var among []*child
	for _, c := range p.children {
		if s.Whom != workload.ByName || c.name == s.Name {
			among = append(among, c)
		}
	}
	if s.Whom == workload.Child && len(among) > 1 {
		among = among[len(among)-1:]
	}
	p.lock.Unlock()
	if len(among) == 0 {
		return errors.New("no child")
	}
	var found ending
	var err error
	if s.NoWait {
		found, err = waitAmong(among, false)
	} else {
		t.waits(trace.ReasonChild, -1, func() bool { found, err = waitAmong(among, true); return true })
	}
	if err == nil && found.process != 0 {
		p.forget(found.process)
		t.log(Waited, Event{A: int64(found.process), B: int64(found.code), C: int64(found.signal)})
	}
	return err
}

// ending is how a process ended.
type ending struct{ process, code, signal int }

// target is the process that a step means, 0 if there is none or it is not one of
// the run's.
func (t *thread) target(s *workload.Step) int {
	p := t.process
	switch s.Whom {
	case workload.Self, workload.Anybody:
		return os.Getpid()
	case workload.Parent:
		if parent := os.Getppid(); parent != p.Director && ours(parent) {
			return parent
		}
	case workload.Child:
		p.lock.Lock()
		defer p.lock.Unlock()
		if len(p.children) > 0 {
			return p.children[len(p.children)-1].process.Pid
		}
	case workload.ByName:
		return named(p.folder, s.Name)
	}
	return 0
}

func (t *thread) kill(s *workload.Step) error {
	if s.Whom == workload.OwnGroup {
		t.log(Signaled, Event{A: int64(os.Getpid()), B: s.Number})
		return signalGroup(int(s.Number))
	}
	whom := t.target(s)
	if whom == 0 {
		return errors.New("no such process")
	}
	t.log(Signaled, Event{A: int64(whom), B: s.Number})
	return sendSignal(whom, int(s.Number))
}

// niceOf changes how nice the thread is, or all threads of a process are.
func (t *thread) niceOf(s *workload.Step) error {
	if s.Whom == workload.Anybody {
		t.nice = int(s.Number)
		return setNice(t.system, t.nice)
	}
	whom := t.target(s)
	if whom == 0 {
		return errors.New("no such process")
	}
	return setNiceOfAll(whom, int(s.Number))
}
