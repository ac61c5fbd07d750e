package sim

import (
	"math"
	"math/bits"

	"timeslice/sim/trace"
)

// disk serves requests: so many at once as its queue is deep, the others wait
// and are served in the order they came. A request takes the same time however
// many others there are. A wait for a disk cannot be interrupted (state D of ps).
type disk struct {
	identity
	rules   DiskRules
	serving int
	waiters waitQueue // whose requests wait to be served
}

// DiskRules is how a disk works; zero fields mean the machine's disk.
type DiskRules struct {
	Depth          int   // requests served at once, 0 for all
	LatencyNs      int64 // of each request
	BytesPerSecond int64
}

// NewDisk makes a disk that serves depth requests at once, 0 for all.
func (m *Machine) NewDisk(name string, depth int) trace.ObjectID {
	return m.NewDiskWith(name, DiskRules{Depth: depth})
}

// NewDiskWith makes a disk that works by these rules.
func (m *Machine) NewDiskWith(name string, rules DiskRules) trace.ObjectID {
	if rules.LatencyNs == 0 {
		rules.LatencyNs = m.costs.DiskLatencyNs
	}
	if rules.BytesPerSecond == 0 {
		rules.BytesPerSecond = m.costs.DiskBytesPerSecond
	}
	rules.Depth = max(rules.Depth, 0)
	sort := trace.ReasonDiskDevice
	if rules.Depth == 0 {
		sort = trace.ReasonDeviceUnlimited
	}
	d := &disk{rules: rules}
	d.waiters.object = m.enter(d, sort, name, int64(rules.Depth), trace.NoFact)
	return d.id
}

// Access reads from or writes to a disk and waits until that is done, which
// takes Ns if that is not 0, else the disk's latency and the time of Bytes at its
// speed. The result is Bytes. EINVAL if there is no such disk.
type Access struct {
	Disk  trace.ObjectID
	Ns    int64
	Bytes int64
}

// CPUNs is the cost of a system call.
func (a *Access) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do makes the request and blocks until it has been served.
func (a *Access) Do(m *Machine, t *Thread) Progress {
	d, ok := find[*disk](m, a.Disk)
	if !ok {
		m.fail(t, EINVAL, "disk", int32(a.Disk))
		return Continue
	}
	serviceNs := a.Ns
	if serviceNs <= 0 {
		serviceNs = d.serviceNs(a.Bytes)
	}
	queued := m.tell(trace.Fact{
		Kind: trace.KindDiskQueue, Thread: t.ID, Object: int32(d.id),
		A: serviceNs, B: int64(d.waiters.count) + 1, Cause: t.lastFact,
	})
	until := trace.Time(0)
	if d.idle() {
		until = m.after(serviceNs)
	}
	t.succeed(a.Bytes)
	t.course.need = serviceNs
	m.block(t, trace.ReasonDisk, d.id, until, a.Bytes)
	d.waiters.push(t)
	m.serve(d, queued)
	return Wait
}

// idle reports whether the disk could serve one more at once.
func (d *disk) idle() bool { return d.rules.Depth == 0 || d.serving < d.rules.Depth }

// serviceNs is how long a request of so many bytes takes, rounded up; at most
// longestNs.
func (d *disk) serviceNs(bytes int64) int64 {
	const longestNs = math.MaxInt64 / 4 // 73 years
	speed := uint64(max(d.rules.BytesPerSecond, 0))
	if bytes <= 0 || speed == 0 {
		return d.rules.LatencyNs
	}
	high, low := bits.Mul64(uint64(bytes), uint64(trace.Second))
	low, carry := bits.Add64(low, speed-1, 0)
	if high += carry; high >= speed {
		return longestNs
	}
	transferNs, _ := bits.Div64(high, low, speed)
	return d.rules.LatencyNs + int64(min(transferNs, longestNs))
}

// serve lets a disk begin with requests that wait, as long as it can.
func (m *Machine) serve(d *disk, cause trace.FactID) {
	for d.waiters.first != nil && d.idle() {
		t := d.waiters.first
		d.waiters.remove(t)
		d.serving++
		m.tell(trace.Fact{
			Kind: trace.KindDiskStart, Thread: t.ID, Object: int32(d.id),
			A: t.course.need, B: int64(d.waiters.count), Cause: cause,
		})
		m.agenda.plan(m.after(t.course.need), rankWake, errandDisk, int32(d.id), uint32(t.ID))
	}
}

// served ends the request of a thread.
func (m *Machine) served(d *disk, t *Thread) {
	d.serving--
	done := m.tell(trace.Fact{
		Kind: trace.KindDiskDone, Thread: t.ID, Object: int32(d.id),
		A: m.begin(t).need, B: int64(d.waiters.count), Cause: t.lastFact,
	})
	m.wake(t, trace.ReasonDisk, done)
	m.serve(d, done)
}
