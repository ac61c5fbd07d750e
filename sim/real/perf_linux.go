package real

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"math"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// The kernel keeps a record of each switch of a thread that is watched, in one
// ring for each core (perf_event_open(2)). A user needs no privilege for their own
// processes if kernel.perf_event_paranoid is at most 2, because what happens
// inside the kernel is left out. The events are opened on this thread and begin
// when what it starts calls exec; children of children inherit them.

// ringPages is the size of a ring, in pages besides the first: within what every
// user may lock (perf_event_mlock_kb) for each core.
const ringPages = 128

type perfWatcher struct {
	rings []*ring
	full  chan struct{}
}

type ring struct {
	file    *os.File
	core    int
	data    []byte // the first page describes the rest
	page    int
	pending []record // in order of time, from next on
	next    int
	whole   []byte // a record that lies across the end of the ring
}

// record is what was read from a ring: a change, or a name at the instant of one.
type record struct {
	change Switch
	named  *Named
}

// openWatcher opens the events on the calling thread, which must be locked.
func openWatcher() (watcher, error) {
	w := &perfWatcher{full: make(chan struct{}, 1)}
	for core := range runtime.NumCPU() {
		r, err := openRing(core)
		if errors.Is(err, unix.ENODEV) { // a core that is switched off
			continue
		}
		if err != nil {
			w.close()
			return nil, refusal(err)
		}
		w.rings = append(w.rings, r)
	}
	return w, nil
}

// refusal says why the kernel gave no events.
func refusal(err error) *Refusal {
	if errors.Is(err, unix.EACCES) || errors.Is(err, unix.EPERM) {
		paranoid, _ := os.ReadFile("/proc/sys/kernel/perf_event_paranoid")
		if level := strings.TrimSpace(string(paranoid)); level != "" && level > "2" && !strings.HasPrefix(level, "-") {
			return &Refusal{Paranoid, level}
		}
		own, err := os.Executable()
		if err != nil {
			own = "timeslice"
		}
		return &Refusal{NotPermitted, own}
	}
	return &Refusal{RefusedOther, err.Error()}
}

// Of the records (perf_event.h).
const (
	sampleFields = unix.PERF_SAMPLE_TID | unix.PERF_SAMPLE_TIME | unix.PERF_SAMPLE_CPU
	trailerBytes = 24 // process, thread, time, core, and 4 bytes of nothing

	switchOut        = 1 << 13
	switchOutPreempt = 1 << 14
	commExec         = 1 << 13
)

func openRing(core int) (*ring, error) {
	attributes := unix.PerfEventAttr{
		Type: unix.PERF_TYPE_SOFTWARE, Config: unix.PERF_COUNT_SW_DUMMY, Size: uint32(unsafe.Sizeof(unix.PerfEventAttr{})),
		Sample_type: sampleFields,
		Bits: unix.PerfBitDisabled | unix.PerfBitEnableOnExec | unix.PerfBitInherit | unix.PerfBitTask | unix.PerfBitComm |
			unix.PerfBitCommExec | unix.PerfBitSampleIDAll | unix.PerfBitContextSwitch | unix.PerfBitUseClockID |
			unix.PerfBitExcludeKernel | unix.PerfBitExcludeHv | unix.PerfBitWatermark,
		Wakeup:  ringPages * 4096 / 4, // bytes
		Clockid: unix.CLOCK_MONOTONIC,
	}
	file, err := unix.PerfEventOpen(&attributes, 0, core, -1, unix.PERF_FLAG_FD_CLOEXEC)
	if err != nil {
		return nil, err
	}
	if err := unix.SetNonblock(file, true); err != nil { // so that Go's poller takes it
		unix.Close(file)
		return nil, err
	}
	page := os.Getpagesize()
	data, err := unix.Mmap(file, 0, (1+ringPages)*page, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_SHARED)
	if err != nil {
		unix.Close(file)
		return nil, err
	}
	return &ring{file: os.NewFile(uintptr(file), "perf_event"), core: core, data: data, page: page}, nil
}

// settleNs is how long a record may be underway: what is younger is kept back
// until the next reading, because an older one of another core may follow.
const settleNs = int64(5 * time.Millisecond)

// filling waits for the rings through Go's poller. A call to poll(2) would wait as
// well, but each would keep Go's monitor busy for milliseconds, as it cannot know
// that the call is going to take long: that cost more than all else.
func (w *perfWatcher) filling() <-chan struct{} {
	for _, r := range w.rings {
		connection, err := r.file.SyscallConn()
		if err != nil {
			continue // it is read from time to time all the same
		}
		go connection.Read(func(uintptr) bool { // until the file is closed
			select {
			case w.full <- struct{}{}:
			default:
			}
			return false
		})
	}
	return w.full
}

