package real

import (
	"runtime"

	"golang.org/x/sys/unix"
)

// threadCPU is the CPU time of the calling thread.
func threadCPU() int64 {
	var t unix.Timespec
	unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &t)
	return t.Nano()
}

// processCPU is the CPU time of this process and of the children it has waited for.
func processCPU() int64 {
	total := int64(0)
	for _, whose := range []int{unix.RUSAGE_SELF, unix.RUSAGE_CHILDREN} {
		var usage unix.Rusage
		if unix.Getrusage(whose, &usage) == nil {
			total += usage.Utime.Nano() + usage.Stime.Nano()
		}
	}
	return total
}

// measureKernel measures calls into the kernel on one thread, and then the switch
// between two threads on one core.
func (c *Calibration) measureKernel() error {
	var err error
	if c.SyscallNs, err = least(20_000, func() error { unix.Getppid(); return nil }); err != nil {
		return problem(NoStart, err)
	}
	pipe := make([]int, 2)
	if err := unix.Pipe2(pipe, unix.O_CLOEXEC); err != nil {
		return problem(NoStart, err)
	}
	defer unix.Close(pipe[0])
	defer unix.Close(pipe[1])
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return problem(NoStart, err)
	}
	defer unix.Close(pair[0])
	defer unix.Close(pair[1])
	small, large := make([]byte, 1), make([]byte, 32<<10)
	through := func(from, to int, data []byte) func() error {
		return func() error {
			if _, err := unix.Write(to, data); err != nil {
				return err
			}
			_, err := unix.Read(from, data)
			return err
		}
	}
	byPipe, err := least(5000, through(pipe[0], pipe[1], small))
	if err != nil {
		return problem(NoStart, err)
	}
	bySocket, err := least(5000, through(pair[0], pair[1], small))
	if err != nil {
		return problem(NoStart, err)
	}
	copied, err := least(500, through(pipe[0], pipe[1], large))
	if err != nil {
		return problem(NoStart, err)
	}
	c.PipeNs, c.SocketNs = byPipe/2, bySocket/2
	c.CopyPerKiBNs = max(1, (copied-byPipe)/int64(2*len(large)>>10))
	c.measurePages()
	c.measureThreads()
	return c.measureSwitch()
}

// sharedPages is how many pages are measured.
const sharedPages = 2048

// measurePages measures the first write to a page, and the first write to one that is
// shared until then, as those of a fork are; with what it costs to give the page back,
// which whoever gets one does sooner or later. (In a virtual machine they cost many times
// as much as on the bare one, whose memory is not divided twice.)
func (c *Calibration) measurePages() {
	best := func(shared bool) int64 {
		least := int64(1) << 62
		for range repeats {
			memory, err := freshPages(shared)
			if err != nil {
				return 0
			}
			before := threadCPU()
			for at := 0; at < len(memory); at += pageBytes {
				memory[at] = 1
			}
			unix.Munmap(memory)
			least = min(least, (threadCPU()-before)/sharedPages)
		}
		return least
	}
	c.PageFaultNs, c.CopyOnWriteNs = best(false), best(true)
}

// freshPages is memory that was not written to, which the caller unmaps. Shared, it is
// a file's, mapped for this process alone and read: a page is copied when it is written
// to. (Memory without a file does not serve for that: not every kernel lets all who
// read it share one page of zeros.)
func freshPages(shared bool) ([]byte, error) {
	const bytes = sharedPages * pageBytes
	file, flags := -1, unix.MAP_PRIVATE|unix.MAP_ANONYMOUS
	if shared {
		var err error
		if file, err = unix.MemfdCreate("pages", unix.MFD_CLOEXEC); err != nil {
			return nil, err
		}
		defer unix.Close(file)
		if err := unix.Ftruncate(file, bytes); err != nil {
			return nil, err
		}
		flags = unix.MAP_PRIVATE
	}
	memory, err := unix.Mmap(file, 0, bytes, unix.PROT_READ|unix.PROT_WRITE, flags)
	if err != nil {
		return nil, err
	}
	unix.Madvise(memory, unix.MADV_NOHUGEPAGE)
	for at := 0; shared && at < len(memory); at += pageBytes {
		runtime.KeepAlive(memory[at]) // read it
	}
	return memory, nil
}

// measureThreads measures making a thread. A goroutine that ends while it is locked
// to its thread takes the thread with it, so the next needs a new one.
func (c *Calibration) measureThreads() {
	best := int64(1) << 62
	const threads = 20
	for range repeats {
		before := processCPU()
		for range threads {
			done := make(chan struct{})
			go func() {
				runtime.LockOSThread()
				close(done)
			}()
			<-done
		}
		best = min(best, (processCPU()-before)/threads)
	}
	c.ThreadStartNs = best
}

// measureSwitch sends a byte to and fro between two threads that share a core: a
// round trip is two switches, two writes and two reads.
func (c *Calibration) measureSwitch() error {
	var there, back [2]int
	for _, pipe := range []*[2]int{&there, &back} {
		if err := unix.Pipe2(pipe[:], unix.O_CLOEXEC); err != nil {
			return problem(NoStart, err)
		}
		defer unix.Close(pipe[0])
		defer unix.Close(pipe[1])
	}
	var before, one unix.CPUSet
	if err := unix.SchedGetaffinity(0, &before); err != nil {
		return nil // the preset's stays
	}
	for core := range runtime.NumCPU() {
		if before.IsSet(core) {
			one.Set(core)
			break
		}
	}
	const turns = 2000
	finished := make(chan int64)
	go func() {
		runtime.LockOSThread()
		defer close(finished)
		unix.SchedSetaffinity(0, &one)
		data := make([]byte, 1)
		started := threadCPU()
		for range repeats * turns {
			if n, err := unix.Read(there[0], data); n != 1 || err != nil {
				return
			}
			unix.Write(back[1], data)
		}
		finished <- threadCPU() - started
	}()
	unix.SchedSetaffinity(0, &one)
	defer unix.SchedSetaffinity(0, &before)
	data := []byte{1}
	started := threadCPU()
	for range repeats * turns {
		unix.Write(there[1], data)
		if n, err := unix.Read(back[0], data); n != 1 || err != nil {
			return nil
		}
	}
	both := threadCPU() - started + <-finished
	c.SwitchNs = max(1, (both/(repeats*turns)-4*c.PipeNs)/2)
	return nil
}

// recorderCPU is the CPU time of this process alone.
func recorderCPU() int64 {
	var usage unix.Rusage
	if unix.Getrusage(unix.RUSAGE_SELF, &usage) != nil {
		return 0
	}
	return usage.Utime.Nano() + usage.Stime.Nano()
}
