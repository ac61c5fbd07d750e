//go:build !js

package real

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"timeslice/sim/trace"
)

// supervisor runs one program.
type supervisor struct {
	spec Spec
	out  *bufio.Writer
	lock sync.Mutex // of out and what follows
	told map[Limit]bool
	kept int64 // bytes of output

	command *exec.Cmd
	watch   watcher
	guard   int           // its process
	family  family        // if there is a watcher
	left    int           // how many switches may yet be recorded
	packed  packer        // those not yet told of
	lost    int64         // the same of records for which there was no room
	looked  bool          // at the cores
	ended   chan struct{} // closed when the program has been waited for
	stopped chan struct{} // closed when it is to end
	once    sync.Once
}

// watcher are the kernel's records; nil if there are none.
type watcher interface {
	// filling tells that a ring is so full that it should be read.
	filling() <-chan struct{}
	// read takes what has been recorded, but for the latest moments unless it is
	// the last time.
	read(last bool, take func(*Switch), named func(*Named)) (lost int64)
	close()
}

// How often who looks.
//
// Each time it wakes up costs the recorder more than what it then does, above all on
// a busy virtual machine. So all of it is done at the same moments.
const (
	recordEvery  = 50 * time.Millisecond  // or when a ring is full to a quarter
	limitEvery   = 20 * time.Millisecond  // where there are no records to tell who lives
	lookSeldom   = 150 * time.Millisecond // at the most seldom
	sampleEvery  = 50 * time.Millisecond  // in a run's first second
	sampleSeldom = 200 * time.Millisecond // after that
	sampledOften = time.Second
	censusEvery  = time.Second            // in /proc, where the records tell who lives: for those who have ended and are not waited for
	frugality    = 100                    // a look takes one in so many parts of the time
	patience     = 500 * time.Millisecond // for what a killed program holds to be given back

	stuckPatience = 10 * time.Second // for a killed program to be gone
)

// supervise carries out the spec that is the first thing to come in. When what
// comes in ends, the app is gone or wants no more.
func supervise(guard int, in io.Reader, out io.Writer) int {
	becomeReaper()
	ignoreInterrupts()
	runtime.GOMAXPROCS(1) // or each that has something to do wakes up another to help it
	decoder := json.NewDecoder(in)
	s := &supervisor{
		out: bufio.NewWriterSize(out, 1<<16), told: map[Limit]bool{},
		ended: make(chan struct{}), stopped: make(chan struct{}), guard: guard,
	}
	if err := decoder.Decode(&s.spec); err != nil || len(s.spec.Command) == 0 {
		return 1
	}
	go func() {
		io.Copy(io.Discard, in)
		s.stop(LimitCancelled, "")
	}()
	s.run()
	s.tell(&Report{Done: &struct{}{}})
	return 0
}

// tell sends reports.
func (s *supervisor) tell(reports ...*Report) {
	s.lock.Lock()
	defer s.lock.Unlock()
	for _, r := range reports {
		line, err := json.Marshal(r)
		if err != nil {
			panic(err) // the struct is wrong
		}
		s.out.Write(append(line, '\n'))
	}
	s.out.Flush()
}

// trouble tells of a limit, once.
func (s *supervisor) trouble(limit Limit, detail string) {
	s.lock.Lock()
	known := s.told[limit]
	s.told[limit] = true
	s.lock.Unlock()
	if !known {
		s.tell(&Report{Trouble: &Trouble{Limit: limit, Detail: detail}})
	}
}

// stop ends the program because of a limit.
func (s *supervisor) stop(limit Limit, detail string) {
	s.once.Do(func() {
		s.trouble(limit, detail)
		close(s.stopped)
	})
}

// run starts the program and stays until nothing of it is left.
func (s *supervisor) run() {
	outputs, err := s.start()
	if err != nil {
		s.trouble(LimitSpawn, err.Error())
		killDescendants(0)
		return
	}
	var drains sync.WaitGroup
	for i, file := range outputs {
		drains.Go(func() { s.drain(i+1, file) })
	}
	var attends sync.WaitGroup
	over := make(chan struct{})
	attends.Go(func() { s.attend(over) })
	s.wait()
	if killDescendants(0) > 0 {
		s.trouble(LimitLeftover, "")
	}
	drained := make(chan struct{})
	go func() {
		drains.Wait()
		close(drained)
	}()
	select {
	case <-drained:
	case <-time.After(patience): // somebody far away holds the other end
	}
	close(over)
	attends.Wait()
	if s.watch != nil {
		s.watch.close()
	}
}

