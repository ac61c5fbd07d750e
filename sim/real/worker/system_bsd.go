//go:build unix && !linux

package worker

import (
	"os"
	"runtime"
	"time"

	gopsutil "github.com/shirou/gopsutil/v4/process"
	"golang.org/x/sys/unix"
)

// clock is the time of day, as the supervisor's is here: the clocks of processes
// are brought together by it.
func clock() int64 { return time.Now().UnixNano() }

// threadCPU is the CPU time of the calling thread.
func threadCPU() (ns int64, known bool) {
	var t unix.Timespec
	err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &t)
	return t.Nano(), err == nil
}

// threadID is nothing that this system tells without C.
func threadID() int { return 0 }

func currentCore() int { return -1 }

func yield() { runtime.Gosched() }

// setNice can only be said of a process here.
func setNice(_, nice int) error { return unix.Setpriority(unix.PRIO_PROCESS, 0, nice) }

func setNiceOfAll(process, nice int) error { return unix.Setpriority(unix.PRIO_PROCESS, process, nice) }

func setCores([]int) error { return errNotHere }

// firstCores cannot bind anything: all cores are used.
func firstCores(int) ([]int, error) { return nil, nil }

func setReaper(bool) error { return errNotHere }

// ours reports whether a process runs this binary: no other one is sent a signal.
func ours(number int) bool {
	own, err := os.Executable()
	if err != nil {
		return false
	}
	p, err := gopsutil.NewProcess(int32(number))
	if err != nil {
		return false
	}
	other, err := p.Exe()
	return err == nil && own == other
}

// systemSignal is this system's signal of the name that the number has on Linux.
func systemSignal(number int) (unix.Signal, bool) {
	names := map[int]string{
		1: "SIGHUP", 2: "SIGINT", 3: "SIGQUIT", 6: "SIGABRT", 9: "SIGKILL", 10: "SIGUSR1", 11: "SIGSEGV", 12: "SIGUSR2", 13: "SIGPIPE",
		14: "SIGALRM", 15: "SIGTERM", 17: "SIGCHLD", 18: "SIGCONT", 19: "SIGSTOP", 20: "SIGTSTP", 21: "SIGTTIN", 22: "SIGTTOU", 28: "SIGWINCH",
	}
	s := unix.SignalNum(names[number])
	return s, s != 0
}

func setCapacity(*os.File, int64) {}

func duplicate(from, to int) error { return unix.Dup2(from, to) }

// nanosleep is a wait for nothing, which the thread itself does; Go's own sleep is
// another thread's.
func nanosleep(ns int64) {
	for end := time.Now().Add(time.Duration(ns)); ; {
		left := unix.NsecToTimeval(int64(max(0, time.Until(end))))
		if _, err := unix.Select(0, nil, nil, nil, &left); err != unix.EINTR {
			return
		}
	}
}

// quietWatcher can only be done on Linux.
func quietWatcher() (thread int) { return 0 }

func releaseWatcher(int) {}
