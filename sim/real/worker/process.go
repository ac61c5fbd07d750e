//go:build !js

package worker

import (
	"encoding/json"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"timeslice/sim/workload"
)

// process is this process.
type process struct {
	birth
	folder   string
	plan     *workload.Plan
	listings []workload.Flat
	shared   *shared
	log      *log
	watcher  int // the thread of Go's runtime that watches over the others; 0 if it is as usual

	lock     sync.Mutex // of all that follows
	ends     map[workload.End][]*os.File
	children []*child
	memory   [][]byte
	threads  []*thread
	live     int
	ended    chan struct{} // closed when no thread lives
	caught   chan os.Signal
}

// child is a process that this one started and has not waited for.
type child struct {
	name    string
	process *os.Process
}

// work plays one process of a plan.
func work(folder, told string) int {
	runtime.LockOSThread()
	watcher := quietWatcher()
	b := birth{}
	if err := json.Unmarshal([]byte(told), &b); err != nil {
		return complain(err)
	}
	plan, err := readPlan(folder)
	if err != nil {
		return complain(err)
	}
	p := &process{birth: b, folder: folder, plan: plan, watcher: watcher, ends: map[workload.End][]*os.File{}, ended: make(chan struct{}), caught: make(chan os.Signal, 16)}
	for _, steps := range plan.Listings {
		p.listings = append(p.listings, workload.Lay(steps))
	}
	if p.shared, err = openShared(folder, plan); err != nil {
		return complain(err)
	}
	if p.log, err = openLog(folder); err != nil {
		return complain(err)
	}
	p.inherit()
	if b.Reaper {
		setReaper(true)
	}
	introduce(folder, b.Name, os.Getpid())
	return p.run()
}

// complain tells the user what keeps a process from its work.
func complain(err error) int {
	os.Stderr.WriteString("timeslice: a process of the scenario cannot work: " + err.Error() + "\n")
	return 1
}

// inherit takes over the ends of channels that were open when the process began.
func (p *process) inherit() {
	next := 0
	for _, end := range p.Ends {
		for range filesOf(p.plan, end) {
			if next < len(p.Files) {
				p.ends[end] = append(p.ends[end], os.NewFile(uintptr(p.Files[next]), "end"))
			}
			next++
		}
	}
}

// introduce leaves a process's name where others find it. Who starts a process does
// it too, so that it has a name from its first moment.
func introduce(folder, name string, process int) {
	os.WriteFile(filepath.Join(folder, strconv.Itoa(process)+nameExtension), []byte(name), 0o600)
}

// nameExtension is what the files end with by which processes find each other.
const nameExtension = ".name"

// named is the lowest number of a living process of this run with a name, 0 if
// there is none.
func named(folder, name string) int {
	entries, _ := os.ReadDir(folder)
	found := 0
	for _, entry := range entries {
		number, is := strings.CutSuffix(entry.Name(), nameExtension)
		if !is {
			continue
		}
		text, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		pid, bad := strconv.Atoi(number)
		if err == nil && bad == nil && string(text) == name && ours(pid) && (found == 0 || pid < found) {
			found = pid
		}
	}
	return found
}

// run starts the threads, the first of them on the system's first thread, and
// stays until the last has ended. Those that begin together are there before
// they are released, so that none has a head start.
func (p *process) run() int {
	gate, ready := make(chan struct{}), sync.WaitGroup{}
	for i, spec := range p.Threads {
		t := p.newThread(spec.Name, spec.Listing, 0)
		t.nice, t.cores = spec.Nice, spec.Cores
		if i < len(p.Places) {
			t.place = p.Places[i]
		}
	}
	all := p.threads
	for _, t := range all[min(1, len(all)):] {
		ready.Add(1)
		go func() {
			runtime.LockOSThread()
			t.settle()
			ready.Done()
			<-gate
			t.live()
		}()
	}
	if len(all) > 0 {
		all[0].settle()
	}
	ready.Wait()
	if p.Memory > 0 {
		p.alloc(p.Memory)
		p.touch(0, p.Memory)
	}
	if p.Gate {
		atomic.AddInt64(p.shared.at(readyWord), 1)
		one := make([]byte, 1)
		os.Stdin.Read(one)
	}
	began := Event{What: Began, Ns: clock(), A: int64(os.Getpid()), B: int64(p.Parent), Text: p.Name}
	if p.Exec {
		began.What = Became
	}
	p.log.add(began)
	for _, t := range all {
		p.log.add(Event{What: Thread, Ns: began.Ns, Thread: t.system, A: int64(os.Getpid()), Text: t.name})
	}
	close(gate)
	if len(all) == 0 {
		return p.quit(nil, 0)
	}
	all[0].live()
	<-p.ended
	return p.quit(nil, 0)
}

// quit ends the process. t is who does, nil if its last thread has ended.
func (p *process) quit(t *thread, code int) int {
	e := Event{What: Quit, Ns: clock(), A: int64(os.Getpid()), B: int64(code)}
	if t != nil {
		e.Thread = t.system
	}
	p.log.add(e)
	os.Remove(filepath.Join(p.folder, strconv.Itoa(os.Getpid())+nameExtension))
	releaseWatcher(p.watcher)
	os.Exit(code)
	return code
}