// wait stays until the program and all its descendants have ended, or are to be
// ended.
func (s *supervisor) wait() {
	limit := time.NewTimer(s.spec.Limits.Wall)
	defer limit.Stop()
	var look <-chan time.Time // once the program has ended, for those whom it left
	ended := s.ended
	for {
		select {
		case <-ended:
			ended = nil
			if !anyDescendant() {
				return
			}
			ticker := time.NewTicker(limitEvery)
			defer ticker.Stop()
			look = ticker.C
		case <-look:
			if !anyDescendant() {
				return
			}
		case <-limit.C:
			s.stop(LimitWall, s.spec.Limits.Wall.String())
		case <-s.stopped:
			killProgram(s.command.Process)
			killDescendants(s.command.Process.Pid)
			if ended != nil {
				s.awaitKilled(ended)
			}
			return
		}
	}
}

// awaitKilled waits for the program, which has been killed. One that hangs in the
// kernel cannot be killed, and nobody is to hang with it.
func (s *supervisor) awaitKilled(ended <-chan struct{}) {
	select {
	case <-ended:
	case <-time.After(stuckPatience):
		s.trouble(LimitStuck, "")
	}
}

// start starts the program on a thread that does nothing else: when that thread
// ends, so does the program, and the kernel's records are of what this thread
// starts.
func (s *supervisor) start() (outputs []*os.File, err error) {
	s.command = exec.Command(s.spec.Command[0], s.spec.Command[1:]...)
	s.command.Args[0] = filepath.Base(s.spec.Command[0]) // as a shell does, which has it by its name
	s.command.Dir, s.command.Env = s.spec.Directory, s.spec.Environment
	var inner []*os.File
	if input := inheritedInput(); s.spec.Input && len(input) > 0 {
		s.command.Stdin = input[0]
	} else { // a pipe at its end, as on the simulated computer
		read, write, err := os.Pipe()
		if err != nil {
			return nil, err
		}
		write.Close()
		s.command.Stdin, inner = read, append(inner, read)
	}
	for range 2 {
		read, write, err := os.Pipe()
		if err != nil {
			return nil, err
		}
		outputs, inner = append(outputs, read), append(inner, write)
	}
	s.command.Stdout, s.command.Stderr = inner[len(inner)-2], inner[len(inner)-1]
	limitOwn(&s.spec.Limits)
	started := make(chan error, 1)
	go s.hold(started)
	err = <-started
	for _, file := range inner {
		file.Close()
	}
	return outputs, err
}

// hold starts the program and waits for it, on one thread.
func (s *supervisor) hold(started chan<- error) {
	lockThread()
	var refused error
	if s.spec.Exact {
		s.watch, refused = openWatcher()
	}
	told := &Started{Cores: cores(), Tier: SelfMeasured}
	if s.watch != nil {
		told.Tier = Exact
	}
	if refused != nil && !errors.As(refused, &told.Refused) {
		told.Refused = &Refusal{RefusedOther, refused.Error()}
	}
	if refused != nil && s.spec.OnlyExact {
		s.tell(&Report{Started: told})
		started <- refused
		return
	}
	prepare(s.command)
	before := recorderCPU()
	told.Ns, told.Wall = clocks()
	if err := s.command.Start(); err != nil {
		started <- err
		return
	}
	limitProgram(s.command.Process, &s.spec.Limits)
	told.Process = s.command.Process.Pid
	s.family.begins(told.Process)
	s.tell(&Report{Started: told})
	started <- nil
	err := s.command.Wait()
	ended := endOf(s.command, err)
	ended.Ns, _ = clocks()
	ended.RecorderNs = recorderCPU() - before
	if ended.Signal == cpuLimitSignal {
		s.trouble(LimitCPU, s.spec.Limits.CPU.String())
	}
	s.tell(&Report{Ended: ended})
	close(s.ended)
	select {} // the thread stays to the end of the supervisor: its end would end what hangs on it
}

// drain takes what the program writes, always, and keeps as much as it may.
func (s *supervisor) drain(number int, from *os.File) {
	defer from.Close()
	buffer := make([]byte, 64<<10)
	for {
		count, err := from.Read(buffer)
		at, _ := clocks()
		if count > 0 {
			s.lock.Lock()
			room := max(0, s.spec.Limits.OutputBytes-s.kept)
			s.kept += int64(count)
			s.lock.Unlock()
			keep := min(int64(count), room)
			if keep > 0 {
				s.tell(&Report{Output: &Output{Ns: at, File: number, Text: buffer[:keep]}})
			}
			if keep < int64(count) {
				s.trouble(LimitOutput, "")
			}
		}
		if err != nil {
			return
		}
	}
}

