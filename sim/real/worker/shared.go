//go:build !js

package worker

import (
	"fmt"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"unsafe"

	"timeslice/sim/trace"
	"timeslice/sim/workload"
)

// The words of memory that all processes of a run map: one for how many workers
// are ready, then two for each object.
const (
	readyWord    = 0
	wordsPerItem = 2
	valueWord    = 0 // of a futex
	waitersWord  = 1 // of a condition or futex: how many wait
)

// shared is what all processes of a run share.
type shared struct {
	folder string
	plan   *workload.Plan
	memory []byte
	tokens map[string]*tokens
}

// mostTokens is how many tokens a pipe holds on every system.
const mostTokens = 4096

// sharedBytes is the size of the common memory of a plan.
func sharedBytes(plan *workload.Plan) int {
	const page = 64 << 10
	return (8*(1+wordsPerItem*len(plan.Objects)) + page) / page * page
}

// bags are the bags of tokens that an object needs, by name, with how many tokens
// are in each at the start.
func bags(o *workload.Object) map[string]int64 {
	switch o.Sort {
	case workload.Lock:
		return map[string]int64{"own": 1}
	case workload.Semaphore:
		return map[string]int64{"own": o.Number}
	case workload.Condition:
		return map[string]int64{"own": 0}
	case workload.Futex:
		return map[string]int64{"own": 0, "guard": 1}
	case workload.Disk:
		if o.Number > 0 {
			return map[string]int64{"own": o.Number}
		}
	}
	return nil
}

func bagName(object int, which string) string { return strconv.Itoa(object) + which }

// makeShared makes everything that is shared. The director does, before anybody
// starts.
func makeShared(folder string, plan *workload.Plan) (*shared, error) {
	if err := makeMemory(filepath.Join(folder, "memory"), sharedBytes(plan)); err != nil {
		return nil, err
	}
	for i := range plan.Objects {
		o := &plan.Objects[i]
		for which, count := range bags(o) {
			if count > mostTokens {
				return nil, fmt.Errorf("%s has more than %d units", o.Name, mostTokens)
			}
			if err := makeTokens(folder, bagName(i, which)); err != nil {
				return nil, err
			}
		}
		if err := makeChannel(folder, plan, i); err != nil {
			return nil, err
		}
	}
	s, err := openShared(folder, plan)
	if err != nil {
		return nil, err
	}
	for i := range plan.Objects {
		o := &plan.Objects[i]
		for which, count := range bags(o) {
			s.tokens[bagName(i, which)].put(int(count))
		}
		if o.Sort == workload.Futex {
			atomic.StoreInt64(s.word(i, valueWord), o.Number)
		}
	}
	return s, nil
}

// openShared opens what the director made.
func openShared(folder string, plan *workload.Plan) (*shared, error) {
	memory, err := mapMemory(filepath.Join(folder, "memory"), sharedBytes(plan))
	if err != nil {
		return nil, err
	}
	s := &shared{folder: folder, plan: plan, memory: memory, tokens: map[string]*tokens{}}
	for i := range plan.Objects {
		for which := range bags(&plan.Objects[i]) {
			name := bagName(i, which)
			if s.tokens[name], err = openTokens(folder, name); err != nil {
				return nil, err
			}
		}
	}
	return s, nil
}

func (s *shared) at(word int) *int64 {
	return (*int64)(unsafe.Pointer(&s.memory[8*word]))
}

func (s *shared) word(object, which int) *int64 { return s.at(1 + wordsPerItem*object + which) }

func (s *shared) bag(object int, which string) *tokens { return s.tokens[bagName(object, which)] }

// take takes a token of an object, waiting if the step lets it.
func (t *thread) take(why trace.Reason, s *workload.Step, object int) bool {
	bag := t.process.shared.bag(object, "own")
	took := bag.take(0, true)
	if !took && !s.NoWait {
		took = t.waits(why, object, func() bool { return bag.take(s.WithinNs, false) })
	}
	if took {
		t.log(Took, Event{D: int64(object + 1)})
	}
	return took
}

func (t *thread) put(object int) {
	t.log(Gave, Event{D: int64(object + 1)})
	t.process.shared.bag(object, "own").put(1)
}

// waitOn frees the lock, waits until somebody notifies, and takes the lock again.
func (t *thread) waitOn(s *workload.Step) {
	waiters := t.process.shared.word(s.Object, waitersWord)
	atomic.AddInt64(waiters, 1)
	t.put(s.Second)
	bag := t.process.shared.bag(s.Object, "own")
	notified := t.waits(trace.ReasonCondition, s.Object, func() bool { return bag.take(s.WithinNs, false) })
	if !notified && less(waiters, 1) == 0 { // somebody notifies this very moment
		bag.take(0, false)
	}
	t.take(trace.ReasonLock, &workload.Step{}, s.Second)
}

func (t *thread) notify(s *workload.Step) {
	most := int64(1)
	if s.All {
		most = 1 << 30
	}
	woken := less(t.process.shared.word(s.Object, waitersWord), most)
	t.process.shared.bag(s.Object, "own").put(int(woken))
}

// less makes a number of waiters smaller by at most so many, and returns by how
// many.
func less(waiters *int64, most int64) int64 {
	for {
		now := atomic.LoadInt64(waiters)
		by := min(now, most)
		if by <= 0 {
			return 0
		}
		if atomic.CompareAndSwapInt64(waiters, now, now-by) {
			return by
		}
	}
}

// futexWait waits if the word has the expected value. Looking and lining up are
// one act for others, as they are in the kernel: the guard sees to that.
func (t *thread) futexWait(s *workload.Step) {
	all := t.process.shared
	guard, waiters, bag := all.bag(s.Object, "guard"), all.word(s.Object, waitersWord), all.bag(s.Object, "own")
	guard.take(0, false)
	same := atomic.LoadInt64(all.word(s.Object, valueWord)) == s.Number
	if same {
		atomic.AddInt64(waiters, 1)
	}
	guard.put(1)
	if !same {
		return
	}
	woken := t.waits(trace.ReasonFutex, s.Object, func() bool { return bag.take(s.WithinNs, false) })
	if !woken && less(waiters, 1) == 0 {
		bag.take(0, false)
	}
}

func (t *thread) futexWake(s *workload.Step) {
	all := t.process.shared
	most := s.Number
	if s.All {
		most = 1 << 30
	}
	guard := all.bag(s.Object, "guard")
	guard.take(0, false)
	woken := less(all.word(s.Object, waitersWord), most)
	guard.put(1)
	all.bag(s.Object, "own").put(int(woken))
}

// transfer waits for a device. None of this computer's disks is touched: a timer
// stands for the time of service, and tokens for how many are served at once.
func (t *thread) transfer(s *workload.Step) {
	ns := s.Ns
	if s.Object < 0 {
		t.sleep(trace.ReasonDisk, -1, ns)
		return
	}
	disk := &t.process.plan.Objects[s.Object]
	if ns == 0 {
		ns = disk.LatencyNs + int64(float64(s.Bytes)*1e9/float64(max(1, disk.BytesPerSecond)))
	}
	if disk.Number > 0 {
		t.take(trace.ReasonDisk, &workload.Step{}, s.Object)
		defer t.put(s.Object)
	}
	t.sleep(trace.ReasonDisk, s.Object, ns)
}
