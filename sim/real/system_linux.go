package real

import (
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// becomeReaper makes orphans below this process its children.
func becomeReaper() { unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) }

// prepare puts the program into a group of its own and ends it when the thread
// ends that starts it.
func prepare(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: unix.SIGKILL}
}

// limitProgram limits the program's CPU time: the last net, which holds even if
// everybody who watches was killed.
func limitProgram(process *os.Process, l *Limits) {
	seconds := uint64((l.CPU + time.Second - 1) / time.Second)
	unix.Prlimit(process.Pid, unix.RLIMIT_CPU, &unix.Rlimit{Cur: seconds, Max: seconds + 1}, nil)
	if all := allThreads(); all > 0 { // counts what its user has anywhere; nothing for root
		most := uint64(all + l.Threads)
		unix.Prlimit(process.Pid, unix.RLIMIT_NPROC, &unix.Rlimit{Cur: most, Max: most}, nil)
	}
}

// allThreads is how many threads there are on this computer: the second number of
// the fourth word of /proc/loadavg.
func allThreads() int {
	words := fieldsOf("/proc/loadavg")
	if len(words) < 4 {
		return 0
	}
	_, all, _ := strings.Cut(words[3], "/")
	return int(number(all))
}

// clocks reads the monotonic clock in nanoseconds and the time of day in
// microseconds, as near to each other as some tries allow.
func clocks() (ns, wall int64) {
	best := time.Hour
	for range 5 {
		var before, after unix.Timespec
		unix.ClockGettime(unix.CLOCK_MONOTONIC, &before)
		day := time.Now().UnixMicro()
		unix.ClockGettime(unix.CLOCK_MONOTONIC, &after)
		if took := time.Duration(after.Nano() - before.Nano()); took < best {
			best, ns, wall = took, before.Nano(), day
		}
	}
	return ns, wall
}

func residentBytes(most int64) int64 { return most << 10 }

// childrenOf lists the children of a process. Those of each of its threads have
// a file of their own.
func childrenOf(process int) []int {
	base := "/proc/" + strconv.Itoa(process) + "/task/"
	threads, err := os.ReadDir(base)
	if err != nil {
		return nil
	}
	var children []int
	for _, thread := range threads {
		for _, word := range fieldsOf(base + thread.Name() + "/children") {
			if child, err := strconv.Atoi(word); err == nil {
				children = append(children, child)
			}
		}
	}
	return children
}

// descendants lists all that are below a process, at most so many. A process
// that is a zombie is among them until somebody waits for it.
func descendants(process, most int) []int {
	found := childrenOf(process)
	for i := 0; i < len(found) && len(found) < most; i++ {
		found = append(found, childrenOf(found[i])...)
	}
	return found
}

// reapOrphans takes the zombies among this process's children off the table, but
// for the first child, which somebody waits for in order.
func reapOrphans(but int) {
	for _, child := range childrenOf(os.Getpid()) {
		if child != but {
			unix.Wait4(child, nil, unix.WNOHANG, nil)
		}
	}
}

func isZombie(process int) bool {
	text, err := os.ReadFile("/proc/" + strconv.Itoa(process) + "/stat")
	if err != nil {
		return true
	}
	_, rest, _ := strings.Cut(string(text), ") ")
	return strings.HasPrefix(rest, "Z") || strings.HasPrefix(rest, "X")
}

// anyDescendant reports whether anybody is left below this process. It is asked
// when the program itself has been waited for.
func anyDescendant() bool {
	reapOrphans(0)
	return hasChildren()
}

// hasChildren asks the kernel whether this process has a child, living or zombie.
// The lists in /proc may leave some out while others end (proc(5), "children").
func hasChildren() bool {
	err := unix.Waitid(unix.P_ALL, 0, nil, unix.WEXITED|unix.WNOWAIT|unix.WNOHANG, nil)
	return err != unix.ECHILD
}

// countDescendants counts who lives below this process, up to a number.
func countDescendants(most int) int { return len(descendants(os.Getpid(), most)) }

// killRounds bounds how often the killed are looked after: who cannot be killed
// waits in the kernel, and nothing can be done.
const killRounds = 400

// killDescendants ends all that are below this process and waits until they are
// gone. It returns how many had to be killed. As orphans become this process's
// children, nobody slips away by losing its parent. One child, but, is left for
// somebody else to wait for, who wants to know how it ended; 0 for none.
func killDescendants(but int) int {
	killed := map[int]bool{}
	for range killRounds {
		list := descendants(os.Getpid(), 100_000)
		for _, process := range list { // nobody starts more while the others are killed
			unix.Kill(process, unix.SIGSTOP)
		}
		for _, process := range list {
			if !isZombie(process) {
				killed[process] = true
			}
			unix.Kill(process, unix.SIGKILL)
		}
		reapOrphans(but)
		alone := len(list) == 1 && list[0] == but || len(list) == 0 && but != 0
		if alone || len(list) == 0 && !hasChildren() {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	return len(killed)
}
