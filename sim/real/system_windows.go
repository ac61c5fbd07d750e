package real

import (
	"errors"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// cpuLimitSignal is none: a job ends a process that has used up its time with an
// exit code.
const cpuLimitSignal = -1

// inheritedInput is nothing that Windows can pass on so.
func inheritedInput() []*os.File { return nil }

func becomeReaper() {
	// Everything that this process starts belongs to a job that ends with it: the
	// kernel closes the handle whatever ends the process.
	job, err := windows.CreateJobObject(nil, nil)
	if err != nil {
		return
	}
	var info windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION
	info.BasicLimitInformation.LimitFlags = windows.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE |
		windows.JOB_OBJECT_LIMIT_ACTIVE_PROCESS | windows.JOB_OBJECT_LIMIT_JOB_MEMORY
	limits := DefaultLimits()
	info.BasicLimitInformation.ActiveProcessLimit = uint32(limits.Processes)
	info.JobMemoryLimit = uintptr(limits.MemoryBytes)
	windows.SetInformationJobObject(job, windows.JobObjectExtendedLimitInformation,
		uintptr(unsafe.Pointer(&info)), uint32(unsafe.Sizeof(info)))
	windows.AssignProcessToJobObject(job, windows.CurrentProcess())
}

func apart(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{CreationFlags: windows.CREATE_NEW_PROCESS_GROUP}
}

func prepare(command *exec.Cmd) { apart(command) }

func ignoreInterrupts() {}

func waitFor(process *os.Process) { process.Wait() }

func lockThread() { runtime.LockOSThread() }

func cores() int { return runtime.NumCPU() }

func limitOwn(*Limits) {}

func limitProgram(*os.Process, *Limits) {}

func parentEnded(int) bool { return false } // the job sees to that

func killProgram(process *os.Process) { process.Kill() }

func endOf(command *exec.Cmd, err error) *Ended {
	e := &Ended{}
	state := command.ProcessState
	var failed *exec.ExitError
	if state == nil || err != nil && !errors.As(err, &failed) {
		e.Code = -1
		return e
	}
	e.Code = state.ExitCode()
	e.CPUNs = int64(state.UserTime() + state.SystemTime())
	return e
}

// killDescendants ends all that are below this process, and waits for nobody.
func killDescendants(int) int {
	list := descendants(os.Getpid(), 10_000)
	for _, one := range list {
		if p, err := os.FindProcess(one); err == nil {
			p.Kill()
		}
	}
	return len(list)
}

// killGroup has nothing to do: the job of the supervisor ended with it.
func killGroup(int) {}