// attend reads the kernel's records and looks at the processes, from time to time,
// until all is over. What the program started may outlive it, and so the guard is
// watched as long.
func (s *supervisor) attend(over <-chan struct{}) {
	var filling <-chan struct{} // never, if there are no records
	if s.watch != nil {
		filling = s.watch.filling()
	}
	begun := time.Now()
	sample, census := begun, begun.Add(censusEvery)
	timer := time.NewTimer(0)
	s.left = s.spec.Limits.Switches
	for last := false; !last; {
		select {
		case <-over:
			last = true
		case <-filling:
		case <-timer.C:
		}
		now := time.Now()
		if s.watch != nil {
			s.record(last)
		}
		if parentEnded(s.guard) {
			s.stop(LimitCancelled, "the guard is gone")
		}
		if s.tooMany(now.After(census)) {
			s.stop(LimitProcesses, "")
		}
		if now.After(census) {
			census = now.Add(censusEvery)
		}
		if last || !now.Before(sample) {
			sample = now.Add(sampleEvery)
			if now.Sub(begun) > sampledOften {
				sample = now.Add(sampleSeldom)
			}
			s.sample(last)
		}
		timer.Reset(s.rest(time.Since(now)))
	}
}

// rest is how long nothing is looked at after a look that took so long. It is as
// frugal as it can be: the more there is to look at, the more seldom.
func (s *supervisor) rest(took time.Duration) time.Duration {
	often := limitEvery
	if s.watch != nil {
		often = recordEvery
	}
	return min(max(often, frugality*took), lookSeldom)
}

// record takes in the kernel's records. They are passed on with the next sample, or
// when they are many.
func (s *supervisor) record(last bool) {
	lost := s.watch.read(last, func(sw *Switch) {
		s.family.take(sw)
		if s.left--; s.left >= 0 {
			s.packed.add(sw)
		}
	}, func(n *Named) { s.tell(&Report{Named: n}) })
	if s.lost += lost; lost > 0 {
		s.family.loses()
	}
	if len(s.packed.packed) > mostPacked {
		s.tell(s.recorded())
	}
	if s.left < 0 {
		s.trouble(LimitSwitches, "")
	}
}

// mostPacked is how many bytes of records are kept back.
const mostPacked = 1 << 16

// recorded is what the kernel recorded since the last time.
func (s *supervisor) recorded() *Report {
	r := &Report{Switches: s.packed.take(), Lost: s.lost}
	s.lost = 0
	return r
}

// members lists at most so many of the processes that live below this one, and says
// how many threads they have, trace.None if only a look at each would tell.
func (s *supervisor) members(most int) (processes []int, threads int64) {
	if s.watch != nil {
		if list, count, known := s.family.members(); known {
			return list[:min(len(list), most)], int64(count)
		}
	}
	return descendants(os.Getpid(), most), trace.None
}

// tooMany reports whether more processes live than may; with census also by what
// /proc says, if the records tell.
func (s *supervisor) tooMany(census bool) bool {
	most := s.spec.Limits.Processes
	list, threads := s.members(most + 1)
	return len(list) > most || census && threads != trace.None && countDescendants(most+1) > most
}

// mostSampled bounds the processes of one sample.
const mostSampled = 1000

// sample looks at each process; and at the cores, the first time and the last.
func (s *supervisor) sample(last bool) {
	list, threads := s.members(mostSampled)
	sample := &Sample{Processes: sampleProcesses(list, s.watch == nil, threads == trace.None)}
	if last || !s.looked {
		s.looked = true
		sample.BusyNs, sample.IdleNs = coreTimes()
	}
	sample.Ns, _ = clocks()
	var bytes, counted int64
	for _, p := range sample.Processes {
		bytes += p.ResidentBytes
		counted += int64(len(p.Threads))
	}
	s.tell(s.recorded(), &Report{Sample: sample})
	if bytes > s.spec.Limits.MemoryBytes {
		s.stop(LimitMemory, "")
	}
	if max(threads, counted) > int64(s.spec.Limits.Threads) {
		s.stop(LimitThreads, "")
	}
}
