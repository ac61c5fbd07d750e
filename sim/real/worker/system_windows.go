package worker

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
	"unsafe"

	gopsutil "github.com/shirou/gopsutil/v4/process"
	"golang.org/x/sys/windows"

	"timeslice/sim/trace"
)

// kernel32 has what x/sys does not wrap.
func kernel32(name string) *windows.LazyProc {
	return windows.NewLazySystemDLL("kernel32.dll").NewProc(name)
}

// tokens are a bag of tokens that processes share: a named semaphore.
type tokens struct{ handle windows.Handle }

// makeTokens has nothing to make: a semaphore is there as long as somebody has it
// open, and the director has.
func makeTokens(string, string) error { return nil }

func openTokens(folder, name string) (*tokens, error) {
	path, err := windows.UTF16PtrFromString(`Local\timeslice-` + strings.NewReplacer(`\`, "-", "/", "-", ":", "-").Replace(folder) + "-" + name)
	if err != nil {
		return nil, err
	}
	handle, _, err := kernel32("CreateSemaphoreW").Call(0, 0, 1<<30, uintptr(unsafe.Pointer(path)))
	if handle == 0 {
		return nil, err
	}
	return &tokens{windows.Handle(handle)}, nil
}

func (k *tokens) put(count int) {
	if count > 0 {
		kernel32("ReleaseSemaphore").Call(uintptr(k.handle), uintptr(count), 0)
	}
}

// take takes a token: at once or not at all, or waiting for it so long, 0 for
// ever.
func (k *tokens) take(withinNs int64, try bool) bool {
	patience := uint32(windows.INFINITE)
	switch {
	case try:
		patience = 0
	case withinNs > 0:
		patience = uint32((withinNs + 999_999) / 1_000_000)
	}
	event, err := windows.WaitForSingleObject(k.handle, patience)
	return err == nil && event == windows.WAIT_OBJECT_0
}

func makeMemory(path string, bytes int) error {
	return os.WriteFile(path, make([]byte, bytes), 0o600)
}

func mapMemory(path string, bytes int) ([]byte, error) {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	mapping, err := windows.CreateFileMapping(windows.Handle(file.Fd()), nil, windows.PAGE_READWRITE, 0, uint32(bytes), nil)
	if err != nil {
		return nil, err
	}
	address, err := windows.MapViewOfFile(mapping, windows.FILE_MAP_WRITE, 0, 0, uintptr(bytes))
	if err != nil {
		return nil, err
	}
	return bytesAt(address, bytes), nil
}

// bytesAt is memory that Go does not manage, by its address.
func bytesAt(address uintptr, bytes int) []byte {
	return unsafe.Slice(*(**byte)(unsafe.Pointer(&address)), bytes)
}

func mapAnonymous(bytes int) ([]byte, error) {
	address, err := windows.VirtualAlloc(0, uintptr(bytes), windows.MEM_COMMIT|windows.MEM_RESERVE, windows.PAGE_READWRITE)
	if err != nil {
		return nil, err
	}
	return bytesAt(address, bytes), nil
}

func unmapAnonymous(part []byte) {
	windows.VirtualFree(uintptr(unsafe.Pointer(&part[0])), 0, windows.MEM_RELEASE)
}

func releaseTail(part []byte, bytes int) {
	windows.VirtualFree(uintptr(unsafe.Pointer(&part[len(part)-bytes])), uintptr(bytes), windows.MEM_DECOMMIT)
}

func attributesOfChild(bool) *syscall.SysProcAttr { return nil }

// clock is the time of day, as the supervisor's is here.
func clock() int64 { return time.Now().UnixNano() }

// threadCPU is counted in ticks of 16 ms here, too coarse for work of a
// millisecond: the thread's own measure counts instead.
func threadCPU() (ns int64, known bool) { return 0, false }

func threadID() int { return int(windows.GetCurrentThreadId()) }

func currentCore() int {
	core, _, _ := kernel32("GetCurrentProcessorNumber").Call()
	return int(core)
}

func yield() { kernel32("SwitchToThread").Call() }

func (t *thread) sleep(why trace.Reason, object int, ns int64) {
	if ns > 0 {
		t.waits(why, object, func() bool { time.Sleep(time.Duration(ns)); return true })
	}
}

// setNice: Windows has classes of priority instead of niceness, a few for all of
// it.
func setNice(_, nice int) error {
	class := uint32(windows.NORMAL_PRIORITY_CLASS)
	switch {
	case nice >= 10:
		class = windows.IDLE_PRIORITY_CLASS
	case nice > 0:
		class = windows.BELOW_NORMAL_PRIORITY_CLASS
	case nice < 0:
		class = windows.ABOVE_NORMAL_PRIORITY_CLASS
	}
	return windows.SetPriorityClass(windows.CurrentProcess(), class)
}

func setNiceOfAll(number, nice int) error {
	if number != os.Getpid() {
		return errNotHere
	}
	return setNice(0, nice)
}

func setCores(cores []int) error {
	mask := uintptr(0)
	for _, core := range cores {
		mask |= 1 << core
	}
	if before, _, err := kernel32("SetThreadAffinityMask").Call(uintptr(windows.CurrentThread()), mask); before == 0 {
		return err
	}
	return nil
}

// firstCores binds this process, and with it all it starts, to the first so many
// of the cores it may use.
func firstCores(most int) ([]int, error) {
	var own, all uintptr
	if done, _, err := kernel32("GetProcessAffinityMask").Call(uintptr(windows.CurrentProcess()), uintptr(unsafe.Pointer(&own)), uintptr(unsafe.Pointer(&all))); done == 0 {
		return nil, err
	}
	var cores []int
	mask := uintptr(0)
	for core := range 64 {
		if own>>core&1 != 0 && (most == 0 || len(cores) < most) {
			cores = append(cores, core)
			mask |= 1 << core
		}
	}
	kernel32("SetProcessAffinityMask").Call(uintptr(windows.CurrentProcess()), mask)
	return cores, nil
}

func setReaper(bool) error { return errNotHere }

// ours reports whether a process runs this binary: no other one is ended.
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
	return err == nil && strings.EqualFold(filepath.Clean(own), filepath.Clean(other))
}

// waitAmong waits for one of some children.
func waitAmong(among []*child, block bool) (ending, error) {
	for {
		for _, c := range among {
			handle, err := windows.OpenProcess(windows.SYNCHRONIZE|windows.PROCESS_QUERY_LIMITED_INFORMATION, false, uint32(c.process.Pid))
			if err != nil {
				continue
			}
			event, err := windows.WaitForSingleObject(handle, 0)
			windows.CloseHandle(handle)
			if err == nil && event == windows.WAIT_OBJECT_0 {
				state, err := c.process.Wait()
				if err != nil {
					return ending{process: c.process.Pid}, err
				}
				return ending{process: c.process.Pid, code: state.ExitCode()}, nil
			}
		}
		if !block {
			return ending{}, nil
		}
		time.Sleep(time.Millisecond)
	}
}

// waitAny waits for one of those that the director started and has not yet waited
// for.
func waitAny(left []*child) (ending, error) {
	if len(left) == 0 {
		return ending{}, errors.New("no child is left")
	}
	return waitAmong(left, true)
}

// Linux's numbers of the two signals that Windows has an answer to.
const (
	numberKill = 9
	numberTerm = 15
)

func signalOf(int) os.Signal { return nil }

func sendSignal(process, number int) error {
	if number != numberKill && number != numberTerm {
		return errNotHere
	}
	endProcess(process)
	return nil
}

func signalGroup(int) error { return errNotHere }

func endProcess(number int) {
	if p, err := os.FindProcess(number); err == nil {
		p.Kill()
	}
}

func newGroup() error { return errNotHere }

func newSession() error { return errNotHere }

func (p *process) become(birth) error { return errNotHere }

// quietWatcher can only be done on Linux.
func quietWatcher() (thread int) { return 0 }

func releaseWatcher(int) {}
