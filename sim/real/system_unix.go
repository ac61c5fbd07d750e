//go:build unix

package real

import (
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"syscall"

	"golang.org/x/sys/unix"
)

// cpuLimitSignal ends a program that has used up its CPU time.
const cpuLimitSignal = int(unix.SIGXCPU)

// inputFile is where the app's standard input lies for the guard and the
// supervisor, whose own is the app's pipe.
const inputFile = 3

// inheritedInput is the app's standard input, if it was passed on.
func inheritedInput() []*os.File {
	if _, err := unix.FcntlInt(inputFile, unix.F_GETFD, 0); err != nil {
		return nil
	}
	return []*os.File{os.NewFile(inputFile, "input")}
}

// apart gives a helper a group of its own, so that Ctrl-C at a terminal goes to
// the app alone, which then ends the helpers in order.
func apart(command *exec.Cmd) { command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func ignoreInterrupts() { signal.Ignore(os.Interrupt, unix.SIGTERM, unix.SIGHUP, unix.SIGPIPE) }

// waitFor waits for a helper to end, however.
func waitFor(process *os.Process) { process.Wait() }

func lockThread() { runtime.LockOSThread() }

func cores() int { return runtime.NumCPU() }

// limitOwn limits what the program inherits: this process writes no files.
func limitOwn(l *Limits) {
	unix.Setrlimit(unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: uint64(l.FileBytes), Max: uint64(l.FileBytes)})
	unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{})
}

// killProgram ends the program and all that are in its group, at one stroke.
func killProgram(process *os.Process) { unix.Kill(-process.Pid, unix.SIGKILL) }

// endOf is how a program ended.
func endOf(command *exec.Cmd, err error) *Ended {
	e := &Ended{}
	state := command.ProcessState
	var failed *exec.ExitError
	if state == nil || err != nil && !errors.As(err, &failed) {
		e.Code = -1
		return e
	}
	if status, ok := state.Sys().(syscall.WaitStatus); ok {
		if status.Signaled() {
			e.Signal = int(status.Signal())
		} else {
			e.Code = status.ExitStatus()
		}
	}
	e.CPUNs = int64(state.UserTime() + state.SystemTime())
	if usage, ok := state.SysUsage().(*syscall.Rusage); ok {
		e.MostBytes = residentBytes(int64(usage.Maxrss))
		e.Voluntary, e.Involuntary = int64(usage.Nvcsw), int64(usage.Nivcsw)
	}
	return e
}

// killGroup ends a group of processes.
func killGroup(leader int) { unix.Kill(-leader, unix.SIGKILL) }

// parentEnded reports whether the process that was this one's parent has ended.
func parentEnded(parent int) bool { return os.Getppid() != parent }