// newThread adds a thread, which does not run yet.
func (p *process) newThread(name string, listing int, by int) *thread {
	t := &thread{process: p, name: name, listing: listing, code: p.listings[listing], by: by, seed: 88172645463325252, over: make(chan struct{}), connections: map[int]*os.File{}}
	p.lock.Lock()
	defer p.lock.Unlock()
	p.threads = append(p.threads, t)
	t.number = len(p.threads)
	p.live++
	return t
}

// start starts a child: a program, or a copy of this process that goes on at a
// place.
func (p *process) start(b birth) (*child, error) {
	b.Director, b.Parent, b.Cores = p.Director, os.Getpid(), p.Cores
	p.lock.Lock()
	held := map[workload.End][]*os.File{}
	for end, files := range p.ends {
		held[end] = files
	}
	p.lock.Unlock()
	started, err := launch(p.folder, p.plan, b, held, nil)
	if err != nil {
		return nil, err
	}
	introduce(p.folder, b.Name, started.Pid)
	c := &child{b.Name, started}
	p.lock.Lock()
	p.children = append(p.children, c)
	p.lock.Unlock()
	return c, nil
}

// launch starts a worker. What it has open is held by the caller already, or is
// opened for it. input is its standard input, nil for none.
func launch(folder string, plan *workload.Plan, b birth, held map[workload.End][]*os.File, input *os.File) (*os.Process, error) {
	own, err := os.Executable()
	if err != nil {
		return nil, err
	}
	files := []*os.File{input, os.Stdout, os.Stderr}
	b.Files = nil
	for _, end := range b.Ends {
		open, own := held[end], false
		if open == nil {
			if open, err = openEnd(folder, plan, end); err != nil {
				return nil, err
			}
			own = true
		}
		for _, file := range open {
			b.Files = append(b.Files, len(files))
			files = append(files, file)
			if own {
				defer file.Close()
			}
		}
	}
	told, err := json.Marshal(b)
	if err != nil {
		return nil, err
	}
	return os.StartProcess(own, []string{own, workRole, folder, string(told)}, &os.ProcAttr{
		Files: files, Env: append(os.Environ(), runtimeSettings(len(b.Threads))...), Sys: attributesOfChild(b.Gate),
	})
}

// runtimeSettings keep Go's runtime out of the way: it takes turns on fewer
// threads than run for real only if it has to, interrupts nobody, and collects no
// garbage.
func runtimeSettings(threads int) []string {
	return []string{"GOMAXPROCS=" + strconv.Itoa(threads+32), "GOGC=off", "GODEBUG=asyncpreemptoff=1"}
}

// forget takes a child off the list.
func (p *process) forget(pid int) {
	p.lock.Lock()
	defer p.lock.Unlock()
	for i, c := range p.children {
		if c.process.Pid == pid {
			p.children = append(p.children[:i:i], p.children[i+1:]...)
			return
		}
	}
}

// handle sets what a signal does to the process.
func (p *process) handle(s os.Signal, disposition string) {
	signal.Reset(s)
	switch disposition {
	case "ignore":
		signal.Ignore(s)
	case "catch":
		signal.Notify(p.caught, s)
	}
}

// pause waits for a signal that is caught. Those that came before are over.
func (p *process) pause() bool {
	for {
		select {
		case <-p.caught:
			continue
		default:
		}
		<-p.caught
		return true
	}
}

// sleepUntil is for those who wait outside of what is measured.
func sleepUntil(at int64) {
	if left := at - clock(); left > 0 {
		time.Sleep(time.Duration(left))
	}
}

// alloc maps memory; touch writes to it; free gives back the last of it.

func (p *process) alloc(bytes int64) error {
	part, err := mapAnonymous(int(bytes))
	if err != nil {
		return err
	}
	p.lock.Lock()
	defer p.lock.Unlock()
	p.memory = append(p.memory, part)
	return nil
}

const pageBytes = 4096

func (p *process) touch(from, bytes int64) {
	p.lock.Lock()
	parts := append([][]byte{}, p.memory...)
	p.lock.Unlock()
	at := int64(0)
	for _, part := range parts {
		for i := 0; i < len(part); i += pageBytes {
			if at >= from && (bytes == 0 || at < from+bytes) {
				part[i]++
			}
			at += pageBytes
		}
	}
}

func (p *process) free(bytes int64) {
	p.lock.Lock()
	defer p.lock.Unlock()
	all := bytes == 0
	for len(p.memory) > 0 && (all || bytes > 0) {
		last := p.memory[len(p.memory)-1]
		if !all && int64(len(last)) > bytes {
			releaseTail(last, int(bytes))
			p.memory[len(p.memory)-1] = last[:int64(len(last))-bytes]
			return
		}
		bytes -= int64(len(last))
		unmapAnonymous(last)
		p.memory = p.memory[:len(p.memory)-1]
	}
}
