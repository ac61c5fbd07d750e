package worker

import (
	"os"
	"strconv"
	"unsafe"

	"golang.org/x/sys/unix"
)

// clock is the monotonic clock, which is the same for all processes.
func clock() int64 {
	var t unix.Timespec
	unix.ClockGettime(unix.CLOCK_MONOTONIC, &t)
	return t.Nano()
}

// threadCPU is the CPU time of the calling thread.
func threadCPU() (ns int64, known bool) {
	var t unix.Timespec
	err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &t)
	return t.Nano(), err == nil
}

func threadID() int { return unix.Gettid() }

// currentCore is the core that the thread has.
func currentCore() int {
	var core uint32
	if _, _, err := unix.RawSyscall(unix.SYS_GETCPU, uintptr(unsafe.Pointer(&core)), 0, 0); err != 0 {
		return -1
	}
	return int(core)
}

func yield() { unix.RawSyscall(unix.SYS_SCHED_YIELD, 0, 0, 0) }

func setNice(thread, nice int) error { return unix.Setpriority(unix.PRIO_PROCESS, thread, nice) }

// setNiceOfAll changes it for each thread of a process: to Linux it is a thread's.
func setNiceOfAll(process, nice int) error {
	entries, err := os.ReadDir("/proc/" + strconv.Itoa(process) + "/task")
	for _, entry := range entries {
		if thread, bad := strconv.Atoi(entry.Name()); bad == nil && err == nil {
			err = setNice(thread, nice)
		}
	}
	return err
}

// setCores binds the calling thread to some cores.
func setCores(cores []int) error {
	var set unix.CPUSet
	for _, core := range cores {
		set.Set(core)
	}
	return unix.SchedSetaffinity(0, &set)
}

// firstCores binds this process, and with it all it starts, to the first so many
// of the cores it may use, and lists them; 0 for all.
func firstCores(most int) ([]int, error) {
	var set unix.CPUSet
	if err := unix.SchedGetaffinity(0, &set); err != nil {
		return nil, err
	}
	var cores []int
	for core := range len(set) * 64 {
		if set.IsSet(core) && (most == 0 || len(cores) < most) {
			cores = append(cores, core)
		}
	}
	entries, err := os.ReadDir("/proc/self/task")
	if err != nil {
		return nil, err
	}
	var chosen unix.CPUSet
	for _, core := range cores {
		chosen.Set(core)
	}
	for _, entry := range entries { // each thread has its own; those to come have their maker's
		if thread, err := strconv.Atoi(entry.Name()); err == nil {
			unix.SchedSetaffinity(thread, &chosen)
		}
	}
	return cores, nil
}

func setReaper(on bool) error {
	value := uintptr(0)
	if on {
		value = 1
	}
	return unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, value, 0, 0, 0)
}

// ours reports whether a process runs this binary: no other one is sent a signal.
func ours(process int) bool {
	own, err := os.Readlink("/proc/self/exe")
	other, bad := os.Readlink("/proc/" + strconv.Itoa(process) + "/exe")
	return err == nil && bad == nil && own == other
}

func systemSignal(number int) (unix.Signal, bool) {
	return unix.Signal(number), number > 0 && number < 65
}

func setCapacity(file *os.File, bytes int64) {
	if bytes > 0 {
		unix.FcntlInt(file.Fd(), unix.F_SETPIPE_SZ, int(bytes))
	}
}

func duplicate(from, to int) error { return unix.Dup3(from, to, 0) }

func nanosleep(ns int64) {
	left := unix.NsecToTimespec(ns)
	for unix.Nanosleep(&left, &left) == unix.EINTR {
	}
}

// quietWatcher keeps the thread with which Go's runtime watches over the others from
// taking cores from them: it looks up to every 20 µs, and each look would be two
// switches. It is the first that the runtime makes, so the lowest number but the
// process's own. A batch thread takes no core when it wakes (sched(7)), and one that
// asks for long slices is chosen late; what it makes is as usual again.
//
// It must not be an idle thread: the process has ended when its last thread has,
// and on a busy computer an idle one does not get so far for seconds. Nor is it looked
// for in /proc: who waits for a process whose threads are in /proc's memory spins
// in the kernel until the last of them has gone (d_invalidate).
func quietWatcher() (thread int) {
	own := os.Getpid()
	for thread := own + 1; thread < own+watcherNear; thread++ {
		if unix.Tgkill(own, thread, 0) == nil {
			setSlice(thread, unix.SCHED_BATCH, longSliceNs)
			return thread
		}
	}
	return 0
}

// Numbers are given in a row: another process may have got one in between, not many.
const watcherNear = 64

// longSliceNs is the longest slice that can be asked for (Linux 6.12; older ones do
// not look at it).
const longSliceNs = 100_000_000

// releaseWatcher lets the watcher go as soon as the process ends.
func releaseWatcher(thread int) {
	if thread > 0 {
		setSlice(thread, unix.SCHED_NORMAL, 0)
	}
}

// setSlice leaves the thread as nice as it is.
func setSlice(thread int, policy uint32, ns uint64) {
	left, err := unix.Getpriority(unix.PRIO_PROCESS, thread) // 20 less the niceness (getpriority(2), "C library/kernel differences")
	if err != nil {
		return
	}
	unix.SchedSetAttr(thread, &unix.SchedAttr{
		Size: unix.SizeofSchedAttr, Policy: policy, Runtime: ns, Nice: int32(20 - left), Flags: unix.SCHED_FLAG_RESET_ON_FORK,
	}, 0)
}