// read takes what the rings hold, in order of time.
func (w *perfWatcher) read(last bool, take func(*Switch), named func(*Named)) (lost int64) {
	until := int64(math.MaxInt64)
	if !last {
		now, _ := clocks()
		until = now - settleNs
	}
	for _, r := range w.rings {
		lost += r.read()
	}
	for {
		first := w.first()
		if first == nil || first.pending[first.next].change.Ns > until {
			break
		}
		r := &first.pending[first.next]
		first.next++
		if r.named != nil {
			named(r.named)
		} else {
			take(&r.change)
		}
	}
	for _, r := range w.rings {
		r.pending, r.next = r.pending[:copy(r.pending, r.pending[r.next:])], 0
	}
	return lost
}

// first is the ring with the earliest record, the lower core first; nil if there is
// none.
func (w *perfWatcher) first() *ring {
	var first *ring
	for _, r := range w.rings {
		if r.next < len(r.pending) && (first == nil || r.pending[r.next].change.Ns < first.pending[first.next].change.Ns) {
			first = r
		}
	}
	return first
}

func (w *perfWatcher) close() {
	for _, r := range w.rings {
		unix.Munmap(r.data)
		r.file.Close()
	}
	w.rings = nil
}

// read appends what the ring holds.
func (r *ring) read() (lost int64) {
	head := (*unix.PerfEventMmapPage)(unsafe.Pointer(&r.data[0]))
	end := atomic.LoadUint64(&head.Data_head)
	body := r.data[r.page:]
	size := uint64(len(body))
	at := head.Data_tail
	for at < end {
		from := at % size
		length := uint64(binary.NativeEndian.Uint16(body[from+6:]))
		if length < 8 {
			break // not a record: nothing after it can be trusted
		}
		one := body[from:min(from+length, size)]
		if uint64(len(one)) < length {
			r.whole = append(append(r.whole[:0], one...), body[:length-uint64(len(one))]...)
			one = r.whole
		}
		lost += r.parse(one)
		at += length
	}
	atomic.StoreUint64(&head.Data_tail, end)
	if byTime := func(a, b record) int { return cmp.Compare(a.change.Ns, b.change.Ns) }; !slices.IsSortedFunc(r.pending, byTime) {
		slices.SortStableFunc(r.pending, byTime)
	}
	return lost
}

// parse reads one record: its type, flags and length, a body, and a trailer that
// says who, when and where.
func (r *ring) parse(one []byte) (lost int64) {
	kind := binary.NativeEndian.Uint32(one)
	flags := binary.NativeEndian.Uint16(one[4:])
	if len(one) < 8+trailerBytes {
		return 0
	}
	body, trailer := one[8:len(one)-trailerBytes], one[len(one)-trailerBytes:]
	s := Switch{
		Process: int(binary.NativeEndian.Uint32(trailer)), Thread: int(binary.NativeEndian.Uint32(trailer[4:])),
		Ns: int64(binary.NativeEndian.Uint64(trailer[8:])), Core: int(binary.NativeEndian.Uint32(trailer[16:])),
	}
	switch kind {
	case unix.PERF_RECORD_SWITCH:
		switch {
		case flags&switchOut == 0:
			s.What = CameIn
		case flags&switchOutPreempt != 0:
			s.What = LostCore
		default:
			s.What = Blocked
		}
	case unix.PERF_RECORD_FORK, unix.PERF_RECORD_EXIT:
		if len(body) < 24 {
			return 0
		}
		s.What = Forked
		if kind == unix.PERF_RECORD_EXIT {
			s.What = Exited
		}
		s.Process, s.ByProcess = int(binary.NativeEndian.Uint32(body)), int(binary.NativeEndian.Uint32(body[4:]))
		s.Thread, s.ByThread = int(binary.NativeEndian.Uint32(body[8:])), int(binary.NativeEndian.Uint32(body[12:]))
	case unix.PERF_RECORD_COMM:
		if len(body) < 8 {
			return 0
		}
		name, _, _ := bytes.Cut(body[8:], []byte{0})
		r.pending = append(r.pending, record{change: s, named: &Named{
			Ns: s.Ns, Core: s.Core, Name: string(name), Exec: flags&commExec != 0,
			Process: int(binary.NativeEndian.Uint32(body)), Thread: int(binary.NativeEndian.Uint32(body[4:])),
		}})
		return 0
	case unix.PERF_RECORD_LOST:
		if len(body) >= 16 {
			return int64(binary.NativeEndian.Uint64(body[8:]))
		}
		return 0
	default:
		return 0
	}
	r.pending = append(r.pending, record{change: s})
	return 0
}
